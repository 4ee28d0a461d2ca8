import { type Env, type Model, type Month, type Session, stepsOf } from '@flis/core'
import { buildModel, emptyTable } from './build-model.js'
import type { AsOf, BuiltFrom } from './built-from.js'
import { checkTable } from './checks.js'
import { checkColumns, codeFingerprint, modelQuery } from './compile-model.js'
import type { Followed } from './followed.js'
import { hiddenColumns } from './hidden-columns.js'
import { isLeftAlone } from './left-alone.js'
import { type Moved, noteMoved } from './members.js'
import { isBare, type Need, needsOf } from './needs.js'
import { relationsFor, type TableOf } from './relations.js'
import { partsOf, type Table, tableSql } from './table.js'

/** A model's part of a kommune that has been computed. */
export interface Filled {
  readonly model: string
  readonly kommune: string
  readonly code: string
  /** As of which month and day (`yyyy-mm-dd`). */
  readonly month: Month
  readonly day: string
}

const same = (a: Table | undefined, b: Table): boolean =>
  a !== undefined &&
  a.layers.length === b.layers.length &&
  a.shown?.from === b.shown?.from &&
  partsOf(a)
    .map((each) => each.sha256)
    .join() ===
    partsOf(b)
      .map((each) => each.sha256)
      .join()

const stepId = (model: Model, kommune: string): string => `build ${model.name} ${kommune}`

const report = (
  env: Env,
  model: Model,
  needs: readonly Need[],
  event: 'started' | 'committing' | 'done',
): void => {
  const needed = new Map(needs.map((each) => [each.kommune, each]))
  for (const step of stepsOf(env.run.plan, 'build')) {
    if (step.model !== model.name) continue
    const need = needed.get(step.kommune)
    if (event === 'started') env.reporter({ event: 'step-started', step: step.id, why: step.why })
    else if (event === 'committing') env.reporter({ event: 'step-committing', step: step.id })
    else
      env.reporter({
        event: 'step-done',
        step: stepId(model, step.kommune),
        outcome: need === undefined ? 'nothing to do' : 'done',
        rows: 0,
      })
  }
}

/** What the models of a run share while they are built. */
export interface Work {
  readonly env: Env
  readonly session: Session
  readonly built: BuiltFrom
  readonly tables: Map<string, Table>
  readonly standing: ReadonlyMap<string, Table>
  /** Models of this run whose rows changed. */
  readonly changed: Set<string>
  readonly followed: readonly Followed[]
  /** What became of the members of those, by what is followed of them. */
  readonly moved: Map<string, Moved>
  readonly filled: Filled[]
  /** Names of the models that were looked at. */
  readonly examined: Set<string>
}

/** A model's table as it will stand, hidden columns too. */
const shownIn =
  (tables: ReadonlyMap<string, Table>): TableOf =>
  (of) =>
    `(${tableSql(of, tables.get(of.name), hiddenColumns(of))})`

const tableFor = async (work: Work, model: Model, needs: readonly Need[], at: AsOf): Promise<Table> => {
  const { env, session, built, tables, standing } = work
  if (isBare({ built, expected: [] }, model)) return emptyTable(env, session, model)
  const tableOf = shownIn(tables)
  await checkColumns(
    session,
    model,
    modelQuery(model, { ...at, from: null }, relationsFor({}, tableOf), env.key),
  )
  const before = standing.get(model.name)
  const known = built.intervals.get(model.name)?.size ?? 0
  const everyKommune = needs.length >= known && needs.every((each) => each.extent === 'all')
  const table = await buildModel({ env, session, model, ...at, tableOf }, before, needs, everyKommune)
  await checkTable(session, model, table, before)
  return table
}

/** Builds a model as far as it must be, and notes what that does to tables which refer to it. */
export const buildOne = async (work: Work, model: Model, at: AsOf): Promise<void> => {
  const { env, session, built, tables, standing, changed, followed, moved } = work
  const needs = needsOf({ ...at, built, expected: [], changed, moved }, model)
  report(env, model, needs, 'started')
  const before = standing.get(model.name)
  const leftAlone =
    before !== undefined && (await isLeftAlone({ session, built, tableOf: shownIn(tables) }, model, needs))
  if (needs.length > 0 && !leftAlone) {
    const table = await tableFor(work, model, needs, at)
    tables.set(model.name, table)
    if (!same(before, table)) {
      changed.add(model.name)
      const looks = followed.filter((each) => each.name === model.name)
      for (const [name, how] of await noteMoved(session, model, looks, table, before)) moved.set(name, how)
    }
  }
  const done = leftAlone ? [] : needs
  report(env, model, done, 'committing')
  report(env, model, done, 'done')
  const code = codeFingerprint(model)
  work.filled.push(...needs.map(({ kommune }) => ({ model: model.name, kommune, code, ...at })))
  work.examined.add(model.name)
}
