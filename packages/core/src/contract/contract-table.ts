import { quoteIdent } from '../sql/sql.js'
import { columnType } from './column-type.js'
import type { Contract } from './contract.js'

/** Columns that follow the typed ones in every DSA_HIST table; an upsert table also keeps what orders versions. */
export const systemColumns = (contract: Contract): readonly (readonly [string, string])[] => [
  ['_kommune', 'VARCHAR'],
  ['_kildesystem', 'VARCHAR'],
  ['_fra', 'BIGINT'],
  ['_til', 'BIGINT'],
  ['_leverance', 'VARCHAR'],
  ['_linje', 'BIGINT'],
  ...(contract.mode === 'upsert' ? VERSION_COLUMNS : []),
]

/** `_opdateret` = meta.lastUpdated, `_rapport` = the report's timestamp, `_sha` = SHA-256 of the resource. */
export const VERSION_COLUMNS = [
  ['_opdateret', 'TIMESTAMP WITH TIME ZONE'],
  ['_rapport', 'TIMESTAMP WITH TIME ZONE'],
  ['_sha', 'VARCHAR'],
] as const

/** `dsa_hist."<Kontrakt>"`. */
export const dsaTable = (contract: { readonly name: string }): string =>
  `dsa_hist.${quoteIdent(contract.name)}`

/**
 * The statement that makes a contract's DSA_HIST table.
 *
 * @example dsaTableDdl(KYSag) // create table if not exists dsa_hist."KYSag" ("SagId" VARCHAR, …)
 */
export const dsaTableDdl = (contract: Contract): string => {
  const columns = [
    ...Object.entries(contract.fields).map(([name, field]) => [name, columnType(field)] as const),
    ...systemColumns(contract),
  ]
  return `create table if not exists ${dsaTable(contract)} (${columns
    .map(([name, type]) => `${quoteIdent(name)} ${type}`)
    .join(', ')})`
}
