import {
  type Contract,
  castExpression,
  columnType,
  quoteIdent,
  VERSION_COLUMNS,
  wideFamilies,
} from '@flis/core'
import { type RaadataFile, raadataRows } from './raadata-rows.js'
import { isInQuarantine } from './received-row.js'
import { grownValue, stretchedRows } from './stretched-rows.js'
import { familyColumn } from './wide-columns.js'

/** Columns that tell versions of one resource apart, as they are cast from text. */
const versionColumns = (contract: Contract): readonly string[] =>
  contract.mode === 'upsert'
    ? [
        'try_cast(_opdateret as timestamp with time zone) as _opdateret',
        'try_cast(_rapport as timestamp with time zone) as _rapport',
        '_sha',
      ]
    : []

/** The columns that make a row's key unique in a table. */
export const keyColumns = (contract: Contract): readonly string[] => [
  ...(contract.keyScope === 'kildesystem' ? ['_kommune', '_kildesystem'] : []),
  ...contract.key,
]

interface Wanted {
  readonly quarantined: boolean
  readonly collapse: boolean
}

/** Which lines of a wide file apply: those that are good, the first of equal ones. */
const appliedLines =
  (wanted: Wanted) =>
  (wide: Contract, of: RaadataFile): string | undefined =>
    wanted.quarantined || wanted.collapse
      ? `(select _linje from ${typedRows(wide, [of], wanted)} as good)`
      : undefined

/**
 * The typed rows of Rådata files that verification has let through. Casts need no pattern check here: rows that
 * break a pattern stand in quarantine. Exact duplicates are still in, unless `collapse` (then the first line stays).
 */
export const typedRows = (contract: Contract, files: readonly RaadataFile[], options: Wanted): string => {
  if (contract.stretchedFrom !== undefined)
    return stretchedRows(contract, contract.stretchedFrom, files, appliedLines(options))
  const columns = [
    ...Object.entries(contract.fields).map(
      ([name, field]) => `${castExpression(field, quoteIdent(name))} as ${quoteIdent(name)}`,
    ),
    ...wideFamilies(contract).map(({ prefix, field }) => {
      const list = familyColumn(prefix)
      return `list_transform(${list}, x -> ${grownValue(field, 'x')}) as ${list}`
    }),
  ]
  const version = contract.mode === 'upsert' ? VERSION_COLUMNS.map(([name]) => name) : []
  const same = ['_leverance', ...contract.key, ...version].map(quoteIdent).join(', ')
  const byLine = options.quarantined && !options.collapse && contract.reader.format === 'csv'
  const received = raadataRows(contract, files, byLine)
  // The first of equal rows is chosen before rows of other content (R110) are left out: else their twins stay.
  const chosen = options.collapse
    ? `(
      select *
      from ${received} as every_row
      ${options.quarantined ? `where not ${isInQuarantine(contract, 'every_row', "and not list_contains(q.codes, 'R110')")}` : ''}
      qualify row_number() over (partition by ${same} order by _fil, _linje) = 1
    )`
    : received
  return `(
    select
      ${columns.join(',\n      ')},
      ${[...versionColumns(contract), '_kommune', '_kildesystem', '_fra', '_leverance', '_fil', '_linje'].join(', ')}
    from ${chosen} as received
    ${options.quarantined && !byLine ? `where not ${isInQuarantine(contract, 'received')}` : ''}
  )`
}

/** Name and type of the typed columns, in order. */
export const typedColumns = (contract: Contract): readonly (readonly [string, string])[] =>
  Object.entries(contract.fields).map(([name, field]) => [name, columnType(field)] as const)

/** What tells rows of one key apart, as SQL. */
export const contentColumns = (contract: Contract): readonly string[] => [
  ...typedColumns(contract).map(([name]) => quoteIdent(name)),
  ...wideFamilies(contract).map(({ prefix }) => familyColumn(prefix)),
]
