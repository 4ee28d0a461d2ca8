import { mkdir, rename } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { addMonths, fixedClock, type Month, month, removePath, warehousePaths } from '@flis/core'
import { SAMPLE_DEFAULTS, type SampleFile, writeSample } from '@flis/sample'
import { areasOf } from '../../areas.js'
import { borgerRun } from '../../run/borger-run.js'
import { main } from '../../run/main.js'
import { intakeRun, monthRun } from '../../run/month-run.js'
import { initWarehouse } from '../../run/open-env.js'
import { barChart } from '../bar-chart.js'
import type { Cli, CommandRun } from '../command.js'
import { type DemoSummary, demoSummary } from '../demo-summary.js'
import { jsonText } from '../json-text.js'
import { logOf } from '../opened.js'
import { reporterFor } from '../reporter-for.js'
import { textTable } from '../text-table.js'

const MONTHS: readonly Month[] = ['2022-08', '2022-09', '2022-10'].map(month)

/** Share of rows and deliveries with a deliberate fault. */
const FAULTS = 0.01

/** A month is run on the 2nd of the next one: then its deliveries are in. */
const clockOf = (of: Month) => fixedClock(`${addMonths(of, 1)}-02T08:00:00`)

const isAgain = ({ path }: SampleFile): boolean => path.startsWith('again/')

/** A second sending of a file comes a month after the first: an inbox holds one file of a name. */
const arrivesFor = (file: SampleFile): string => {
  const of = file.periode.slice(0, 7) as Month
  return isAgain(file) ? addMonths(of, 1) : of
}

/** What the flexible Borger track does not wait for the others with. */
const isOfCitizens = ({ kilde }: SampleFile): boolean => kilde === 'CPR' || kilde === 'LIFA'

const bringIn = async (sample: string, inbox: string, files: readonly SampleFile[]): Promise<void> => {
  await mkdir(inbox, { recursive: true })
  for (const { path, fileName } of files) {
    await rename(join(sample, path), join(inbox, fileName))
    await rename(join(sample, `${path}.metadata`), join(inbox, `${fileName}.metadata`))
  }
}

const heading = (cli: Cli, text: string): Promise<void> => cli.line(`\n${text}`)

const print = async (cli: Cli, root: string, summary: DemoSummary): Promise<void> => {
  const { words } = cli
  await heading(cli, words('Rows per layer', 'Rækker pr. lag'))
  const layers = textTable(
    [
      { title: words('layer', 'lag') },
      { title: words('tables', 'tabeller'), right: true },
      { title: words('rows', 'rækker'), right: true },
    ],
    summary.layers.map((each) => [each.layer, each.tables, each.rows]),
  )
  await cli.line(layers.join('\n'))
  await heading(cli, words('Deliveries', 'Leverancer'))
  for (const each of summary.deliveries)
    await cli.line(
      `${String(each.n).padStart(4)}  ${String(each.state)}${each.code === null ? '' : ` (FLIS-${String(each.code)})`}`,
    )
  await heading(cli, words('Quarantine, and why', 'Karantæne, og hvorfor'))
  for (const each of summary.quarantine)
    await cli.line(`${String(each.rows).padStart(4)}  FLIS-${each.code} ${each.why[cli.language]}`)
  await heading(cli, words('Packages', 'Datapakker'))
  const { count, bytes, flexible } = summary.packages
  await cli.line(
    `${String(count).padStart(4)}  zip, ${(bytes / 1e6).toFixed(1)} MB, ${words('in', 'i')} ${join(root, 'outbox')}`,
  )
  await cli.line(
    `${String(flexible).padStart(4)}  ${words('of them FLEKS: citizens, before the month-run', 'af dem FLEKS: borgere, før månedskørslen')}`,
  )
  await heading(cli, words('Fuldtidspersoner per month (KY)', 'Fuldtidspersoner pr. måned (KY)'))
  await cli.line(barChart(summary.fuldtidspersoner).join('\n'))
  await heading(cli, words('Try next', 'Prøv nu'))
  const at = relative(cli.world.cwd, root) || '.'
  const example = summary.quarantine[0]?.example
  for (const command of [
    'status',
    'deliveries',
    'quality',
    ...(example === undefined ? [] : [`quarantine show ${example}`]),
    'table FactKYYdelser --limit 10',
    'lineage --models FactKYYdelser',
    'packages list',
    `plan ${addMonths(MONTHS.at(-1) ?? month('2022-10'), 1)}`,
    'rebuild',
  ])
    await cli.line(`  flis -C ${at} ${command}`)
}

/** `flis demo [dir]`: a complete tour on made-up data in a new folder. */
export const demo: CommandRun = async (cli) => {
  const root = resolve(cli.world.cwd, cli.args[0] ?? 'flis-demo')
  const areas = areasOf([])
  await initWarehouse(
    root,
    areas.map((each) => each.name),
  )
  const { inbox } = warehousePaths(root)
  const sample = join(root, 'sample')
  const first = MONTHS[0] ?? month('2022-08')
  const last = MONTHS.at(-1) ?? first
  const { files } = await writeSample({
    ...SAMPLE_DEFAULTS,
    out: sample,
    from: first,
    to: last,
    faults: FAULTS,
  })
  const optionsFor = (of: Month) => ({
    warehouse: root,
    areas,
    clock: clockOf(of),
    reporter: reporterFor(cli),
    log: logOf(root, clockOf(of)),
    signal: cli.world.stopping(),
  })
  const arriving = (from: string, until: string): readonly SampleFile[] =>
    files.filter((each) => from < arrivesFor(each) && arrivesFor(each) <= until)
  let before = ''
  for (const each of MONTHS) {
    const come = arriving(before, each)
    before = each
    // The last month's citizens do not wait for the rest.
    if (each === last) {
      await bringIn(sample, inbox, come.filter(isOfCitizens))
      if (!cli.json) await cli.line(cli.words(`borger-run ${each} …`, `borger-kørsel ${each} …`))
      await main(borgerRun(areas), optionsFor(each))
    }
    await bringIn(
      sample,
      inbox,
      come.filter((file) => each !== last || !isOfCitizens(file)),
    )
    if (!cli.json) await cli.line(cli.words(`month-run ${each} …`, `månedskørsel ${each} …`))
    await main(monthRun(areas), { ...optionsFor(each), month: each, kind: 'month-run' })
  }
  await bringIn(sample, inbox, arriving(before, '9999-12'))
  await main(intakeRun(areas), { ...optionsFor(last), extent: 'intake', kind: 'intake' })
  await removePath(sample)
  const summary = await demoSummary(optionsFor(last))
  if (cli.json) await cli.line(jsonText({ event: 'summary', warehouse: root, ...summary, exit: 0 }))
  else await print(cli, root, summary)
  return 0
}
