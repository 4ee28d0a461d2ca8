import {
  type Contract,
  type DeliveryType,
  dsaTable,
  OPEN_END,
  quoteIdent,
  quoteText,
  type Session,
} from '@flis/core'
import { type RaadataFile, sinceOf } from '../rows/raadata-rows.js'
import { keyColumns, typedColumns, typedRows } from '../rows/typed-rows.js'
import type { Checks } from '../verify/checks.js'
import { goneRuns, quarantinedPersons } from './gone-runs.js'
import { fullRows, withheldRows } from './persons.js'

/** One delivery of a wave: in a wave each scope has at most one. */
export interface WaveDelivery {
  readonly id: string
  readonly kommune: string
  readonly kildesystem: string
  readonly extractTime: bigint
  readonly periode: string
  readonly type: DeliveryType
  /** An operator has accepted it though a rule holds it. */
  readonly accepted: boolean
}

const names = (contract: Contract): string =>
  typedColumns(contract)
    .map(([name]) => quoteIdent(name))
    .join(', ')

const scopeFilter = (wave: readonly WaveDelivery[], alias: string): string =>
  `(${alias}._kommune, ${alias}._kildesystem) in (${wave
    .map((each) => `(${quoteText(each.kommune)}, ${quoteText(each.kildesystem)})`)
    .join(', ')})`

/** Takes the history of some scopes back to what it was at an extract time; `null` = to nothing. */
export const undoAfter = async (
  session: Session,
  contract: Contract,
  scope: { readonly kommune: string; readonly kildesystem: string },
  after: bigint | null,
): Promise<void> => {
  const where = `_kommune = ${quoteText(scope.kommune)} and _kildesystem = ${quoteText(scope.kildesystem)}`
  const time = after ?? 0n
  await session.run(`delete from ${dsaTable(contract)} where ${where} and _fra > ${time}`)
  await session.run(
    `update ${dsaTable(contract)} set _til = ${OPEN_END} where ${where} and _til > ${time} and _til <> ${OPEN_END}`,
  )
}

/**
 * Keys of rows that stand in quarantine: they count as present, their last good version stays. The key is read from
 * the received text, so it is found also when another column failed.
 */
export const quarantinedKeys = (contract: Contract, files: readonly RaadataFile[], table: string): string => {
  if (contract.stretchedFrom !== undefined) return quarantinedPersons(contract.stretchedFrom, files, table)
  const received = typedRows(contract, files, { quarantined: false, collapse: false })
  return `exists (
      select 1
      from (
        select r.*
        from ${received} r
        join ops.quarantine q
          on q.contract = ${quoteText(contract.name)} and q.state <> 'reloaded'
          and q.delivery = r._leverance and q.file = r._fil and q.line = r._linje
      ) bad
      where bad._kommune = ${table}._kommune and bad._kildesystem = ${table}._kildesystem
        and ${contract.key.map((name) => `bad.${quoteIdent(name)} = ${table}.${quoteIdent(name)}`).join(' and ')}
    )`
}

/** Rows that come in, beside those of history that they are compared with. */
export interface Comparison {
  /** A relation of typed rows. */
  readonly incoming: string
  /** A relation of open rows, each with its place in history (`held_row`). */
  readonly held: string
  /** A condition over `held`: what does not come in has ended. */
  readonly gone: string
}

/** Full deliveries: everything that stands open in their scopes is compared, but for withheld persons. */
export const compareFull = (
  contract: Contract,
  wave: readonly WaveDelivery[],
  files: readonly RaadataFile[],
  checks: Checks,
): Comparison => {
  const withheld =
    contract.replaces === undefined ? '' : `anti join ${withheldRows(contract.replaces, 'open_row')}`
  return {
    incoming: fullRows(contract, files, checks),
    held: `(
      select open_row.*, open_row.rowid as held_row
      from ${dsaTable(contract)} as open_row
      ${withheld}
      where open_row._til = ${OPEN_END} and ${scopeFilter(wave, 'open_row')}
    )`,
    gone: checks.quarantined ? `not ${quarantinedKeys(contract, files, 'held')}` : 'true',
  }
}

const comparedRows = (contract: Contract, { incoming, held, gone }: Comparison, scopes: number): string => {
  // Several scopes side by side: a key that is unique everywhere can stand in each of them.
  const apart = scopes > 1 ? ['_kommune', '_kildesystem'] : []
  const key = [...new Set([...apart, ...keyColumns(contract)])].map(quoteIdent)
  const content = typedColumns(contract).filter(([name]) => !contract.key.includes(name))
  const changed = content.map(
    ([name]) => `received.${quoteIdent(name)} is distinct from held.${quoteIdent(name)}`,
  )
  return `select
      ${typedColumns(contract)
        .map(([name]) => `received.${quoteIdent(name)}`)
        .join(', ')},
      coalesce(received._kommune, held._kommune) as _kommune,
      coalesce(received._kildesystem, held._kildesystem) as _kildesystem,
      received._leverance, received._linje,
      held.held_row,
      case when held.held_row is null then 'new' when received._leverance is null then 'gone' else 'changed' end as change
    from ${incoming} as received
    full join ${held} as held on ${key.map((each) => `received.${each} = held.${each}`).join(' and ')}
    where held.held_row is null
      or (received._leverance is null and ${gone})
      or (received._leverance is not null and (${changed.length === 0 ? 'false' : changed.join(' or ')}))`
}

/**
 * Finds what a wave changes: temp table `delta_<Kontrakt>` with one row for each key that is new, changed or gone.
 * Nothing is written to history yet.
 *
 * The comparison is column by column with IS DISTINCT FROM; keys are unique and never NULL (verification saw to it).
 */
export const findDelta = (
  session: Session,
  contract: Contract,
  comparisons: readonly Comparison[],
  scopes: number,
): Promise<number> =>
  session.run(
    `create or replace temp table ${quoteIdent(`delta_${contract.name}`)} as
    ${comparisons.map((each) => comparedRows(contract, each, scopes)).join('\n    union all\n    ')}`,
  )

/** What a delta would do to each scope. */
export interface DeltaCount {
  readonly kommune: string
  readonly kildesystem: string
  readonly gone: bigint
  readonly open: bigint
}

/** What a wave would end. Of runs not those that time has left behind, nor those that others take the place of. */
const goneRows = (contract: Contract, wave: readonly WaveDelivery[], years: number): string => {
  const delta = quoteIdent(`delta_${contract.name}`)
  return contract.stretchedFrom?.runs === undefined
    ? `(select _kommune, _kildesystem from ${delta} where change = 'gone')`
    : goneRuns(contract, contract.stretchedFrom, delta, (period) =>
        wave.map((each) => ({ ...each, first: period(sinceOf(each.periode, years)) })),
      )
}

/** Rows that a wave would end, beside the rows that stand open, per scope. */
export const countEnding = async (
  session: Session,
  contract: Contract,
  wave: readonly WaveDelivery[],
  years: number,
): Promise<readonly DeltaCount[]> => {
  const rows = await session.rows(
    `select _kommune, _kildesystem, sum(gone)::bigint as gone, sum(open)::bigint as open
     from (
       select _kommune, _kildesystem, count(*) as gone, 0 as open
       from ${goneRows(contract, wave, years)} as gone
       group by all
       union all
       select _kommune, _kildesystem, 0, count(*)
       from ${dsaTable(contract)} as open_row
       where _til = ${OPEN_END} and ${scopeFilter(wave, 'open_row')}
       group by all
     )
     group by all
     having sum(gone) > 0
     order by all`,
  )
  return rows.map((row) => ({
    kommune: String(row._kommune),
    kildesystem: String(row._kildesystem),
    gone: row.gone as bigint,
    open: row.open as bigint,
  }))
}

/** Extract time of a scope's delivery, as a CASE over the wave. */
const extractOf = (wave: readonly WaveDelivery[], alias: string): string => {
  const times = new Set(wave.map((each) => each.extractTime))
  const [only] = times
  if (times.size === 1 && only !== undefined) return `${only}::bigint`
  return `case ${wave
    .map(
      (each) =>
        `when ${alias}._kommune = ${quoteText(each.kommune)} and ${alias}._kildesystem = ${quoteText(each.kildesystem)} then ${each.extractTime}`,
    )
    .join(' ')} end`
}

/** Writes a delta into history: ends versions that changed or went, starts new ones. */
export const applyDelta = async (
  session: Session,
  contract: Contract,
  wave: readonly WaveDelivery[],
): Promise<void> => {
  const delta = quoteIdent(`delta_${contract.name}`)
  await session.run(
    `update ${dsaTable(contract)} as held
     set _til = ${extractOf(wave, 'delta')}
     from ${delta} as delta
     where held.rowid = delta.held_row and ${scopeFilter(wave, 'delta')}`,
  )
  await session.run(
    `insert into ${dsaTable(contract)}
     select ${names(contract)}, _kommune, _kildesystem, ${extractOf(wave, 'delta')},
       case when change = 'replaced' then ${extractOf(wave, 'delta')} else ${OPEN_END} end, _leverance, _linje
     from ${delta} as delta
     where change <> 'gone' and ${scopeFilter(wave, 'delta')}`,
  )
}

/** The first deliveries of their scopes: nothing to compare with, every row is new. */
export const insertFirst = async (
  session: Session,
  contract: Contract,
  incoming: readonly string[],
): Promise<number> => {
  let inserted = 0
  for (const rows of incoming)
    inserted += await session.unordered(() =>
      session.run(
        `insert into ${dsaTable(contract)}
         select ${names(contract)}, _kommune, _kildesystem, _fra, ${OPEN_END}, _leverance, _linje
         from ${rows}`,
      ),
    )
  return inserted
}
