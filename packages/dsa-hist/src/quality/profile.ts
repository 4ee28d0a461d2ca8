import { type Contract, dsaTable, type Field, quoteIdent, quoteText } from '@flis/core'
import { keyColumns } from '../rows/typed-rows.js'
import { LATE_DAYS } from './limits.js'
import type { Testing } from './testing.js'

/** The rows that a month's figures of a source are about. */
const inMonth = (contract: Contract): string =>
  contract.mode === 'full'
    ? // What stood after the last extract of the month.
      'held._fra <= scope.last and held._til > scope.last'
    : // What the month brought.
      'held._fra between scope.first and scope.last'

const rowsInMonth = (contract: Contract): string => `
     from fresh_scopes as scope
     join ${dsaTable(contract)} as held
       on held._kommune = scope.kommune and held._kildesystem = scope.kildesystem and ${inMonth(contract)}
     where scope.contract = ${quoteText(contract.name)}`

const PLACE = 'scope.contract, scope.kommune, scope.kildesystem, scope.periode'

const fieldsOf = (contract: Contract, wanted: (field: Field) => boolean): readonly string[] =>
  Object.entries(contract.fields)
    .filter(([, field]) => wanted(field))
    .map(([name]) => name)

/** Columns whose use of codes is compared. */
const codedColumns = (contract: Contract): readonly string[] =>
  fieldsOf(
    contract,
    ({ kind }) =>
      kind.type === 'code' ||
      kind.type === 'reference' ||
      (kind.type === 'integer' && kind.codes !== undefined),
  )

/** Rows, filled optional columns and sums of amounts: one scan. */
const countRows = async ({ session }: Testing, contract: Contract): Promise<void> => {
  const optional = fieldsOf(contract, (field) => !field.required)
  const amounts = fieldsOf(contract, ({ kind }) => kind.type === 'decimal')
  const wide = [
    'count(*) as n',
    ...optional.map((name, nr) => `count(held.${quoteIdent(name)}) as filled_${nr}`),
    ...amounts.map((name, nr) => `coalesce(sum(held.${quoteIdent(name)}), 0)::decimal(38, 6) as sum_${nr}`),
  ]
  await session.run(
    `create or replace temp table counted as
     select ${PLACE}, ${wide.join(', ')}
     ${rowsInMonth(contract)}
     group by all`,
  )
  const piece = (sort: string, column: string | null, n: string, amount: string): string => `
     select ${PLACE}, ${quoteText(sort)}, ${column === null ? 'null' : quoteText(column)}, null, ${n}, ${amount}
     from fresh_scopes as scope
     left join counted using (contract, kommune, kildesystem, periode)
     where scope.contract = ${quoteText(contract.name)}`
  await session.run(
    `insert into ops.profiles
     select *
     from (${[
       piece('rows', null, 'coalesce(counted.n, 0)', 'null'),
       ...optional.map((name, nr) => piece('filled', name, `coalesce(counted.filled_${nr}, 0)`, 'null')),
       ...amounts.map((name, nr) => piece('sum', name, 'null', `coalesce(counted.sum_${nr}, 0)`)),
     ].join('\n     union all')})
     order by all`,
  )
}

const countCodes = async ({ session }: Testing, contract: Contract): Promise<void> => {
  for (const column of codedColumns(contract))
    await session.run(
      `insert into ops.profiles
       select ${PLACE}, 'code', ${quoteText(column)}, held.${quoteIdent(column)}::varchar, count(*), null
       ${rowsInMonth(contract)} and held.${quoteIdent(column)} is not null
       group by all
       order by all`,
    )
}

/** Rows that lacked nothing but required columns, by column; of a full contract those of the month's last extract. */
const countMissing = async ({ session }: Testing): Promise<void> => {
  await session.run(
    `insert into ops.profiles
     with extracts as (
       select distinct contract, kommune, kildesystem, left(periode, 7) as periode, extract_time, delivery
       from ops.loads
     ),
     lacking as (
       select delivery, contract, unnest(columns) as "column"
       from ops.quarantine
       where codes = ['R101'] and state <> 'reloaded'
     )
     select ${PLACE}, 'missing', lacking."column", null, count(*), null
     from fresh_scopes as scope
     join tested_contracts using (contract)
     join extracts
       on extracts.contract = scope.contract and extracts.kommune = scope.kommune
       and extracts.kildesystem = scope.kildesystem and extracts.periode = scope.periode
       and (tested_contracts.mode <> 'full' or extracts.extract_time = scope.last)
     join lacking on lacking.delivery = extracts.delivery and lacking.contract = extracts.contract
     group by all
     order by all`,
  )
}

/** The Danish day of an event, as the column's kind keeps it. */
const dayOf = (contract: Contract, column: string): string => {
  const name = `held.${quoteIdent(column)}`
  switch (contract.fields[column]?.kind.type) {
    case 'moment':
      return `case when length(${name}) = 10 then try_cast(${name} as date) else try_cast(${name} as timestamptz)::date end`
    default:
      return `${name}::date`
  }
}

/**
 * Days from the event to the first extract that knew of it, of the keys that the month brought. A source's first
 * extract is left out: it brings years at once, and says nothing of how late they were registered.
 */
const countDays = async ({ session }: Testing, contract: Contract): Promise<void> => {
  if (contract.haendelse === undefined) return
  const key = keyColumns(contract).map(quoteIdent)
  const extractDay =
    'make_date((first_extract // 10000000)::integer, (first_extract // 100000 % 100)::integer, (first_extract // 1000 % 100)::integer)'
  await session.run(
    `create or replace temp table arrived as
     select ${PLACE}, ${key.map((each, nr) => `held.${each} as key_${nr}`).join(', ')},
       min(held._fra) as first_extract, min(${dayOf(contract, contract.haendelse)}) as event_day
     from fresh_scopes as scope
     join ${dsaTable(contract)} as held
       on held._kommune = scope.kommune and held._kildesystem = scope.kildesystem
       and held._fra between scope.first and scope.last and held._fra > scope.began
     where scope.contract = ${quoteText(contract.name)}
     group by all`,
  )
  await session.run(
    `insert into ops.profiles
     with delays as (
       select contract, kommune, kildesystem, periode,
         greatest(0, date_diff('day', event_day, ${extractDay}))::bigint as days
       from arrived
       where event_day is not null
         and not exists (
           select 1
           from ${dsaTable(contract)} as earlier
           where ${key.map((each, nr) => `earlier.${each} = arrived.key_${nr}`).join(' and ')}
             and earlier._fra < arrived.first_extract
         )
     ),
     figures as (
       select contract, kommune, kildesystem, periode, count(*) as n, quantile_disc(days, 0.5) as median,
         quantile_disc(days, 0.95) as p95, count(*) filter (where days > ${LATE_DAYS}) as late
       from delays
       group by all
     )
     select contract, kommune, kildesystem, periode, 'days', ${quoteText(contract.haendelse)},
       unnest(['n', 'median', 'p95', 'late']), unnest([n, median, p95, late]), null
     from figures
     order by all`,
  )
}

/** Measures the fresh months anew (`ops.profiles`), and forgets the months that are gone. */
export const profileScopes = async (testing: Testing): Promise<void> => {
  const { session, contracts } = testing
  for (const table of ['fresh_scopes', 'gone_scopes'])
    await session.run(
      `delete from ops.profiles
       using ${table} as scope
       where profiles.contract = scope.contract and profiles.kommune = scope.kommune
         and profiles.kildesystem = scope.kildesystem and profiles.periode = scope.periode`,
    )
  const fresh = await session.rows('select distinct contract from fresh_scopes')
  const names = new Set(fresh.map((row) => String(row.contract)))
  for (const { contract } of contracts) {
    if (!names.has(contract.name)) continue
    await countRows(testing, contract)
    await countCodes(testing, contract)
    await countDays(testing, contract)
  }
  await countMissing(testing)
}
