import { type Contract, OPEN_END, quoteIdent, quoteText } from '@flis/core'
import { keyColumns } from '../rows/typed-rows.js'
import { ORDER } from './historise-upsert.js'

/** A table of DSA_HIST as it stands: its columns, and its contract where the warehouse's areas know it. */
export interface HistoryTable {
  readonly name: string
  readonly columns: readonly string[]
  readonly contract: Contract | undefined
}

/** Loaded deliveries of the table's Kilde whose extract lies before a time: they and no others are to be sealed. */
const sealedDeliveries = ({ name }: HistoryTable, before: bigint): string => `(
      select id, kommune, kildesystem, extract_time
      from ops.deliveries
      where state = 'loaded' and extract_time < ${before}
        and kilde in (select kilde from ops.loads where contract = ${quoteText(name)})
    )`

/** Kilder loaded in order: history is taken back to the horizon, as for a late delivery. */
const takenBack = (table: HistoryTable, before: bigint): string => {
  const columns = table.columns.map((name) =>
    name === '_til'
      ? `case when held._til > horizon.extract_time then ${OPEN_END} else held._til end as _til`
      : `held.${quoteIdent(name)}`,
  )
  return `select ${columns.join(', ')}
    from dsa_hist.${quoteIdent(table.name)} as held
    join (
      select kommune, kildesystem, max(extract_time) as extract_time
      from ${sealedDeliveries(table, before)}
      group by all
    ) as horizon
      on horizon.kommune = held._kommune and horizon.kildesystem = held._kildesystem
      and held._fra <= horizon.extract_time`
}

/** Kilder loaded in any order: the versions that these deliveries brought, each ended by the next of them. */
const broughtBy = (table: HistoryTable, contract: Contract, before: bigint): string => {
  const order = table.columns.includes('_sha') ? ORDER : '_fra, _leverance, _linje'
  const columns = table.columns.map((name) =>
    name === '_til'
      ? `case when superseded is null then ${OPEN_END} else greatest(superseded, _fra) end as _til`
      : quoteIdent(name),
  )
  return `select ${columns.join(', ')}
    from (
      select *,
        min(_fra) over (
          partition by ${keyColumns(contract).map(quoteIdent).join(', ')}
          order by ${order}
          rows between 1 following and unbounded following
        ) as superseded
      from dsa_hist.${quoteIdent(table.name)}
      where _leverance in (select id from ${sealedDeliveries(table, before)})
    ) as version`
}

/**
 * What a table of DSA_HIST would hold, had only the deliveries with an extract time before `before` come. From it and
 * the Rådata of the others the table is made again. A table that no area knows any more is taken as one whose
 * deliveries load in order.
 *
 * @example await session.run(`copy (${sealedHistory(table, 20221101000n)}) to 'KYSag.parquet' (format parquet)`)
 */
export const sealedHistory = (table: HistoryTable, before: bigint): string =>
  table.contract === undefined || table.contract.mode === 'full'
    ? takenBack(table, before)
    : broughtBy(table, table.contract, before)
