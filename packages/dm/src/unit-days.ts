import {
  type Contract,
  dayOfUnit,
  LAST_UNIT_DAY,
  type Model,
  type Month,
  type Session,
  unitDaysOn,
} from '@flis/core'
import { type DaySpan, spansOf } from './day-spans.js'
import type { UnitChoice } from './dsa-rows.js'
import { unitReads } from './reads.js'

/** How far around a day the rows lie that its own are made of; undefined where a model's units have no day. */
export const reachOf = ({
  recompute,
}: Model): { readonly before: number; readonly after: number } | undefined =>
  recompute.by === 'unit' ? recompute.days : undefined

/** The units that a build computes anew: `(unit)`. */
export const CHANGED_UNITS = 'changed_units'

/** Units that a build by days reads: those that it computes anew, and what lies around them. */
const READ_UNITS = 'read_units'

const widened = (spans: readonly DaySpan[], before: number, after: number): readonly DaySpan[] =>
  spans.map(({ first, last }) => ({
    first: Math.max(0, first - before),
    last: Math.min(LAST_UNIT_DAY, last + after),
  }))

/** The units that have other rows, with the days around those whose delivered rows changed; and those to read for them. */
export const widenUnits = async (session: Session, model: Model): Promise<void> => {
  const reach = reachOf(model)
  if (reach === undefined) return
  const around = (table: string): string =>
    `select distinct ${unitDaysOn('unit', 'days')} as unit
     from ${table}, range(${-reach.before}, ${reach.after + 1}) as around(days)`
  await session.run(`create or replace temp table ${CHANGED_UNITS} as ${around(CHANGED_UNITS)}`)
  await session.run(`create or replace temp table ${READ_UNITS} as ${around(CHANGED_UNITS)}`)
}

/** The days of the units that are computed anew. */
export const changedDays = async (session: Session): Promise<readonly DaySpan[]> => {
  const rows = await session.rows(
    `select distinct ${dayOfUnit('unit')}::integer as day from ${CHANGED_UNITS} order by day`,
  )
  return spansOf(rows.map(({ day }) => Number(day)))
}

/** The days of a month and those after it. */
export const daysFrom = async (session: Session, from: Month): Promise<readonly DaySpan[]> => [
  {
    first: Number(await session.value(`select date '${from}-01' - date '1970-01-01'`)),
    last: LAST_UNIT_DAY,
  },
]

/**
 * What is read for a choice, and which of the rows made of it are kept: a model whose units have a day is shown the days
 * around the chosen ones too.
 */
export const readAndKept = (
  model: Model,
  choice: UnitChoice,
): { readonly read: UnitChoice; readonly kept: readonly string[] } => {
  const reach = reachOf(model)
  if (reach === undefined) return { read: choice, kept: [] }
  const { units, days, ...rest } = choice
  const inSpan = ({ first, last }: DaySpan): string => `${dayOfUnit('_unit')} between ${first} and ${last}`
  return {
    read: {
      ...rest,
      ...(units?.take === 'only' ? { units: { take: 'only', table: READ_UNITS } } : {}),
      ...(days === undefined ? {} : { days: widened(days, reach.before, reach.after) }),
    },
    kept: [
      ...(units === undefined
        ? []
        : [`_unit ${units.take === 'only' ? 'in' : 'not in'} (select unit from ${units.table})`]),
      ...(days === undefined ? [] : [`(${days.map(inSpan).join(' or ')})`]),
    ],
  }
}

/** The contracts by whose days a model is built. */
export const dayContracts = (model: Model): readonly Contract[] =>
  reachOf(model) === undefined ? [] : unitReads(model).own.filter((each) => each.unitDay !== undefined)
