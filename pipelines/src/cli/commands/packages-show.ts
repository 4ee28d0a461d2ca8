import { basename } from 'node:path'
import { type LedgerReader, quoteText, type Row } from '@flis/core'
import { countsTemplate, findPackage, type Manifest, showPackage } from '@flis/delivery'
import type { Cli, CommandRun } from '../command.js'
import { jsonText, plainRow } from '../json-text.js'
import { withLedger } from '../opened.js'
import { argument, flagOption } from '../options.js'
import { looseFile, packageFile, removedWords } from '../package-file.js'
import { ruleWords } from '../rule-words.js'
import { printFacts, printList } from '../text-table.js'

const sumsOf = (totals: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(totals).map(([name, sum]) => `${name} = ${sum}`)

/** Whose citizens they are; nothing for packages that hold those whom their facts point to. */
const citizensWords = (cli: Cli, { entitlement }: Manifest): string => {
  // a package of an earlier flis says nothing of it
  if (entitlement === null || entitlement === undefined) return ''
  const { from, through, alsoReferredTo } = entitlement
  const days = cli.words(`entitled to, ${from} to ${through}`, `berettigede, ${from} til ${through}`)
  return alsoReferredTo
    ? `${days}${cli.words(' and referred to by other areas', ' og omtalt i andre områder')}`
    : days
}

const minimisedWords = ({ minimised }: Manifest): readonly string[] =>
  (minimised ?? []).map(({ table, columns }) => `${table} (${columns.join(', ')})`)

const print = async (cli: Cli, path: string, manifest: Manifest): Promise<void> => {
  await printFacts(
    cli,
    [
      [['package', 'datapakke'], manifest.id],
      [['file', 'fil'], path],
      [['area', 'område'], manifest.area],
      [['kommune', 'kommune'], manifest.kommune],
      [['periode', 'periode'], manifest.periode],
      [['kind', 'slags'], manifest.kind],
      [['format', 'format'], manifest.format],
      [
        ['months', 'måneder'],
        manifest.window === 'full'
          ? cli.words('all', 'alle')
          : cli.words('of large facts the last ones', 'af store fakta de seneste'),
      ],
      [['run', 'kørsel'], `${manifest.run} (${manifest.runKind})`],
      [['produced', 'dannet'], manifest.produced],
      [['purpose', 'formål'], manifest.purpose],
      [
        ['basis', 'grundlag'],
        cli.words(`${manifest.basis.length} deliveries`, `${manifest.basis.length} leverancer`),
      ],
      [['flis', 'flis'], manifest.versions.flis],
      [['rules that differ', 'afvigende regler'], ruleWords(manifest.rules)],
      [['in no package', 'i ingen datapakke'], manifest.leftOut],
      [['citizens', 'borgere'], citizensWords(cli, manifest)],
      [['left empty', 'tømt'], minimisedWords(manifest)],
    ],
    {},
  )
  await cli.line()
  await printList(
    cli,
    [
      { name: 'name', title: ['file', 'fil'] },
      { name: 'rows', title: ['rows', 'rækker'], right: true },
      { name: 'bytes', title: ['bytes', 'bytes'], right: true },
      { name: 'columns', title: ['columns', 'kolonner'], right: true },
      { name: 'totals', title: ['sums', 'summer'] },
    ],
    manifest.files.map(({ name, rows, bytes, columns, totals }) => ({
      name,
      rows,
      bytes,
      columns: columns.length,
      totals: sumsOf(totals),
    })),
    '',
  )
}

/** What was sent where, and how far it came. */
const sendingsOf = async (ledger: LedgerReader, id: string): Promise<readonly Row[]> =>
  ledger.rows(
    `select target, nr, state, failed, next_try, begun, sent, settled, code, reason
     from sendings
     where package = ${quoteText(id)}
     order by target, nr`,
  )

const printSendings = async (cli: Cli, sendings: readonly Row[]): Promise<void> => {
  if (sendings.length === 0) return
  await cli.line()
  await printList(
    cli,
    [
      { name: 'target', title: ['target', 'modtager'] },
      { name: 'nr', title: ['sending', 'afsendelse'], right: true },
      { name: 'state', title: ['state', 'tilstand'] },
      { name: 'sent', title: ['sent', 'sendt'] },
      { name: 'settled', title: ['settled', 'afgjort'] },
      { name: 'why', title: ['', ''] },
    ],
    sendings.map(({ target, nr, state, sent, settled, code, reason, next_try }) => ({
      ...{ target, nr, state, sent, settled },
      why: [
        code,
        reason,
        next_try === null ? null : cli.words(`again ${String(next_try)}`, `igen ${String(next_try)}`),
      ]
        .filter((each) => each !== null && each !== '')
        .map(String)
        .join(' '),
    })),
    '',
  )
}

const show = async (cli: Cli, path: string, sendings?: readonly Row[]): Promise<void> => {
  const manifest = await showPackage(path)
  if (flagOption(cli, 'counts')) await cli.world.out.write(countsTemplate(manifest))
  else if (cli.json)
    await cli.line(
      jsonText(sendings === undefined ? manifest : { ...manifest, sendings: sendings.map(plainRow) }),
    )
  else {
    await print(cli, path, manifest)
    await printSendings(cli, sendings ?? [])
  }
}

/** `flis packages show <id-or-file>`: the manifest of a package and where it was sent, or a counts file to fill in. */
export const packagesShow: CommandRun = async (cli) => {
  const loose = await looseFile(cli, cli.args[0])
  if (loose !== undefined) {
    await show(cli, loose.path)
    return 0
  }
  return withLedger(cli, async (ledger, { paths }) => {
    const rows = await ledger.rows('select * from packages')
    const { path, removed } = await packageFile(rows, paths.root, cli.world.cwd, argument(cli, 0))
    if (removed === undefined) return show(cli, path, await sendingsOf(ledger, basename(path, '.zip')))
    const record = findPackage(rows, removed.id)
    const sendings = await sendingsOf(ledger, record.id)
    if (cli.json) return cli.line(jsonText({ ...record, sendings: sendings.map(plainRow) }))
    await cli.line(`${record.id}  ${removedWords(cli, removed.at)}`)
    return printSendings(cli, sendings)
  })
}
