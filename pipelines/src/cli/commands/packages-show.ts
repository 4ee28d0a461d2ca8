import { findPackage, type Manifest, showPackage } from '@flis/delivery'
import type { Cli, CommandRun } from '../command.js'
import { jsonText } from '../json-text.js'
import { withLedger } from '../opened.js'
import { argument } from '../options.js'
import { packageFile, removedWords } from '../package-file.js'
import { printFacts, printList } from '../text-table.js'

const sumsOf = (totals: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(totals).map(([name, sum]) => `${name} = ${sum}`)

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
      [['run', 'kørsel'], `${manifest.run} (${manifest.runKind})`],
      [['produced', 'dannet'], manifest.produced],
      [['purpose', 'formål'], manifest.purpose],
      [
        ['basis', 'grundlag'],
        cli.words(`${manifest.basis.length} deliveries`, `${manifest.basis.length} leverancer`),
      ],
      [['flis', 'flis'], manifest.versions.flis],
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

/** `flis packages show <id>`: the manifest of a package. */
export const packagesShow: CommandRun = (cli) =>
  withLedger(cli, async (ledger, { paths }) => {
    const rows = await ledger.rows('select * from packages')
    const { path, removed } = await packageFile(rows, paths.root, cli.world.cwd, argument(cli, 0))
    if (removed !== undefined) {
      const record = findPackage(rows, removed.id)
      return cli.line(cli.json ? jsonText(record) : `${record.id}  ${removedWords(cli, removed.at)}`)
    }
    const manifest = await showPackage(path)
    if (cli.json) await cli.line(jsonText(manifest))
    else await print(cli, path, manifest)
  })
