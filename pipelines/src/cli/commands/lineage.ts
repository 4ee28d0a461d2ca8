import { fail } from '@flis/core'
import { graphMermaid, graphText, lineageGraph } from '../../lineage/graph.js'
import { type Lineage, lineage } from '../../lineage/lineage.js'
import type { ShownValues } from '../../lineage/shown-values.js'
import type { Source, SourceRow } from '../../lineage/source-rows.js'
import type { Cli, CommandRun } from '../command.js'
import { modelNamed } from '../found.js'
import { jsonText } from '../json-text.js'
import { areasHere, openedFolder } from '../opened.js'
import { flagOption, pairsOption } from '../options.js'
import { textTable } from '../text-table.js'

const line = (values: ShownValues): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${value ?? ''}`)
    .join('; ')

const printRow = async (cli: Cli, row: SourceRow): Promise<void> => {
  const until = row.until === null ? cli.words('still', 'stadig') : String(row.until)
  await cli.line(`  DSA_HIST  ${line(row.values)}`)
  await cli.line(`            kommune ${row.kommune}, ${row.kildesystem}, ${row.from} – ${until}`)
  const { received } = row
  await cli.line(
    `  ${cli.words('delivery', 'leverance')}  ${row.delivery}, ${received?.file ?? ''} ${cli.words('line', 'linje')} ${row.line}`,
  )
  await cli.line(
    `  Rådata    ${received?.values ? line(received.values) : cli.words('no longer there', 'findes ikke længere')}`,
  )
}

const printSource = async (cli: Cli, source: Source, whole: boolean): Promise<void> => {
  await cli.line()
  await cli.line(source.contract)
  if (whole)
    await cli.line(
      `  ${cli.words('the table is made as a whole from all rows', 'tabellen dannes som helhed af alle rækker')}`,
    )
  for (const row of source.rows) await printRow(cli, row)
  if (source.others > 0)
    await cli.line(
      `  ${cli.words(`and ${source.others} more rows computed together with these`, `og ${source.others} rækker mere, der beregnes sammen med disse`)}`,
    )
}

const print = async (cli: Cli, found: Lineage): Promise<void> => {
  await cli.line(
    cli.words(
      `${found.table}, version ${found.version} (${found.month}): ${found.found} rows`,
      `${found.table}, version ${found.version} (${found.month}): ${found.found} rækker`,
    ),
  )
  const columns = Object.keys(found.rows[0] ?? {})
  const lines = textTable(
    columns.map((title) => ({ title })),
    found.rows.map((row) => columns.map((name) => row[name])),
  )
  await cli.line(lines.join('\n'))
  for (const source of found.sources) await printSource(cli, source, found.whole)
  if (found.through.length > 0)
    await cli.line(`\n${cli.words('it also reads', 'den læser også')}: ${found.through.join(', ')}`)
}

/** `flis lineage <table> --key col=value`, or `--models` for the graph of tables. */
export const lineageCommand: CommandRun = async (cli) => {
  const [table] = cli.args
  const mermaid = flagOption(cli, 'mermaid')
  if (mermaid || flagOption(cli, 'models')) {
    const areas = await areasHere(cli)
    const nodes = lineageGraph(areas, table === undefined ? undefined : modelNamed(areas, table).name)
    await cli.line(cli.json ? jsonText(nodes) : mermaid ? graphMermaid(nodes) : graphText(nodes))
    return 0
  }
  if (table === undefined) return fail('U001', { expected: 'lineage <table> --key col=value, or --models' })
  const key = Object.fromEntries(pairsOption(cli, 'key'))
  if (Object.keys(key).length === 0) fail('U001', { expected: '--key col=value' })
  const { paths, areas } = await openedFolder(cli)
  const found = await lineage(paths, areas, table, key)
  if (cli.json) await cli.line(jsonText(found))
  else await print(cli, found)
  return 0
}
