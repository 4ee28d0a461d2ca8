import { fail } from '@flis/core'
import { type QualityFilter, type QualityReport, qualityReport } from '@flis/dsa-hist'
import { someAreas } from '../../areas.js'
import type { Cli, CommandRun } from '../command.js'
import { jsonText, plainRow } from '../json-text.js'
import { withLedger } from '../opened.js'
import { listOption, textOption } from '../options.js'
import { type ListColumn, printList } from '../text-table.js'

const matching = (cli: Cli, name: string, pattern: RegExp, expected: string): string | undefined => {
  const value = textOption(cli, name)
  return value === undefined || pattern.test(value)
    ? value
    : fail('U001', { found: `--${name} ${value}`, expected })
}

const filterOf = (cli: Cli): QualityFilter => {
  const kommune = matching(cli, 'kommune', /^\d{4}$/, 'four digits')
  const periode = matching(cli, 'periode', /^\d{4}-\d{2}(-\d{2})?$/, 'yyyy-mm or yyyy-mm-dd')
  const test = textOption(cli, 'test')
  const areas = listOption(cli, 'area')
  return {
    ...(areas.length === 0 ? {} : { areas }),
    ...(kommune === undefined ? {} : { kommune }),
    ...(periode === undefined ? {} : { periode }),
    ...(test === undefined ? {} : { test }),
  }
}

const SUMMARY: readonly ListColumn[] = [
  { name: 'point', title: ['point', 'punkt'] },
  { name: 'test', title: ['test', 'test'] },
  { name: 'severity', title: ['severity', 'alvor'] },
  { name: 'kommuner', title: ['kommuner', 'kommuner'], right: true },
  { name: 'count', title: ['rows', 'rækker'], right: true },
  { name: 'measured', title: ['measured', 'målt'], right: true },
  { name: 'meaning', title: ['meaning', 'betydning'] },
]

const PLACE: readonly ListColumn[] = [
  { name: 'test', title: ['test', 'test'] },
  { name: 'dataområde', title: ['area', 'område'] },
  { name: 'kommune', title: ['kommune', 'kommune'] },
  { name: 'kildesystem', title: ['kildesystem', 'kildesystem'] },
  { name: 'periode', title: ['periode', 'periode'] },
]

const ABOUT: readonly ListColumn[] = [
  { name: 'contract', title: ['about', 'om'] },
  { name: 'column', title: ['column', 'kolonne'] },
  { name: 'measured', title: ['measured', 'målt'], right: true },
  { name: 'expected', title: ['expected', 'ventet'], right: true },
  { name: 'unit', title: ['unit', 'enhed'] },
]

const FINDINGS: readonly ListColumn[] = [
  ...PLACE,
  { name: 'severity', title: ['severity', 'alvor'] },
  { name: 'count', title: ['rows', 'rækker'], right: true },
  ...ABOUT,
  { name: 'examples', title: ['examples', 'eksempler'] },
]

const print = async (cli: Cli, report: QualityReport, details: boolean): Promise<void> => {
  const none = cli.words('nothing has been tested yet', 'intet er testet endnu')
  if (report.month !== null && report.summary.length > 0)
    await cli.line(cli.words(`quality in ${report.month}`, `kvalitet i ${report.month}`))
  await printList(
    cli,
    SUMMARY,
    report.summary.map((each) => ({
      ...each,
      point: each.point ?? '',
      severity: each.kommuner === 0 ? cli.words('ok', 'i orden') : each.severity,
      meaning: each.words[cli.language],
    })),
    none,
  )
  if (!details) {
    await cli.line(
      cli.words(
        '→ flis quality --test K06 · --kommune 0751 · --periode yyyy-mm · --area KY',
        '→ flis quality --test K06 · --kommune 0751 · --periode åååå-mm · --area KY',
      ),
    )
    return
  }
  await cli.line()
  await cli.line(cli.words('findings', 'fund'))
  await printList(cli, FINDINGS, report.findings.map(plainRow), cli.words('none', 'ingen'))
  await cli.line()
  await cli.line(cli.words('measured', 'målt'))
  await printList(cli, [...PLACE, ...ABOUT], report.measures.map(plainRow), cli.words('none', 'intet'))
}

/** `flis quality`: a summary by test; with a filter also each finding and each measured value. */
export const quality: CommandRun = (cli) =>
  withLedger(
    cli,
    async (ledger, folder) => {
      const filter = filterOf(cli)
      someAreas(folder.areas, filter.areas ?? [])
      const details = Object.keys(filter).length > 0
      const report = await qualityReport(ledger, folder.areas, filter)
      if (!cli.json) return print(cli, report, details)
      const { month, summary } = report
      await cli.line(
        jsonText(
          details
            ? {
                month,
                summary,
                findings: report.findings.map(plainRow),
                measures: report.measures.map(plainRow),
              }
            : { month, summary },
        ),
      )
    },
    { month: null, summary: [] },
  )
