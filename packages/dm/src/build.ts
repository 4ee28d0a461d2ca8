import {
  type Dataomraade,
  type Env,
  fail,
  type Model,
  type Month,
  removePath,
  type Session,
  type Stage,
  stage,
  stepsOf,
} from '@flis/core'
import type { Historised } from '@flis/dsa-hist'
import type { AtPublish } from './at-publish.js'
import { buildModel, emptyTable } from './build-model.js'
import { type BuiltFrom, builtFrom } from './built-from.js'
import { checkTable } from './checks.js'
import { checkColumns, codeFingerprint, modelQuery } from './compile-model.js'
import { type Followed, followedBy, followedKey } from './followed.js'
import { hiddenColumns } from './hidden-columns.js'
import { keepFollowed, type Moved, noteMoved, prepareMoved, stageMoved } from './members.js'
import { isBare, type Need, needsOf } from './needs.js'
import { modelsRead } from './reads.js'
import { relationsFor } from './relations.js'
import { stagingFolder } from './staging.js'
import { newestVersion, tablesOfVersion } from './standing.js'
import { partsOf, type Table, tableSql } from './table.js'

/** A model's part of a kommune that has been computed. */
export interface Filled {
  readonly model: string
  readonly kommune: string
  readonly code: string
}

/** Tables as they will stand, not yet visible. */
export interface Built extends Historised {
  readonly month: Month
  /** Every table of the warehouse, changed or not. */
  readonly tables: ReadonlyMap<string, Table>
  /** Models whose rows changed. */
  readonly changed: readonly string[]
  readonly filled: readonly Filled[]
  /** All models that were looked at, whether or not anything had to be done. */
  readonly examined: readonly string[]
  /** Changes up to this number are in. */
  readonly seq: bigint
  /** The version that the tables go out from; 0 = none. */
  readonly base: number
  /** Written in the transaction that makes the tables visible. */
  readonly atPublish: readonly AtPublish[]
  /** Done once they are visible; must bear being done again by a later command. */
  readonly afterPublish: readonly (() => Promise<void>)[]
}

/** The models of some areas, each once, those that others read first. */
export const inBuildOrder = (areas: readonly Dataomraade[]): readonly Model[] => {
  const ordered: Model[] = []
  const visit = (model: Model, path: readonly string[]): void => {
    if (ordered.includes(model)) return
    if (path.includes(model.name)) fail('M004', { model: model.name, detail: 'it reads itself' })
    for (const below of modelsRead(model)) visit(below, [...path, model.name])
    ordered.push(model)
  }
  for (const area of areas) for (const model of area.models) visit(model, [])
  return ordered
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
interface Work {
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
}

const tableFor = async (work: Work, model: Model, needs: readonly Need[]): Promise<Table> => {
  const { env, session, built, tables, standing } = work
  if (isBare({ built, expected: [] }, model)) return emptyTable(env, session, model)
  const { month } = env.run
  const tableOf = (of: Model): string => `(${tableSql(of, tables.get(of.name), hiddenColumns(of))})`
  await checkColumns(
    session,
    model,
    modelQuery(model, { month, from: null }, relationsFor({}, tableOf), env.key),
  )
  const before = standing.get(model.name)
  const known = built.intervals.get(model.name)?.size ?? 0
  const everyKommune = needs.length >= known && needs.every((each) => each.extent === 'all')
  const table = await buildModel({ env, session, model, month, tableOf }, before, needs, everyKommune)
  await checkTable(session, model, table, before)
  return table
}

const buildOne = async (work: Work, model: Model): Promise<readonly Need[]> => {
  const { env, session, built, tables, standing, changed, followed, moved } = work
  const needs = needsOf({ month: env.run.month, built, expected: [], changed, moved }, model)
  report(env, model, needs, 'started')
  if (needs.length > 0) {
    const before = standing.get(model.name)
    const table = await tableFor(work, model, needs)
    tables.set(model.name, table)
    if (!same(before, table)) {
      changed.add(model.name)
      const looks = followed.filter((each) => each.name === model.name)
      for (const [name, how] of await noteMoved(session, model, looks, table, before)) moved.set(name, how)
    }
  }
  report(env, model, needs, 'committing')
  report(env, model, needs, 'done')
  return needs
}

/**
 * Builds the DM tables of some areas for the run's month, as far as something that they read has changed, a month is
 * new, or their code is. The result is staged: {@link publish} makes it visible. Rerun with nothing new: no part is
 * written.
 *
 * Errors: M001 (columns not as declared), M002 (a blocking check failed).
 *
 * @example pipe(land(ky), andThen(historise(ky)), andThen(build(ky)), andThen(publish()))
 */
export const build = (...areas: readonly Dataomraade[]): Stage<Historised, Built> =>
  stage(
    'build',
    async (historised, env) => {
      const session = await env.warehouse.session(env.signal)
      try {
        await removePath(stagingFolder(env))
        const base = await newestVersion(session)
        const standing = await tablesOfVersion(session, env.warehouse.paths.published, base)
        const tables = new Map(standing)
        const built = await builtFrom(session)
        const known = followedBy(inBuildOrder([...env.areas, ...areas]))
        const news = known.filter(
          (each) => !built.followed.some((one) => followedKey(one) === followedKey(each)),
        )
        const followed = [...built.followed, ...news]
        const moved = new Map<string, Moved>()
        const changed = new Set<string>()
        const work: Work = { env, session, built, tables, standing, changed, followed, moved }
        const filled: Filled[] = []
        await prepareMoved(session)
        for (const model of inBuildOrder(areas)) {
          const needs = await buildOne(work, model)
          const code = codeFingerprint(model)
          filled.push(...needs.map((each) => ({ model: model.name, kommune: each.kommune, code })))
        }
        const before = (await session.value(
          `select coalesce(max(value::bigint), 0) from ops.meta where name = 'change_seq'`,
        )) as bigint
        const seq = moved.size === 0 ? before : before + 1n
        return {
          ...historised,
          month: env.run.month,
          tables,
          changed: [...changed],
          examined: inBuildOrder(areas).map((each) => each.name),
          filled,
          seq,
          base,
          atPublish: [
            ...(moved.size === 0 ? [] : [await stageMoved(env, session, moved, seq)]),
            ...(news.length === 0 ? [] : [keepFollowed(news)]),
          ],
          afterPublish: [],
        }
      } finally {
        session.close()
      }
    },
    areas,
  )
