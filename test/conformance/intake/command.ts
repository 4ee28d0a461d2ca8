import { tmpdir } from 'node:os'
import { runCli } from '../../../pipelines/src/cli/run-cli.js'
import type { Output, World } from '../../../pipelines/src/cli/world.js'

/** What a command line gave back. */
export interface Ended {
  readonly exit: number
  readonly out: string
  readonly err: string
}

/** The morning of 2 November 2022: an ordinary day on which October's deliveries come. */
export const NOW = '2022-11-02T08:00:00'

const collecting = (text: string[]): Output => ({
  terminal: false,
  columns: 80,
  closed: false,
  write: async (more) => {
    text.push(more)
  },
})

/** One command line, as a person types it: the only way in which these tests reach flis. */
export const flis = async (argv: readonly string[], now = NOW): Promise<Ended> => {
  const [out, err]: [string[], string[]] = [[], []]
  const world: World = {
    cwd: tmpdir(),
    environment: { FLIS_NOW: now },
    out: collecting(out),
    err: collecting(err),
    stopping: () => new AbortController().signal,
  }
  const exit = await runCli(argv, world)
  return { exit, out: out.join(''), err: err.join('') }
}
