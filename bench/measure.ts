import { execFileSync, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What a child process took. */
export interface Taken {
  /** From start to end of the whole process. */
  readonly whole: number
  /** What the process itself counted, without its start; the whole where it said nothing. */
  readonly seconds: number
  /** Processor seconds of all its threads meanwhile; 0 where it said nothing. */
  readonly cpu: number
  /** Peak resident memory of the process as it says itself, bytes; 0 where it said nothing. */
  readonly memory: number
  /** The last line that it printed, parsed as JSON where it is. */
  readonly said: Readonly<Record<string, unknown>>
}

const parsed = (text: string): Readonly<Record<string, unknown>> => {
  const last = text.trim().split('\n').at(-1) ?? ''
  try {
    return JSON.parse(last) as Readonly<Record<string, unknown>>
  } catch {
    return {}
  }
}

/**
 * Runs a process to its end and measures it. What earlier ones wrote is on disk before it starts. Throws when it
 * fails, with what it printed.
 */
export const measure = (command: string, args: readonly string[]): Promise<Taken> =>
  new Promise((resolve, reject) => {
    execFileSync('sync')
    const started = process.hrtime.bigint()
    // What users run: the built packages, not the sources.
    const child = spawn(command, args, {
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    let errors = ''
    child.stdout.on('data', (chunk) => {
      output += String(chunk)
    })
    child.stderr.on('data', (chunk) => {
      errors += String(chunk)
    })
    child.on('error', reject)
    child.on('close', (code) => {
      const whole = Number(process.hrtime.bigint() - started) / 1e9
      const said = parsed(output)
      if (code !== 0)
        reject(new Error(`${command} ${args.join(' ')} ended with ${String(code)}\n${output}${errors}`))
      else
        resolve({
          whole,
          seconds: Number(said.seconds ?? whole),
          cpu: Number(said.cpu ?? 0),
          memory: Number(said.memory ?? 0),
          said,
        })
    })
  })

const besideThis = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/** Runs one of the TypeScript files of this folder. */
export const measureScript = (name: string, args: readonly string[]): Promise<Taken> =>
  measure(process.execPath, ['--import', 'tsx', besideThis(name), ...args])

/** Runs one of the bare statements of `bare/` in a database of its own or one that is there. */
export const measureBare = (
  name: string,
  database: string,
  memory: string,
  values: Readonly<Record<string, string>>,
): Promise<Taken> =>
  measure(process.execPath, [
    besideThis('bare-run.mjs'),
    besideThis(`bare/${name}`),
    database,
    memory,
    ...Object.entries(values).map(([key, value]) => `${key}=${value}`),
  ])

/** The middle one of an odd number of values. */
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN

/** Medians over the rounds, and the largest memory. */
export interface Rounds {
  readonly seconds: number
  readonly whole: number
  readonly cpu: number
  readonly memory: number
  readonly all: readonly Taken[]
}

/**
 * Runs several things one after the other, again and again, so that whatever disturbs the machine disturbs all of
 * them; the first is told which round it is by being called anew.
 */
export const alternating = async <Name extends string>(
  rounds: number,
  things: Readonly<Record<Name, (round: number) => Promise<Taken>>>,
): Promise<Readonly<Record<Name, Rounds>>> => {
  const names = Object.keys(things) as Name[]
  const taken = new Map<Name, Taken[]>(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round++)
    for (const name of names) taken.get(name)?.push(await things[name](round))
  const medians = {} as Record<Name, Rounds>
  for (const name of names) {
    const all = taken.get(name) ?? []
    medians[name] = {
      seconds: median(all.map((each) => each.seconds)),
      whole: median(all.map((each) => each.whole)),
      cpu: median(all.map((each) => each.cpu)),
      memory: Math.max(...all.map((each) => each.memory)),
      all,
    }
  }
  return medians
}
