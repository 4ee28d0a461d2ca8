import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { exists, type FindingName, fail, findingMeaning } from '@flis/core'
import {
  compareLoaded,
  type LoadedDifference,
  type LoadedTable,
  type Manifest,
  readCounts,
} from '@flis/delivery'
import type { Cli } from './command.js'

const FINDING: FindingName = 'K09 modtagerens indlæsning'
const LARGEST = 16 * 1024 ** 2

/** What a receiver says that it has loaded (U004 when there is no such file, U001 when it is no counts file). */
export const loadedCounts = async (cli: Cli, given: string): Promise<readonly LoadedTable[]> => {
  const file = resolve(cli.world.cwd, given)
  if (!(await exists(file)) || !(await stat(file)).isFile()) fail('U004', { file })
  if ((await stat(file)).size > LARGEST)
    fail('U001', { found: given, expected: `a counts file of at most ${LARGEST} bytes` })
  return readCounts(await readFile(file, 'utf8'))
}

/** The comparison as a value, for `--json`. */
export interface LoadedReport {
  readonly finding: string
  readonly severity: string
  readonly differences: readonly LoadedDifference[]
}

export const loadedReport = (manifest: Manifest, loaded: readonly LoadedTable[]): LoadedReport => ({
  finding: FINDING,
  severity: findingMeaning(FINDING)?.severity ?? '',
  differences: compareLoaded(manifest, loaded),
})

/** Says whether a receiver holds what was sent; each difference on a line. */
export const printLoaded = async (
  cli: Cli,
  { id, files }: Manifest,
  { differences }: LoadedReport,
): Promise<void> => {
  if (differences.length === 0)
    return cli.line(
      cli.words(
        `${id}  loaded as sent: ${files.length} tables`,
        `${id}  indlæst som sendt: ${files.length} tabeller`,
      ),
    )
  const none = cli.words('nothing', 'intet')
  for (const { table, measure, expected, found } of differences)
    await cli.line(
      cli.words(
        `${FINDING}  ${table}  ${measure}: expected ${expected ?? none}, found ${found ?? none}`,
        `${FINDING}  ${table}  ${measure}: ventet ${expected ?? none}, fundet ${found ?? none}`,
      ),
    )
}
