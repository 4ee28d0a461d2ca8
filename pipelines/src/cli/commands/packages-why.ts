import { exists, fail, openInstance, openSession, type Session } from '@flis/core'
import { findPackage, type WhyInPackage, whyInPackage } from '@flis/delivery'
import { newestVersion, tablesOfVersion } from '@flis/dm'
import type { Cli, CommandRun } from '../command.js'
import { jsonText } from '../json-text.js'
import { type OpenedFolder, withLedger } from '../opened.js'
import { argument, textOption } from '../options.js'

/** The working file knows DSA_HIST; a run that holds it refuses (S001). */
const inWorkingFile = async <T>(
  { paths }: OpenedFolder,
  work: (session: Session) => Promise<T>,
): Promise<T> => {
  if (!(await exists(paths.database))) fail('S003', { file: paths.database })
  const instance = await openInstance(paths.database, {}, true)
  const session = await openSession(instance)
  try {
    return await work(session)
  } finally {
    session.close()
    instance.closeSync()
  }
}

const print = async (cli: Cli, found: WhyInPackage): Promise<void> => {
  const { window } = found
  await cli.line(
    found.isHeld
      ? cli.words(`in ${found.package}:`, `i ${found.package}:`)
      : cli.words(`not in ${found.package}`, `ikke i ${found.package}`),
  )
  for (const { role, from, until, entitles } of found.periods) {
    const end = until ?? cli.words('open', 'løbende')
    const outside =
      entitles || window === null
        ? ''
        : cli.words(
            `  no day of ${window.from} to ${window.through}`,
            `  ingen dag fra ${window.from} til ${window.through}`,
          )
    await cli.line(`  ${role}  ${found.kommune}  [${from}, ${end})${outside}`)
  }
  for (const { area, table, column, rows } of found.references)
    await cli.line(
      `  ${area}  ${table}.${column}: ${cli.words(`${rows} rows of ${found.kommune}`, `${rows} rækker af ${found.kommune}`)}`,
    )
  if (found.periods.length + found.references.length === 0)
    await cli.line(
      cli.words(
        `  ${found.kommune} never paid, acted or was the residence, and refers nowhere`,
        `  ${found.kommune} har ikke været bopæls-, betalings- eller handlekommune og henviser ikke`,
      ),
    )
}

/** `flis packages why <id> --borger-key <DimBorgerID>`: why a citizen is in a package, or is not. */
export const packagesWhy: CommandRun = async (cli) => {
  const id = argument(cli, 0)
  const borgerKey = textOption(cli, 'borgerKey') ?? fail('U001', { expected: '--borger-key <DimBorgerID>' })
  return withLedger(cli, async (ledger, folder) => {
    const record = findPackage(await ledger.rows('select * from packages'), id)
    const { areas, config, paths } = folder
    const found = await inWorkingFile(folder, async (session) => {
      const kept = await tablesOfVersion(session, paths.published, record.version)
      // A version that is no longer kept: what readers have now.
      const tables =
        kept.size > 0 ? kept : await tablesOfVersion(session, paths.published, await newestVersion(session))
      return whyInPackage({ session, tables, areas, config, record, borgerKey })
    })
    if (cli.json) await cli.line(jsonText(found))
    else await print(cli, found)
  })
}
