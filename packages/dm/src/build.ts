import {
  type Dataomraade,
  type Env,
  fail,
  type Model,
  type Month,
  quoteText,
  removePath,
  type Session,
  type Stage,
  stage,
  stepsOf,
} from '@flis/core'
import type { Historised } from '@flis/dsa-hist'
import type { AtPublish } from './at-publish.js'
import { buildModel } from './build-model.js'
import { checkTable } from './checks.js'
import { checkColumns, codeFingerprint, modelQuery, modelsRead } from './compile-model.js'
import { hiddenColumns } from './hidden-columns.js'
import { type Need, needsOf } from './needs.js'
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
    for (const below of modelsRead(model, { month: '2000-01' as Month, from: null }))
      visit(below, [...path, model.name])
    ordered.push(model)
  }
  for (const area of areas) for (const model of area.models) visit(model, [])
  return ordered
}

const same = (a: Table | undefined, b: Table): boolean =>
  a !== undefined &&
  a.layers.length === b.layers.length &&
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

const buildOne = async (
  env: Env,
  session: Session,
  model: Model,
  tables: Map<string, Table>,
  standing: ReadonlyMap<string, Table>,
): Promise<readonly Need[]> => {
  const { month } = env.run
  const needs = await needsOf(session, model, month)
  report(env, model, needs, 'started')
  if (needs.length > 0) {
    const tableOf = (of: Model): string => `(${tableSql(of, tables.get(of.name), hiddenColumns(of))})`
    await checkColumns(
      session,
      model,
      modelQuery(model, { month, from: null }, relationsFor({}, tableOf), env.key),
    )
    const before = standing.get(model.name)
    const known = await session.value(
      `select count(distinct kommune) from ops.intervals where model = ${quoteText(model.name)}`,
    )
    const everyKommune =
      BigInt(needs.length) >= (known as bigint) && needs.every((each) => each.extent === 'all')
    const table = await buildModel({ env, session, model, month, tableOf }, before, needs, everyKommune)
    await checkTable(session, model, table, before)
    tables.set(model.name, table)
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
        const filled: Filled[] = []
        const changed: string[] = []
        for (const model of inBuildOrder(areas)) {
          const needs = await buildOne(env, session, model, tables, standing)
          const code = codeFingerprint(model)
          filled.push(...needs.map((each) => ({ model: model.name, kommune: each.kommune, code })))
          const now = tables.get(model.name)
          if (now !== undefined && !same(standing.get(model.name), now)) changed.push(model.name)
        }
        const seq = (await session.value(
          `select coalesce(max(value::bigint), 0) from ops.meta where name = 'change_seq'`,
        )) as bigint
        return {
          ...historised,
          month: env.run.month,
          tables,
          changed,
          filled,
          seq,
          base,
          atPublish: [],
          afterPublish: [],
        }
      } finally {
        session.close()
      }
    },
    areas,
  )
