import {
  compileSql,
  dayOfUnit,
  lastDay,
  type Model,
  type Month,
  membersOf,
  type Passed,
  quoteText,
  raw,
  type Session,
} from '@flis/core'
import { memberOfKey, movedMembers } from './members.js'
import type { Need } from './needs.js'
import { dependsOnDay, followsOf, isByDay, unitReads } from './reads.js'
import { relationsFor, type TableOf } from './relations.js'
import { type Table, tableSql } from './table.js'
import { CHANGED_UNITS, widenUnits } from './unit-days.js'

interface Building {
  readonly session: Session
  readonly model: Model
  readonly month: Month
  /** The run day, `yyyy-mm-dd`. */
  readonly day: string
  readonly tableOf: TableOf
}

/** Units whose delivered rows changed since the model was built in their kommune. */
const changedRows = (model: Model, needs: readonly Need[]): string => {
  const contracts = unitReads(model).own.map((each) => quoteText(each.name))
  if (contracts.length === 0) return 'select null::ubigint as unit where false'
  const since = needs.map((each) => `(${quoteText(each.kommune)}, ${each.seq}::bigint)`).join(', ')
  return `
    select distinct unit
    from ops.changes
    join (values ${since}) as built(kommune, seq) on built.kommune = changes.kommune and changes.seq > built.seq
    where contract in (${contracts.join(', ')}) and unit is not null`
}

/** From which months and days to which a model goes; of what is as of a day also back: the same units turn. */
const passedBy = ({ model, month, day }: Building, needs: readonly Need[]): readonly Passed[] => {
  const built = needs.flatMap((each) =>
    each.through === null || each.day === null ? [] : [{ month: each.through, day: each.day }],
  )
  const others = built.filter((each) => (dependsOnDay(model) ? each.day !== day : each.month < month))
  const passed = others.map((each): Passed => {
    const [from, to] = each.day < day ? [each, { month, day }] : [{ month, day }, each]
    return { after: from.month, until: to.month, days: { after: from.day, until: to.day } }
  })
  return [...new Map(passed.map((each) => [JSON.stringify(each), each])).values()]
}

/** Units whose old rows change because months, or days, have passed. */
const turned = (building: Building, needs: readonly Need[]): readonly string[] => {
  const { recompute } = building.model
  const turns = recompute.by === 'unit' ? recompute.turns : undefined
  if (turns === undefined) return []
  return passedBy(building, needs).map(
    (passed) =>
      `select unit from (${compileSql(
        turns(passed),
        relationsFor({}, () => '(select null where false)'),
      )})`,
  )
}

/** Units of days after the run month, which a run of a later one has made: they have no rows now. */
const beyond = ({ model, month }: Building, standing: Table, needs: readonly Need[]): readonly string[] =>
  isByDay(model) && needs.some((each) => each.through !== null && each.through > month)
    ? [
        `select distinct _unit
         from (${tableSql(model, standing, ['_unit'])})
         where ${dayOfUnit('_unit')} > (date ${quoteText(lastDay(month))} - date '1970-01-01')`,
      ]
    : []

/**
 * Units that refer to members of other tables that changed: those that find one now, and those whose rows point to one. The
 * table itself, which may have a hundred times the rows of what was delivered, is searched for no more than it must, and
 * nothing is where no member has moved.
 */
const followed = async (
  { session, model, tableOf }: Building,
  standing: Table,
  since: bigint,
): Promise<readonly string[]> => {
  const moved = []
  for (const each of followsOf(model))
    if ((await session.rows(`select 1 from ${movedMembers(each, since)} limit 1`)).length > 0)
      moved.push(each)
  return moved.flatMap((follow) => {
    const keys = Object.entries(model.columns).filter(([, column]) => column.to === follow.model.name)
    const pointedTo = movedMembers(follow, since, { gone: follow.byKey === true })
    return [
      `select unit from (${compileSql(follow.units(membersOf(follow)), relationsFor({}, tableOf, since))}) where unit is not null`,
      ...keys.map(
        ([name]) =>
          `select _unit from (${tableSql(model, standing, ['_unit'])}) where ${memberOfKey(name)} in ${pointedTo}`,
      ),
    ]
  })
}

/** Units that look something up in the changed ones. */
const addNeighbours = async ({ session, model, tableOf }: Building): Promise<void> => {
  const neighbours = model.recompute.by === 'unit' ? model.recompute.neighbours : undefined
  if (neighbours === undefined) return
  const changed = raw(`(select unit from ${CHANGED_UNITS})`)
  await session.run(`insert into ${CHANGED_UNITS}
    select unit from (${compileSql(neighbours(changed), relationsFor({}, tableOf))}) where unit is not null
    except
    select unit from ${CHANGED_UNITS}`)
}

/**
 * Collects the units to compute anew: those whose rows changed since the model was built, those that the passing of
 * months turns, those that refer to changed members of tables that the model follows, and the neighbours of all these.
 * Gives how many.
 */
export const collectUnits = async (
  building: Building,
  standing: Table,
  needs: readonly Need[],
): Promise<bigint> => {
  const { session, model } = building
  const [since = 0n] = needs.map(({ seq }) => seq).sort((a, b) => Number(a - b))
  const parts = [
    changedRows(model, needs),
    ...turned(building, needs),
    ...beyond(building, standing, needs),
    ...(await followed(building, standing, since)),
  ]
  await session.run(`create or replace temp table ${CHANGED_UNITS} as
    ${parts.join('\n    union ')}`)
  await addNeighbours(building)
  await widenUnits(session, model)
  return (await session.value(`select count(*) from ${CHANGED_UNITS}`)) as bigint
}
