import { compileSql, type Model, type Month, membersOf, quoteText, raw, type Session } from '@flis/core'
import { memberOfKey, movedMembers } from './members.js'
import type { Need } from './needs.js'
import { followsOf, unitReads } from './reads.js'
import { relationsFor, type TableOf } from './relations.js'
import { type Table, tableSql } from './table.js'

/** The units that a build computes anew: `(unit)`. */
export const CHANGED_UNITS = 'changed_units'

interface Building {
  readonly session: Session
  readonly model: Model
  readonly month: Month
  readonly tableOf: TableOf
}

/** Units whose delivered rows changed since the model was built in their kommune. */
const changedRows = (model: Model, needs: readonly Need[]): string => {
  const contracts = unitReads(model).own.map((each) => quoteText(each.name))
  if (contracts.length === 0) return 'select null::ubigint as unit where false'
  const since = needs.map((each) => `(${quoteText(each.kommune)}, ${each.seq}::bigint)`).join(', ')
  return `
    select unit
    from ops.changes
    join (values ${since}) as built(kommune, seq) on built.kommune = changes.kommune and changes.seq > built.seq
    where contract in (${contracts.join(', ')}) and unit is not null`
}

/** Units whose old rows change because months have passed. */
const turned = (model: Model, month: Month, needs: readonly Need[]): readonly string[] => {
  const turns = model.recompute.by === 'unit' ? model.recompute.turns : undefined
  if (turns === undefined) return []
  const passed = needs.flatMap(({ through }) => (through !== null && through < month ? [through] : []))
  return [...new Set(passed)].map(
    (after) =>
      `select unit from (${compileSql(
        turns({ after, until: month }),
        relationsFor({}, () => '(select null where false)'),
      )})`,
  )
}

/** Units that refer to members of other tables that changed: those that point to one, and those that find one now. */
const followed = ({ model, tableOf }: Building, standing: Table, since: bigint): readonly string[] => {
  return followsOf(model).flatMap((follow) => {
    const keys = Object.entries(model.columns).filter(([, column]) => column.to === follow.model.name)
    const moved = movedMembers(follow, since)
    return [
      `select unit from (${compileSql(follow.units(membersOf(follow)), relationsFor({}, tableOf, since))}) where unit is not null`,
      ...keys.map(
        ([name]) =>
          `select _unit from (${tableSql(model, standing, ['_unit'])}) where ${memberOfKey(name)} in ${moved}`,
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
  const { session, model, month } = building
  const [since = 0n] = needs.map(({ seq }) => seq).sort((a, b) => Number(a - b))
  const parts = [
    changedRows(model, needs),
    ...turned(model, month, needs),
    ...followed(building, standing, since),
  ]
  await session.run(`create or replace temp table ${CHANGED_UNITS} as
    ${parts.join('\n    union ')}`)
  await addNeighbours(building)
  return (await session.value(`select count(*) from ${CHANGED_UNITS}`)) as bigint
}
