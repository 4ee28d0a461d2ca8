import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const MAIN = join(import.meta.dirname, '../src/cli/main.ts')

/** Longer than anything here ever takes: a test that waits in vain fails, and says for what. */
const DEADLINE_MILLISECONDS = 90_000

/** A line of `--json`. */
export type Told = Readonly<Record<string, unknown>> & { readonly event: string }

/** `flis watch --json` as a process of its own, from source. */
export interface WatchProcess {
  readonly pid: number
  /** Everything that it has told so far. */
  readonly told: readonly Told[]
  /** The next event from here on that `fits`; each event is given once. */
  next(what: string, fits: (told: Told) => boolean): Promise<Told>
  /** The next time that it has nothing to do. */
  idle(): Promise<Told>
  kill(
    signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL',
  ): Promise<{ readonly code: number | null; readonly err: string }>
  readonly child: ChildProcess
}

export const flisProcess = (argv: readonly string[], now: string): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', '--conditions=flis-source', MAIN, ...argv], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, FLIS_NOW: now },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

const children: ChildProcess[] = []
process.once('exit', () => {
  for (const each of children) each.kill('SIGKILL')
})

/** What a child says on one of its streams, until it ends. */
export const textOf = (stream: NodeJS.ReadableStream | null): { readonly text: () => string } => {
  let text = ''
  stream?.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  return { text: () => text }
}

/** A watch of a warehouse. */
export const startWatch = (root: string, now: string): WatchProcess =>
  startFlis(['-C', root, 'watch', '--json'], now)

/** A command that tells events, as a process. */
export const startFlis = (argv: readonly string[], now: string): WatchProcess => {
  const child = flisProcess(argv, now)
  children.push(child)
  const err = textOf(child.stderr)
  const told: Told[] = []
  const ended = once(child, 'close') as Promise<[number | null]>
  let [rest, read] = ['', 0]
  let heard = (): void => undefined
  child.stdout?.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n')
    rest = lines.pop() ?? ''
    told.push(...lines.map((line) => JSON.parse(line) as Told))
    heard()
  })
  child.once('close', () => heard())
  const next: WatchProcess['next'] = (what, fits) =>
    new Promise((resolve, reject) => {
      const deadline = setTimeout(
        () => end(() => reject(new Error(`waited in vain for ${what}: ${JSON.stringify(told.slice(-6))}`))),
        DEADLINE_MILLISECONDS,
      )
      const end = (answer: () => void): void => {
        clearTimeout(deadline)
        heard = () => undefined
        answer()
      }
      const look = (): void => {
        while (read < told.length) {
          const each = told[read++]
          if (each === undefined || !fits(each)) continue
          end(() => resolve(each))
          return
        }
        if (child.exitCode !== null || child.signalCode !== null)
          end(() => reject(new Error(`ended before ${what}: ${err.text()}`)))
      }
      heard = look
      look()
    })
  return {
    pid: child.pid ?? 0,
    told,
    next,
    idle: () => next('nothing to do', ({ event }) => event === 'watch-idle'),
    kill: async (signal) => {
      child.kill(signal)
      const [code] = await ended
      return { code, err: err.text() }
    },
    child,
  }
}
