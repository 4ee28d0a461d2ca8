// What a table of Parquet files holds, in figures that no other table has: rows, types, a sum of hashes of every column
// and one of whole rows. Imports nothing but the engine.
// node bench/table-sums.mjs <file that tells which columns> <none | row | value | exchange> <file> …
import { DuckDBInstance } from '@duckdb/node-api'

const [told, fault, ...files] = process.argv.slice(2)
const connection = await (await DuckDBInstance.create(':memory:', { memory_limit: '4GB' })).connect()
const rowsOf = async (query) => (await connection.runAndReadAll(query)).getRowObjectsJson()
const quoted = (text) => `'${text.replaceAll("'", "''")}'`
const name = (text) => `"${text.replaceAll('"', '""')}"`
const from = `read_parquet([${files.map(quoted).join(', ')}], file_row_number = true)`
const columns = (await rowsOf(`describe from read_parquet(${quoted(told)})`)).map((each) => each.column_name)
const types = await rowsOf(`describe select ${columns.map(name).join(', ')} from ${from}`)

/** The table with a fault planted in it: its first row gone, one number greater, or two rows' last text (second
 * value where there is none) exchanged. */
const number = types.findLast((each) => /INT|DECIMAL/.test(each.column_type))?.column_name ?? ''
const text =
  types.findLast((each) => each.column_type === 'VARCHAR' && !each.column_name.startsWith('_'))
    ?.column_name ?? columns[1]
const first = `(select ${name(text)} from ${from} where file_row_number = 0)`
const at = `(select min(file_row_number) from ${from} where ${name(text)} is distinct from ${first})`
const second = `(select ${name(text)} from ${from} where file_row_number = ${at})`
const faults = {
  none: from,
  row: `(select * from ${from} where file_row_number > 0)`,
  value: `(select * replace (${name(number)} + (file_row_number = 0)::integer as ${name(number)}) from ${from})`,
  exchange: `(
    select * replace (case file_row_number when 0 then ${second} when ${at} then ${first} else ${name(text)} end as ${name(text)})
    from ${from}
  )`,
}
const hashes = columns.map((each) => `sum(hash(${name(each)}))::varchar as ${name(each)}`)
const [sums] = await rowsOf(
  `select count(*)::varchar as "rows", sum(hash(${columns.map(name).join(', ')}))::varchar as "whole rows", ${hashes.join(', ')}
   from ${faults[fault]}`,
)
console.log(
  JSON.stringify({
    sums,
    types: Object.fromEntries(types.map((each) => [each.column_name, each.column_type])),
  }),
)
