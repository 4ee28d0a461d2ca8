import { CODES, codeWords, type FlisCode, readLedger } from '@flis/core'
import type { SentTo } from '@flis/delivery'
import type { RunReport } from '../run/main.js'
import { type Attention, attentionOf, needsALook } from './attention.js'
import { borgerLines } from './borger-lines.js'
import type { Cli, ExitCode, Words } from './command.js'
import { jsonText, plainRow } from './json-text.js'
import type { OpenedFolder } from './opened.js'
import { flagOption } from './options.js'
import { needsALookAtSending, printSending } from './sending-lines.js'

const NONE: Attention = { rejected: [], held: [], quarantine: [], findings: [] }

interface Counts {
  readonly deliveries: Readonly<Record<string, unknown>>
  readonly rows: Readonly<Record<string, unknown>>
}

const isCode = (code: unknown): code is FlisCode => typeof code === 'string' && Object.hasOwn(CODES, code)

const coded = (cli: Cli, code: unknown): string =>
  isCode(code) ? `FLIS-${code} ${codeWords(code, cli.language)}` : String(code ?? '')

const printAttention = async (cli: Cli, attention: Attention): Promise<void> => {
  for (const each of attention.rejected)
    await cli.line(`  ${cli.words('rejected', 'afvist')}  ${String(each.id)}: ${coded(cli, each.code)}`)
  for (const each of attention.held)
    await cli.line(`  ${cli.words('held', 'tilbageholdt')}  ${String(each.id)}: ${coded(cli, each.code)}`)
  for (const each of attention.quarantine)
    await cli.line(
      `  ${cli.words('quarantine', 'karantæne')}  ${String(each.rows)} × ${coded(cli, each.code)}`,
    )
  for (const each of attention.findings)
    await cli.line(
      `  ${cli.words('finding', 'fund')}  ${String(each.test)} ${String(each.dataområde)} ${String(each.kommune)}: ${String(each.count)}`,
    )
  await cli.line('→ flis deliveries · flis quarantine list')
}

const print = async (cli: Cli, report: RunReport, counts: Counts, attention: Attention): Promise<void> => {
  const list = (values: Readonly<Record<string, unknown>>): string =>
    Object.entries(values)
      .map(([name, n]) => `${String(n)} ${name}`)
      .join(', ')
  await cli.line(
    report.version === null
      ? cli.words(
          `run ${report.run} done: nothing new to publish`,
          `kørsel ${report.run} færdig: intet nyt at udgive`,
        )
      : cli.words(
          `run ${report.run} done: version ${report.version} of ${report.month} is published`,
          `kørsel ${report.run} færdig: version ${report.version} af ${report.month} er udgivet`,
        ),
  )
  if (Object.keys(counts.deliveries).length > 0)
    await cli.line(`  ${cli.words('deliveries', 'leverancer')}: ${list(counts.deliveries)}`)
  if (counts.rows.rows_in !== null)
    await cli.line(
      `  ${cli.words('rows', 'rækker')}: ${String(counts.rows.rows_in)} = ${String(counts.rows.accepted)} ${cli.words('accepted', 'godtaget')} + ${String(counts.rows.quarantined)} ${cli.words('quarantined', 'i karantæne')} + ${String(counts.rows.duplicates)} ${cli.words('duplicates', 'dubletter')}`,
    )
  for (const { model, units, called } of report.recomputed)
    if (called !== undefined)
      await cli.line(
        cli.words(
          `  ${model}: ${units} ${called.en} computed anew`,
          `  ${model}: ${units} ${called.da} beregnet på ny`,
        ),
      )
  for (const line of borgerLines(cli, report)) await cli.line(line)
  await printUnready(cli, report)
  if (needsALook(attention)) await printAttention(cli, attention)
}

const WHY: Readonly<Record<string, Words>> = {
  'no metadata': ['its metadata file has not come', 'metadatafilen er ikke kommet'],
  'no data file': ['its data file has not come', 'datafilen er ikke kommet'],
  'still arriving': ['it is still arriving', 'den er endnu på vej'],
}

/** What stays in the inbox until it is whole. */
const printUnready = async (cli: Cli, { unready }: RunReport): Promise<void> => {
  for (const { fileName, why } of unready) {
    const [en, da] = WHY[why] ?? [why, why]
    await cli.line(`  ${cli.words('waiting', 'venter')}  ${fileName}: ${cli.words(en, da)}`)
  }
}

const borgerFacts = ({ borger, others = [] }: RunReport): object =>
  borger === undefined ? {} : { borger, others }

/**
 * Tells how a run ended, and what came of sending its packages, and gives the exit code: 3 when somebody should look, unless
 * `--lenient`.
 */
export const afterRun = async (
  cli: Cli,
  folder: OpenedFolder,
  report: RunReport,
  sent?: readonly SentTo[],
): Promise<ExitCode> => {
  const { run, month, version, unready } = report
  if (run === null) {
    await cli.line(
      cli.json
        ? jsonText({
            event: 'summary',
            run,
            month,
            version,
            steps: 0,
            unready,
            ...borgerFacts(report),
            attention: NONE,
            exit: 0,
          })
        : cli.words('nothing to do: everything is up to date', 'intet at gøre: alt er ajour'),
    )
    if (!cli.json) {
      for (const line of borgerLines(cli, report)) await cli.line(line)
      await printUnready(cli, report)
    }
    return 0
  }
  const ledger = await readLedger(folder.paths.published)
  if (ledger === undefined) return 0
  try {
    const attention = await attentionOf(ledger, run, report)
    const isToLookAt = needsALook(attention) || (sent !== undefined && needsALookAtSending(sent))
    const exit = isToLookAt && !flagOption(cli, 'lenient') ? 3 : 0
    const states = await ledger.rows(
      `select state, count(*) as n from deliveries where run = ${run} group by all order by all`,
    )
    const [sums = {}] = await ledger.rows(
      `select sum(rows_in)::bigint as rows_in, sum(accepted)::bigint as accepted,
         sum(quarantined)::bigint as quarantined, sum(duplicates)::bigint as duplicates
       from deliveries
       where run = ${run} and accepted is not null`,
    )
    const counts: Counts = {
      deliveries: Object.fromEntries(states.map((row) => [String(row.state), Number(row.n)])),
      rows: plainRow(sums),
    }
    if (cli.json)
      await cli.line(
        jsonText({
          event: 'summary',
          run,
          month,
          version,
          steps: report.plan.steps.length,
          recomputed: Object.fromEntries(report.recomputed.map(({ model, units }) => [model, units])),
          unready,
          ...borgerFacts(report),
          ...counts,
          attention,
          ...(sent === undefined ? {} : { targets: sent }),
          exit,
        }),
      )
    else {
      await print(cli, report, counts, attention)
      if (sent !== undefined) await printSending(cli, sent)
    }
    return exit
  } finally {
    ledger.close()
  }
}
