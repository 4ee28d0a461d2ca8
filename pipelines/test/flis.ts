import { rmSync } from 'node:fs'
import { mkdtemp, readdir, rename } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeSample } from '@flis/sample'
import { runCli } from '../src/cli/run-cli.js'
import type { Output, World } from '../src/cli/world.js'

/** What a command line gave back. */
export interface Ended {
  readonly exit: number
  readonly out: string
  readonly err: string
}

export interface Outer {
  readonly cwd?: string
  readonly now?: string
  readonly stop?: AbortSignal
  /** Characters after which nobody reads standard output any more. */
  readonly readers?: number
}

const collecting = (text: string[], readers = Number.POSITIVE_INFINITY): Output => ({
  terminal: false,
  columns: 80,
  get closed() {
    return text.join('').length > readers
  },
  write: async (more) => {
    text.push(more)
  },
})

/** Runs the command line in this process. */
export const flis = async (argv: readonly string[], outer: Outer = {}): Promise<Ended> => {
  const [out, err]: [string[], string[]] = [[], []]
  const world: World = {
    cwd: outer.cwd ?? tmpdir(),
    environment: { FLIS_NOW: outer.now ?? '2022-11-02T08:00:00' },
    out: collecting(out, outer.readers),
    err: collecting(err),
    stopping: () => outer.stop ?? new AbortController().signal,
  }
  const exit = await runCli(argv, world)
  return { exit, out: out.join(''), err: err.join('') }
}

const folders: string[] = []
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A folder of its own, gone when the tests are done. */
export const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'flis-cli-'))
  folders.push(folder)
  return folder
}

/** A warehouse of one kommune, its deliveries of 2022-09 and 2022-10 waiting in the inbox. */
export const warehouseWithSample = async (faults: number): Promise<string> => {
  const root = await newFolder()
  await flis(['init', root])
  const sample = await newFolder()
  await writeSample({
    out: sample,
    kommuner: ['0751'],
    from: '2022-09',
    to: '2022-10',
    scale: 0.001,
    seed: 1,
    faults,
    areas: ['KY', 'FSIII'],
  })
  for (const name of await readdir(sample))
    if (name !== 'again') await rename(join(sample, name), join(root, 'inbox', name))
  return root
}

/** Standard output as one JSON value. */
export const jsonOf = <T>(ended: Ended): T => JSON.parse(ended.out) as T

/** Standard output as JSON lines. */
export const linesOf = (ended: Ended): readonly Readonly<Record<string, unknown>>[] =>
  ended.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
