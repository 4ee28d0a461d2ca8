import { type Contract, quoteIdent, quoteText, wideFamilies } from '@flis/core'
import { GROWN } from './wide-columns.js'

const writtenField = (column: string): string => `case
        when ${column} is null then ''
        when ${column} = '' or regexp_matches(${column}, '[;"]') then '"' || replace(${column}, '"', '""') || '"'
        else ${column}
      end`

/**
 * A row as it stood in its file, from the text columns of Rådata: fields with `;` between them, quoted where they must
 * be; a FHIR or code system row as a JSON object.
 *
 * @param rows alias of the rows
 */
export const receivedRow = (contract: Contract, rows: string): string => {
  // What is derived was not received, and may become another when the contract that it is derived from changes.
  const columns = Object.keys(contract.fields)
    .filter((name) => !(name in contract.derived))
    .map((name) => ({ name, column: `${rows}.${quoteIdent(name)}` }))
  if (contract.reader.format !== 'csv')
    return `to_json({${columns.map(({ name, column }) => `${quoteText(name)}: ${column}`).join(', ')}})::varchar`
  const written = columns.map(({ column }) => writtenField(column))
  if (wideFamilies(contract).length > 0) {
    const grown = `${rows}.${GROWN}`
    written.push(
      `case when len(${grown}) > 0 then array_to_string(list_transform(${grown}, x -> ${writtenField('x')}), ';') end`,
    )
  }
  return `concat_ws(';', ${written.join(', ')})`
}

/**
 * The condition that a row of Rådata stands in quarantine (entry `q`). A csv row is known by its line; several
 * resources of one Bundle share a line, so there the row itself must be the same.
 */
export const isInQuarantine = (contract: Contract, rows: string, further = ''): string => `exists (
        select 1
        from ops.quarantine q
        where q.contract = ${quoteText(contract.name)}
          and q.state <> 'reloaded'
          and q.delivery = ${rows}._leverance
          and q.file = ${rows}._fil
          and q.line = ${rows}._linje
          ${contract.reader.format === 'csv' ? '' : `and q."row" = ${receivedRow(contract, rows)}`}
          ${further}
      )`
