import type { Output, World } from './world.js'

const outputOf = (stream: NodeJS.WriteStream): Output => {
  let closed = false
  stream.on('error', (error: NodeJS.ErrnoException) => {
    closed = true
    if (error.code !== 'EPIPE') process.exitCode = 1
  })
  return {
    get closed() {
      return closed
    },
    terminal: stream.isTTY === true,
    columns: stream.columns || 80,
    write: (text) =>
      new Promise((resolve) => {
        if (closed) resolve()
        else stream.write(text, () => resolve())
      }),
  }
}

const stopSignal = (): AbortSignal => {
  const stop = new AbortController()
  // Once each: a second Ctrl-C ends the process there and then.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort())
  return stop.signal
}

/** The world of this process. */
export const processWorld = (): World => {
  let signal: AbortSignal | undefined
  return {
    cwd: process.cwd(),
    environment: process.env,
    out: outputOf(process.stdout),
    err: outputOf(process.stderr),
    stopping: () => {
      signal ??= stopSignal()
      return signal
    },
  }
}
