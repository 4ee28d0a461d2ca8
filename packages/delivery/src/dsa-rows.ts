import {
  type Contract,
  dsaTable,
  type LeaveOut,
  NATIONAL,
  quoteIdent,
  quoteText,
  type Session,
} from '@flis/core'
import { newestRows } from '@flis/dm'
import { isByCitizen } from './citizens.js'
import { tableOfContract } from './dsa-tables.js'
import { kommuneNumber, OWNER } from './gather-facts.js'
import type { GatheredPersons } from './gather-persons.js'
import { withoutLeftOut } from './leave-out.js'
import type { TableRows } from './write-files.js'

/** Contracts that have a table in DSA_HIST: a reference table that was never delivered has none. */
export const historisedContracts = async (session: Session): Promise<ReadonlySet<string>> => {
  const rows = await session.rows(
    `select table_name from information_schema.tables where table_schema = 'dsa_hist'`,
  )
  return new Set(rows.map((row) => String(row.table_name)))
}

/** What DSA packages are cut from. */
export interface DsaSources {
  readonly historised: ReadonlySet<string>
  /** Rows about citizens by the kommuner that are entitled to them. */
  readonly persons: GatheredPersons | undefined
}

/** The keys of a reference table whose newest row names the kommune, in the order of `newestReference`. */
const keysOfKommune = (contract: Contract, key: string, kommuneColumn: string, kommune: string): string =>
  `select ${quoteIdent(key)}
      from (
        select *
        from ${newestRows(contract, {})} as delivered
        qualify row_number() over (
          partition by ${contract.key.map(quoteIdent).join(', ')}
          order by _sidst is null desc, _fra desc, _kildesystem
        ) = 1
      )
      where ${quoteIdent(kommuneColumn)} = ${quoteText(kommune)}`

/** The condition that a row of a national delivery is the kommune's. */
const isOwnOfNational = (contract: Contract, kommune: string, historised: ReadonlySet<string>): string => {
  const { owner } = contract
  if (owner === undefined) return 'false'
  if (owner === 'everyone') return 'true'
  const column = quoteIdent(owner.column)
  if (owner.through === undefined) return `${column} = ${quoteText(kommune)}`
  const { contract: through, key, kommune: of } = owner.through
  return historised.has(through.name)
    ? `${column} in (\n      ${keysOfKommune(through, key, of, kommune)}\n    )`
    : 'false'
}

const noRows = (contract: Contract): string =>
  `(
    select ${tableOfContract(contract)
      .columns.map(({ name, type }) => `null::${type} as ${quoteIdent(name)}`)
      .join(', ')}
    where false
  )`

const ofEntitled = (contract: Contract, kommune: string, persons: GatheredPersons | undefined): string => {
  const path = persons?.paths.get(contract.name)
  return path === undefined
    ? noRows(contract)
    : `(
    select * exclude (${quoteIdent(OWNER)})
    from read_parquet(${quoteText(path)})
    where ${quoteIdent(OWNER)} = ${kommuneNumber(kommune)}
  )`
}

const ownRows = (contract: Contract, kommune: string, { historised, persons }: DsaSources): string => {
  if (isByCitizen(contract)) return ofEntitled(contract, kommune, persons)
  return !historised.has(contract.name)
    ? noRows(contract)
    : `(
    select *
    from ${dsaTable(contract)}
    where _kommune = ${quoteText(kommune)}
      or (_kommune = '${NATIONAL}' and ${isOwnOfNational(contract, kommune, historised)})
  )`
}

/**
 * The rows of a DSA package by table: all versions of those that are the kommune's own, and the codes of the whole
 * country. In the order of their keys, then of their history.
 */
export const dsaRows = (
  contracts: readonly Contract[],
  kommune: string,
  sources: DsaSources,
  leaveOut: readonly LeaveOut[],
): readonly TableRows[] =>
  contracts.map((contract) => {
    const table = tableOfContract(contract)
    const first = [...table.versionsOf, '_fra', '_til', '_leverance', '_linje']
    const rest = table.columns.map((each) => each.name).filter((each) => !first.includes(each))
    return {
      table,
      rows: withoutLeftOut(ownRows(contract, kommune, sources), table, leaveOut),
      // Whole rows at last: versions of one extract must not change places.
      order: [...first, ...rest].map(quoteIdent),
    }
  })

/** Whether the kommune has rows of its own in any of the contracts. */
export const hasDsaRows = async (
  session: Session,
  contracts: readonly Contract[],
  kommune: string,
  sources: DsaSources,
): Promise<boolean> => {
  if (contracts.length === 0) return false
  const any = contracts.map((each) => `exists (select 1 from ${ownRows(each, kommune, sources)} as own_rows)`)
  return (await session.value(`select ${any.join(' or ')}`)) === true
}
