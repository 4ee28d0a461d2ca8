import { rebuild } from '../../rebuild/rebuild.js'
import type { CommandRun, ExitCode } from '../command.js'
import { jsonText } from '../json-text.js'
import { openedFolder, runOptions } from '../opened.js'
import { flagOption } from '../options.js'
import { printList } from '../text-table.js'

/** `flis rebuild [--swap]`: everything again from Rådata, compared table by table. Exit 3 where something differs. */
export const rebuildCommand: CommandRun = async (cli) => {
  const folder = await openedFolder(cli)
  const report = await rebuild({ ...runOptions(cli, folder), swap: flagOption(cli, 'swap') })
  const exit: ExitCode = report.equal ? 0 : 3
  if (cli.json) {
    await cli.line(jsonText({ event: 'summary', ...report, exit }))
    return exit
  }
  await printList(
    cli,
    [
      { name: 'layer', title: ['layer', 'lag'] },
      { name: 'table', title: ['table', 'tabel'] },
      { name: 'presentRows', title: ['rows now', 'rækker nu'], right: true },
      { name: 'rebuiltRows', title: ['rebuilt', 'genopbygget'], right: true },
      { name: 'missing', title: ['only now', 'kun nu'], right: true },
      { name: 'extra', title: ['only rebuilt', 'kun genopbygget'], right: true },
      { name: 'verdict', title: ['', ''] },
    ],
    report.tables.map((each) => ({
      ...each,
      verdict: each.equal ? cli.words('equal', 'ens') : cli.words('DIFFERENT', 'FORSKELLIG'),
    })),
    '',
  )
  const differing = report.tables.filter((each) => !each.equal).length
  await cli.line(
    report.equal
      ? cli.words('every table is equal', 'alle tabeller er ens')
      : cli.words(`${differing} tables differ`, `${differing} tabeller er forskellige`),
  )
  if (report.version !== null)
    await cli.line(
      cli.words('the rebuilt warehouse is in use from now on', 'det genopbyggede lager er i brug fra nu af'),
    )
  return exit
}
