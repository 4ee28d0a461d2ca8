import { checkSources } from '../../sources/check-sources.js'
import type { SourceCheck, SourceStep } from '../../sources/source-check.js'
import type { Cli, CommandRun } from '../command.js'
import { jsonText } from '../json-text.js'
import { clockOf } from '../opened.js'
import { type ListColumn, printList } from '../text-table.js'

const COLUMNS: readonly ListColumn[] = [
  { name: 'kilde', title: ['kilde', 'kilde'] },
  { name: 'kommune', title: ['kommune', 'kommune'] },
  { name: 'kildesystem', title: ['kildesystem', 'kildesystem'] },
  { name: 'missing', title: ['missing step', 'mangler'] },
  { name: 'periode', title: ['latest expected', 'senest ventet'] },
  { name: 'due', title: ['due', 'frist'] },
  { name: 'state', title: ['state', 'tilstand'] },
]

const STEP_DA: Readonly<Record<SourceStep, string>> = {
  area: 'dataområde',
  inbox: 'inbox',
  server: 'server',
  user: 'bruger',
  key: 'nøgle',
  folder: 'mappe',
  topic: 'emne',
  route: 'rute',
  'table entries': 'tabelopslag',
  'first delivery': 'første leverance',
}

/** Kommuner that make a line too long to read are counted; `--json` has them all. */
const MOST_KOMMUNER = 3

const stateOf = (cli: Cli, { latest, kommune }: SourceCheck): string => {
  if (latest === null) return ''
  const { absent } = latest
  if (absent.length === 0) return cli.words('arrived', 'modtaget')
  const overdue = cli.words('overdue', 'over fristen')
  if (absent.length === 1 && absent[0] === kommune) return overdue
  const more = absent.length - MOST_KOMMUNER
  return `${overdue}: ${absent.slice(0, MOST_KOMMUNER).join(', ')}${more > 0 ? ` … +${more}` : ''}`
}

const rowOf = (cli: Cli, check: SourceCheck) => ({
  ...check,
  missing: check.missing.map(({ step, what }) => `${cli.words(step, STEP_DA[step])} (${what})`),
  periode: check.latest?.periode,
  due: check.latest?.due,
  state: stateOf(cli, check),
})

/** `flis sources check`: which step of taking each source into use is missing, and what is overdue (then exit 3). */
export const sourcesCheck: CommandRun = async (cli) => {
  const checks = await checkSources(cli.folder, clockOf(cli))
  if (cli.json) await cli.line(jsonText(checks))
  else
    await printList(
      cli,
      COLUMNS,
      checks.map((each) => rowOf(cli, each)),
      cli.words('no sources', 'ingen kilder'),
    )
  return checks.some(({ overdue }) => overdue) ? 3 : 0
}
