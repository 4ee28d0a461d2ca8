import { type UpgradeReport, upgrade } from '../../operations/upgrade/upgrade.js'
import type { Cli, CommandRun } from '../command.js'
import { jsonText } from '../json-text.js'
import { openedFolder, runOptions } from '../opened.js'
import { flagOption } from '../options.js'

const print = async (cli: Cli, report: UpgradeReport): Promise<void> => {
  const { from, to, forms, needed, dryRun, changed, missing, copy, version } = report
  if (!needed) {
    await cli.line(cli.words('nothing to do: the warehouse is up to date', 'intet at gøre: lageret er ajour'))
  } else {
    const done = dryRun ? cli.words('would bring', 'ville bringe') : cli.words('has brought', 'har bragt')
    if (from !== to)
      await cli.line(
        cli.words(
          `${done} the ledger from format ${from} to ${to}`,
          `${done} ledgeren fra format ${from} til ${to}`,
        ),
      )
    if (forms.length > 0)
      await cli.line(
        cli.words(
          `${dryRun ? 'would make' : 'has made'} everything anew from Rådata: other columns in ${forms.join(', ')}`,
          `${dryRun ? 'ville lave' : 'har lavet'} alt igen fra Rådata: andre kolonner i ${forms.join(', ')}`,
        ),
      )
    if (copy !== null)
      await cli.line(
        cli.words(
          `the working file as it was: ${copy} (remove it when you no longer want to go back)`,
          `arbejdsfilen, som den var: ${copy} (slet den, når der ikke skal tilbage)`,
        ),
      )
    if (version !== null)
      await cli.line(cli.words(`version ${version} is published`, `version ${version} er udgivet`))
  }
  if (changed.length > 0)
    await cli.line(
      cli.words(
        `the next month-run makes anew, by other code: ${changed.join(', ')}`,
        `næste månedskørsel laver igen, efter anden kode: ${changed.join(', ')}`,
      ),
    )
  if (missing.length > 0)
    await cli.line(
      cli.words(
        `the next month-run makes for the first time: ${missing.join(', ')}`,
        `næste månedskørsel laver for første gang: ${missing.join(', ')}`,
      ),
    )
  if (dryRun && needed) await cli.line(cli.words('nothing has been changed', 'intet er ændret'))
}

/** `flis upgrade [--dry-run]`: a warehouse of an earlier flis, brought up to this one; its working file is kept. */
export const upgradeCommand: CommandRun = async (cli) => {
  const folder = await openedFolder(cli)
  const report = await upgrade({
    ...runOptions(cli, folder),
    environment: cli.world.environment,
    dryRun: flagOption(cli, 'dryRun'),
  })
  if (cli.json) await cli.line(jsonText({ event: 'summary', ...report, exit: 0 }))
  else await print(cli, report)
  return 0
}
