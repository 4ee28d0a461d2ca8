import {
  type Contract,
  dsaTable,
  OPEN_END,
  quoteIdent,
  quoteText,
  systemColumns,
  unitExpression,
} from '@flis/core'
import { type DaySpan, onDays } from './day-spans.js'

/** Which rows of a contract a model's SQL is to see: all, or those of some units and kommuner. */
export interface UnitChoice {
  /** A table `(unit UBIGINT)`: only these units, or all but these. */
  readonly units?: { readonly take: 'only' | 'without'; readonly table: string }
  readonly kommuner?: readonly string[]
  /** Of contracts whose units have a day: only what lies on these. */
  readonly days?: readonly DaySpan[]
  /** One of several shares of all units: those whose number leaves `nth` when divided by `of`. */
  readonly share?: { readonly nth: number; readonly of: number }
}

const chosenUnits = (contract: Contract, choice: UnitChoice): string => {
  const units =
    choice.units === undefined
      ? ''
      : `and ${unitExpression(contract)} ${choice.units.take === 'only' ? 'in' : 'not in'} (select unit from ${choice.units.table})`
  const kommuner =
    choice.kommuner === undefined ? '' : `and _kommune in (${choice.kommuner.map(quoteText).join(', ')})`
  const share =
    choice.share === undefined
      ? ''
      : `and ${unitExpression(contract)} % ${choice.share.of} = ${choice.share.nth}`
  const days =
    choice.days === undefined || contract.unitDay === undefined ? '' : `and ${onDays(contract, choice.days)}`
  return `${days} ${units} ${kommuner} ${share}`
}

const keyOf = (contract: Contract): readonly string[] => [
  ...(contract.keyScope === 'kildesystem' ? ['_kommune', '_kildesystem'] : []),
  ...contract.key,
]

const dateOfExtract = (extract: string): string =>
  `make_date((${extract} // 10000000)::integer, (${extract} // 100000 % 100)::integer, (${extract} // 1000 % 100)::integer)`

/**
 * The last day that a row no longer held by its source is good for. `behold`: the last day of the month of the last
 * extract that held it. `slut`: the last day of the month before the extract's periode that lacked it (for daily
 * deliveries the day before). Source: specification 3.2.
 */
const lastDayHeld = (contract: Contract): string =>
  contract.absence === 'behold'
    ? `last_day(${dateOfExtract('holding.extract_time')})`
    : `case
        when length(lacking.periode) = 7 then make_date(left(lacking.periode, 4)::integer, right(lacking.periode, 2)::integer, 1) - 1
        else lacking.periode::date - 1
      end`

/** A run of weeks or months whose citizen was still there when it went, or came back: others have taken its place. */
const stillPresent = ({ stretchedFrom }: Contract): readonly string[] => {
  if (stretchedFrom?.runs === undefined) return []
  const by = quoteIdent(stretchedFrom.by)
  return [
    `not exists (
      select 1
      from ${dsaTable(stretchedFrom.runs.presentIn)} as person
      where person.${by} = gone.${by} and person._kommune = gone._kommune
        and person._kildesystem = gone._kildesystem and person._til > gone._til
    )`,
  ]
}

/** Which of two versions of a key is the later one; of a global key two sources can have one of the same extract. */
const isLater = ({ keyScope }: Contract): string =>
  keyScope === 'global'
    ? '(later._fra, later._kommune, later._kildesystem) > (closed._fra, closed._kommune, closed._kildesystem)'
    : 'later._fra > closed._fra'

const newestOfFull = (contract: Contract, choice: UnitChoice): string => {
  const columns = [...Object.keys(contract.fields), ...systemColumns(contract).map(([name]) => name)].map(
    quoteIdent,
  )
  const list = (alias: string): string => columns.map((each) => `${alias}.${each}`).join(', ')
  const key = keyOf(contract).map(quoteIdent)
  const units = chosenUnits(contract, choice)
  const scope = (alias: string): string =>
    `${alias}.contract = ${quoteText(contract.name)} and ${alias}.kommune = gone._kommune and ${alias}.kildesystem = gone._kildesystem`
  const hidden = [
    // What a delta has replaced is gone, also where absence from a full delivery would keep it.
    ...(contract.replaces === undefined
      ? []
      : [
          `not exists (
      select 1
      from ops.loads as loads
      where ${scope('loads')} and loads.extract_time = gone._til and loads.type = 'D'
    )`,
        ]),
    ...stillPresent(contract),
  ]
  return `(
    select ${list('held')}, ${unitExpression(contract)} as _unit, null::date as _sidst
    from ${dsaTable(contract)} as held
    where _til = ${OPEN_END} ${units}
    union all
    select ${list('gone')}, gone._unit, ${lastDayHeld(contract)} as _sidst
    from (
      select *, ${unitExpression(contract)} as _unit
      from ${dsaTable(contract)} as closed
      where _til <> ${OPEN_END} ${units}
        -- of all units: the key's newest version may belong to another one
        and not exists (
          select 1
          from ${dsaTable(contract)} as later
          where (later._til = ${OPEN_END} or ${isLater(contract)})
            and ${key.map((each) => `later.${each} = closed.${each}`).join(' and ')}
        )
    ) as gone
    left join lateral (
      select max(extract_time) as extract_time
      from ops.loads
      where ${scope('loads')} and loads.extract_time < gone._til
    ) as holding on true
    left join lateral (
      select max(periode) as periode
      from ops.loads
      where ${scope('loads')} and loads.extract_time = gone._til
    ) as lacking on true
    ${hidden.length === 0 ? '' : `where ${hidden.join(' and ')}`}
  )`
}

const newestOfUpsert = (contract: Contract, choice: UnitChoice): string => {
  const kept =
    contract.withdrawn === undefined
      ? ''
      : `and ${quoteIdent(contract.withdrawn.column)} is distinct from ${quoteText(contract.withdrawn.value)}`
  return `(
    select *, ${unitExpression(contract)} as _unit, null::date as _sidst
    from ${dsaTable(contract)}
    where _til = ${OPEN_END} ${kept} ${chosenUnits(contract, choice)}
  )`
}

/**
 * What DM sees of a contract: for each key its newest version, without rows that the source has withdrawn. Typed
 * columns, the system columns, `_unit`, and `_sidst` (DATE; NULL while the source still holds the key).
 */
export const newestRows = (contract: Contract, choice: UnitChoice): string =>
  contract.mode === 'full' ? newestOfFull(contract, choice) : newestOfUpsert(contract, choice)

/**
 * All versions of a contract's rows, with `_unit`. Versions of a global id can come from several kommuner: they stay
 * together whatever kommuner are chosen.
 */
export const allVersions = (contract: Contract, choice: UnitChoice): string => {
  const { kommuner, ...units } = choice
  const kept = contract.keyScope === 'global' || kommuner === undefined ? units : choice
  return `(
    select *, ${unitExpression(contract)} as _unit
    from ${dsaTable(contract)}
    where true ${chosenUnits(contract, kept)}
  )`
}
