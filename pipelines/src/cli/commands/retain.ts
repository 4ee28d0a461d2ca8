import { type RetainReport, retain } from '../../operations/retain.js'
import type { Cli, CommandRun, ExitCode } from '../command.js'
import { jsonText } from '../json-text.js'
import { openedFolder, runOptions } from '../opened.js'
import { flagOption, textOption } from '../options.js'
import { printList } from '../text-table.js'

/** Deliveries counted by Kilde and month: a decade is too long to print one by one. */
const counted = (report: RetainReport): readonly Readonly<Record<string, unknown>>[] => {
  const groups = new Map<string, { deliveries: number; rows: number; bytes: number }>()
  for (const { kilde, periode, state, rows, bytes } of report.deliveries) {
    const key = [kilde ?? '', periode?.slice(0, 7) ?? '', state].join('\t')
    const before = groups.get(key) ?? { deliveries: 0, rows: 0, bytes: 0 }
    groups.set(key, {
      deliveries: before.deliveries + 1,
      rows: before.rows + rows,
      bytes: before.bytes + bytes,
    })
  }
  return [...groups].sort().map(([key, sums]) => {
    const [kilde, periode, state] = key.split('\t')
    return { kilde, periode, state, ...sums }
  })
}

const print = async (cli: Cli, report: RetainReport): Promise<void> => {
  await printList(
    cli,
    [
      { name: 'kilde', title: ['kilde', 'kilde'] },
      { name: 'periode', title: ['month', 'måned'] },
      { name: 'state', title: ['state', 'tilstand'] },
      { name: 'deliveries', title: ['deliveries', 'leverancer'], right: true },
      { name: 'rows', title: ['rows', 'rækker'], right: true },
      { name: 'bytes', title: ['bytes', 'bytes'], right: true },
    ],
    counted(report),
    cli.words(`nothing lies before ${report.before}`, `intet ligger før ${report.before}`),
  )
  const n = report.deliveries.length
  if (n === 0) return
  if (report.lost.length > 0)
    await cli.line(
      cli.words(
        `${report.lost.length} held deliveries can never load after this`,
        `${report.lost.length} tilbageholdte leverancer kan herefter aldrig indlæses`,
      ),
    )
  await cli.line(
    report.dryRun
      ? cli.words(
          `would delete the Rådata of ${n} deliveries; nothing has been deleted`,
          `ville slette Rådata fra ${n} leverancer; intet er slettet`,
        )
      : cli.words(
          `run ${report.run} deleted the Rådata of ${n} deliveries (${report.files} files); checkpoint ${report.checkpoint} stands for them`,
          `kørsel ${report.run} slettede Rådata fra ${n} leverancer (${report.files} filer); checkpoint ${report.checkpoint} står i stedet`,
        ),
  )
}

/** `flis retain --before <periode> [--dry-run]`: Rådata of older deliveries go, a checkpoint of DSA_HIST stays. */
export const retainCommand: CommandRun = async (cli) => {
  const folder = await openedFolder(cli)
  const { SUDO_USER, USER, LOGNAME } = cli.world.environment
  const report = await retain({
    ...runOptions(cli, folder),
    before: textOption(cli, 'before') ?? '',
    dryRun: flagOption(cli, 'dryRun'),
    operator: SUDO_USER ?? USER ?? LOGNAME ?? 'unknown',
  })
  const exit: ExitCode = report.run !== null && report.lost.length > 0 ? 3 : 0
  if (cli.json) await cli.line(jsonText({ event: 'summary', ...report, exit }))
  else await print(cli, report)
  return exit
}
