import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const FLIS = fileURLToPath(new URL('../node_modules/.bin/flis', import.meta.url))

/** An event of a watch, and when it was heard, in seconds. */
export interface Heard {
  readonly at: number
  readonly event: string
  readonly told: Readonly<Record<string, unknown>>
}

/** `flis watch --json` as a process of its own: the built packages. */
export interface Watching {
  readonly heard: readonly Heard[]
  /** The next event that fits; each is given once. Throws when the process ends before it. */
  next(fits: (heard: Heard) => boolean): Promise<Heard>
  /** Resident memory now and at most so far, bytes. */
  memory(): Promise<{ readonly now: number; readonly peak: number }>
  stop(): Promise<void>
}

export const secondsNow = (): number => Number(process.hrtime.bigint()) / 1e9

export const startWatching = (warehouse: string, now: string): Watching => {
  const child = spawn(FLIS, ['-C', warehouse, 'watch', '--json'], {
    env: { ...process.env, NODE_OPTIONS: '', FLIS_NOW: now },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const heard: Heard[] = []
  let [rest, read, ended] = ['', 0, false]
  let wake = (): void => undefined
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const told = JSON.parse(line) as Readonly<Record<string, unknown>>
      heard.push({ at: secondsNow(), event: String(told.event), told })
    }
    wake()
  })
  const end = new Promise<void>((resolve) =>
    child.once('close', () => {
      ended = true
      wake()
      resolve()
    }),
  )
  return {
    heard,
    next: async (fits) => {
      for (;;) {
        while (read < heard.length) {
          const each = heard[read++]
          if (each !== undefined && fits(each)) return each
        }
        if (ended) throw new Error('flis watch has ended')
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
    memory: async () => {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
      const bytes = (name: string): number =>
        Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? Number.NaN) * 1024
      return { now: bytes('VmRSS'), peak: bytes('VmHWM') }
    },
    stop: async () => {
      child.kill('SIGTERM')
      await end
    },
  }
}
