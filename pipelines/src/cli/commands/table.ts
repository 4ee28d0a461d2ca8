import { fail, type Params, quoteIdent } from '@flis/core'
import { type CatalogueTable, openPublished, type PublishedVersion } from '@flis/dm'
import { MASKED_CPR } from '../../mask-cpr.js'
import type { Cli, CommandRun } from '../command.js'
import { csvLine } from '../csv-line.js'
import { foundByName } from '../found.js'
import { jsonText, plainRow } from '../json-text.js'
import { openedFolder } from '../opened.js'
import { argument, flagOption, pairsOption, wholeOption } from '../options.js'
import { streamedRows } from '../streamed-rows.js'
import { textTable } from '../text-table.js'

/** Rows that a person is shown when no limit is given. */
const FIRST_ROWS = 50

/** Types that JSON and JavaScript hold without loss; all others are written by the engine. */
const KEPT_TYPES = /^(VARCHAR|BOOLEAN|TINYINT|SMALLINT|INTEGER|VARCHAR\[\])$/

interface Query {
  readonly text: string
  readonly params: Params
}

const shownColumn = ({ name, type, data }: CatalogueTable['columns'][number]): string => {
  const column = quoteIdent(name)
  if (data === 'CPR') return `case when ${column} is not null then '${MASKED_CPR}' end as ${column}`
  return KEPT_TYPES.test(type) ? column : `${column}::varchar as ${column}`
}

const conditionOf = (
  cli: Cli,
  table: CatalogueTable,
): { readonly where: string; readonly values: string[] } => {
  const pairs = pairsOption(cli, 'where')
  const conditions = pairs.map(([name, value], index) => {
    const column = foundByName(table.columns, name, 'U003', (near) => ({
      table: table.name,
      column: name,
      ...near,
    }))
    if (column.data === 'CPR')
      fail('U001', { table: table.name, column: name, detail: 'a masked column cannot be asked for a value' })
    if (value === '') return `${quoteIdent(name)} is null or ${quoteIdent(name)}::varchar = $${index + 1}`
    return `${quoteIdent(name)}::varchar = $${index + 1}`
  })
  return {
    where: conditions.length === 0 ? '' : `where ${conditions.map((each) => `(${each})`).join(' and ')}`,
    values: pairs.map(([, value]) => value),
  }
}

const orderOf = (table: CatalogueTable): string => {
  const grain = table.grain.filter((name) => table.columns.some((each) => each.name === name))
  return (grain.length === 0 ? table.columns.map((each) => each.name) : grain).map(quoteIdent).join(', ')
}

const queryOf = (cli: Cli, table: CatalogueTable, limit: number | undefined): Query => {
  const { where, values } = conditionOf(cli, table)
  return {
    // The order is that of the values themselves, not of their texts.
    text: `select ${table.columns.map(shownColumn).join(', ')}
      from (
        select * from ${quoteIdent(table.name)}
        ${where}
        order by ${orderOf(table)}
        ${limit === undefined ? '' : `limit ${limit}`}
      )`,
    params: values,
  }
}

const printText = async (cli: Cli, version: PublishedVersion, table: CatalogueTable): Promise<void> => {
  const asked = wholeOption(cli, 'limit')
  const limit = asked ?? FIRST_ROWS
  const query = queryOf(cli, table, limit + 1)
  const rows = (await version.session.rows(query.text, query.params)).map(plainRow)
  const lines = textTable(
    table.columns.map(({ name, type }) => ({
      title: name,
      ...(/INT|DECIMAL|DOUBLE/.test(type) ? { right: true as const } : {}),
    })),
    rows.slice(0, limit).map((row) => table.columns.map((each) => row[each.name])),
  )
  await cli.line(lines.join('\n'))
  if (asked === undefined && rows.length > limit)
    await cli.world.err.write(
      `${cli.words(`only the first ${limit} rows: --limit <n> shows more`, `kun de første ${limit} rækker: --limit <n> viser flere`)}\n`,
    )
}

const printCsv = async (cli: Cli, version: PublishedVersion, table: CatalogueTable): Promise<void> => {
  const query = queryOf(cli, table, wholeOption(cli, 'limit'))
  await cli.world.out.write(csvLine(table.columns.map((each) => each.name)))
  for await (const rows of streamedRows(version.session, query.text, query.params)) {
    if (cli.world.out.closed) return
    await cli.world.out.write(
      rows.map((row) => csvLine(table.columns.map((each) => row[each.name]))).join(''),
    )
  }
}

const printJson = async (cli: Cli, version: PublishedVersion, table: CatalogueTable): Promise<void> => {
  const query = queryOf(cli, table, wholeOption(cli, 'limit'))
  let before = '['
  for await (const rows of streamedRows(version.session, query.text, query.params)) {
    if (cli.world.out.closed) return
    if (rows.length === 0) continue
    await cli.world.out.write(before + rows.map(jsonText).join(','))
    before = ','
  }
  await cli.line(before === '[' ? '[]' : ']')
}

/**
 * `flis table <name>`: rows of the newest published version in order of grain; CPR numbers always masked. U002 and
 * U003 name the nearest table and column.
 */
export const table: CommandRun = async (cli) => {
  const { paths } = await openedFolder(cli)
  const version = await openPublished(paths.published)
  try {
    const name = argument(cli, 0)
    const found = foundByName(version.catalogue.tables, name, 'U002', (near) => ({ table: name, ...near }))
    if (flagOption(cli, 'csv')) await printCsv(cli, version, found)
    else if (cli.json) await printJson(cli, version, found)
    else await printText(cli, version, found)
    return 0
  } finally {
    version.close()
  }
}
