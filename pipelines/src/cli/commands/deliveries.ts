import {
  CODES,
  codeWords,
  type FlisCode,
  fail,
  flisError,
  type LedgerReader,
  nearest,
  quoteText,
} from '@flis/core'
import type { Cli, CommandRun, Words } from '../command.js'
import { jsonText, plainRow } from '../json-text.js'
import { withLedger } from '../opened.js'
import { type ListColumn, printFacts, printList } from '../text-table.js'

const LIST: readonly ListColumn[] = [
  { name: 'id', title: ['delivery', 'leverance'] },
  { name: 'state', title: ['state', 'tilstand'] },
  { name: 'code', title: ['code', 'kode'] },
  { name: 'rows_in', title: ['rows in', 'rækker ind'], right: true },
  { name: 'accepted', title: ['accepted', 'godtaget'], right: true },
  { name: 'quarantined', title: ['quarantined', 'karantæne'], right: true },
  { name: 'duplicates', title: ['duplicates', 'dubletter'], right: true },
  { name: 'findings', title: ['findings', 'fund'], right: true },
]

const FACTS: readonly (readonly [Words, string])[] = [
  [['delivery', 'leverance'], 'id'],
  [['file', 'fil'], 'file_name'],
  [['kilde', 'kilde'], 'kilde'],
  [['kommune', 'kommune'], 'kommune'],
  [['kildesystem', 'kildesystem'], 'kildesystem'],
  [['periode', 'periode'], 'periode'],
  [['løbenr', 'løbenr'], 'loebenr'],
  [['type', 'type'], 'type'],
  [['state', 'tilstand'], 'state'],
  [['rows in', 'rækker ind'], 'rows_in'],
  [['accepted', 'godtaget'], 'accepted'],
  [['quarantined', 'i karantæne'], 'quarantined'],
  [['duplicates', 'dubletter'], 'duplicates'],
  [['bytes', 'bytes'], 'bytes'],
  [['SHA-256', 'SHA-256'], 'sha256'],
  [['received', 'modtaget'], 'received'],
  [['in run', 'i kørsel'], 'run'],
  [['Rådata deleted, in checkpoint', 'Rådata slettet, i checkpoint'], 'checkpoint'],
]

const FINDINGS: readonly ListColumn[] = [
  { name: 'test', title: ['test', 'test'] },
  { name: 'contract', title: ['contract', 'kontrakt'] },
  { name: 'severity', title: ['severity', 'alvor'] },
  { name: 'count', title: ['rows', 'rækker'], right: true },
  { name: 'examples', title: ['examples', 'eksempler'] },
]

const DECISIONS: readonly ListColumn[] = [
  { name: 'decided', title: ['decided', 'besluttet'] },
  { name: 'decision', title: ['decision', 'beslutning'] },
  { name: 'file', title: ['file', 'fil'] },
  { name: 'line', title: ['line', 'linje'], right: true },
  { name: 'value', title: ['as', 'som'] },
  { name: 'reason', title: ['reason', 'begrundelse'] },
]

const isCode = (code: unknown): code is FlisCode => typeof code === 'string' && Object.hasOwn(CODES, code)

/** Found by id, or by the file name where that tells one delivery. */
const deliveryNamed = async (ledger: LedgerReader, name: string) => {
  const all = (await ledger.rows('select * from deliveries order by id')).map(plainRow)
  const found =
    all.find((each) => each.id === name) ??
    (all.filter((each) => each.file_name === name).length === 1
      ? all.find((each) => each.file_name === name)
      : undefined)
  if (found !== undefined) return found
  const expected = nearest(
    name,
    all.map((each) => String(each.id)),
  )
  return fail('U004', { delivery: name, ...(expected === undefined ? {} : { expected }) })
}

const showOne = async (cli: Cli, ledger: LedgerReader, name: string): Promise<void> => {
  const found = await deliveryNamed(ledger, name)
  const findings = (
    await ledger.rows(
      `select test, contract, severity, count, examples from quality where delivery = ${quoteText(String(found.id))} order by all`,
    )
  ).map(plainRow)
  const decisions = (
    await ledger.rows(
      `select decided, decision, file, line, value, reason from decisions where delivery = ${quoteText(String(found.id))} order by nr`,
    )
  ).map(plainRow)
  const next = isCode(found.code) ? flisError(found.code, { delivery: String(found.id) }).next : null
  if (cli.json) return cli.line(jsonText({ ...found, findings, decisions, next }))
  await printFacts(
    cli,
    [
      ...FACTS.map(([title, name]) => [title, found[name]] as const),
      [
        ['why', 'hvorfor'],
        isCode(found.code) ? `FLIS-${found.code} ${codeWords(found.code, cli.language)}` : found.code,
      ],
      [['facts', 'forhold'], found.facts],
      [['what to do', 'hvad gøres'], next],
    ],
    {},
  )
  if (Number(found.quarantined ?? 0) > 0) await cli.line(`→ flis quarantine show ${String(found.id)}`)
  for (const [columns, rows] of [
    [FINDINGS, findings],
    [DECISIONS, decisions],
  ] as const)
    if (rows.length > 0) {
      await cli.line()
      await printList(cli, columns, rows, '')
    }
}

/** `flis deliveries [id]`: what came and what became of it; or one delivery, with what to do. */
export const deliveries: CommandRun = (cli) =>
  withLedger(cli, async (ledger) => {
    const [id] = cli.args
    if (id !== undefined) return showOne(cli, ledger, id)
    const rows = await ledger.rows(
      `select d.id, d.kilde, d.kommune, d.periode, d.state, d.code, d.rows_in, d.accepted, d.quarantined,
         d.duplicates, coalesce(f.findings, 0) as findings
       from deliveries d
       left join (select delivery, count(*) as findings from quality group by delivery) f on f.delivery = d.id
       order by d.extract_time nulls last, d.id`,
    )
    await printList(cli, LIST, rows.map(plainRow), cli.words('no deliveries yet', 'ingen leverancer endnu'))
  })
