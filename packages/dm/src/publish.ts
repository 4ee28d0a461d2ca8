import {
  type Dataomraade,
  type Env,
  lastDay,
  type Model,
  quoteIdent,
  quoteText,
  type Session,
  type Stage,
  stage,
  stamp,
  stepsOf,
} from '@flis/core'
import type { Built } from './build.js'
import { inBuildOrder } from './build-order.js'
import { finishPublishing } from './published-folder.js'
import { contractsBehind } from './reads.js'
import { newestVersion } from './standing.js'
import { partsOf, type Table, tableSql } from './table.js'

/** What a run made visible. */
export interface Published {
  /** Null when nothing had changed: readers keep the version that they have. */
  readonly version: number | null
  readonly changed: readonly string[]
}

const insertParts = async (session: Session, tables: readonly Table[], run: number): Promise<void> => {
  for (const table of tables)
    for (const part of partsOf(table)) {
      const path = `parts/${part.sha256.slice(0, 2)}/${part.sha256}.parquet`
      await session.run(
        `insert into ops.parts
         select ${quoteText(part.sha256)}, ${quoteText(table.model)}, ${quoteText(path)}, ${part.rows}, ${part.bytes}, ${run}
         where not exists (select 1 from ops.parts where sha256 = ${quoteText(part.sha256)})`,
      )
    }
}

const insertLayers = async (session: Session, tables: Iterable<Table>, version: number): Promise<void> => {
  const values: string[] = []
  for (const table of tables) {
    if (table.shown !== undefined) {
      const { column, from } = table.shown
      values.push(
        `(${version}, ${quoteText(table.model)}, 0, 'shown', null, [${quoteText(column)}, '${from}'])`,
      )
    }
    for (const layer of table.layers) {
      const place = `${version}, ${quoteText(table.model)}, ${layer.layer}`
      for (const part of layer.rows) values.push(`(${place}, 'rows', ${quoteText(part.sha256)}, null)`)
      for (const part of layer.units) values.push(`(${place}, 'units', ${quoteText(part.sha256)}, null)`)
      if (layer.kommuner.length > 0)
        values.push(`(${place}, 'kommuner', null, [${layer.kommuner.map(quoteText).join(', ')}])`)
      if (layer.rows.length + layer.units.length + layer.kommuner.length === 0)
        values.push(`(${place}, 'empty', null, null)`)
    }
  }
  if (values.length > 0) await session.run(`insert into ops.layers values ${values.join(', ')}`)
}

/**
 * Writes down what each model has been built from, kommune by kommune; the deliveries that its rows come from as one
 * fingerprint. One set of statements per model, however many kommuner.
 */
const fillIntervals = async (
  env: Env,
  session: Session,
  built: Built,
  models: ReadonlyMap<string, Model>,
): Promise<void> => {
  for (const name of new Set(built.filled.map((each) => each.model))) {
    const model = models.get(name)
    const contracts = model === undefined ? [] : contractsBehind(model).map((one) => one.name)
    const of = built.filled.filter((each) => each.model === name)
    // Of one model as of one month and day.
    const [{ month, day } = { month: built.month, day: lastDay(built.month) }] = of
    const values = of.map((each) => `(${quoteText(each.kommune)}, ${quoteText(each.code)})`)
    await session.run(
      `delete from ops.intervals
       where model = ${quoteText(name)} and month >= ${quoteText(month)}
         and kommune in (${of.map((each) => quoteText(each.kommune)).join(', ')})`,
    )
    await session.run(
      `insert into ops.intervals
         (model, kommune, month, seq, input_fingerprint, code_fingerprint, run, day)
       select
         ${quoteText(name)}, filled.kommune, ${quoteText(month)}, ${built.seq},
         sha256(coalesce(string_agg(
           loads.contract || ' ' || loads.delivery, chr(10)
           order by loads.contract, loads.kommune, loads.kildesystem, loads.extract_time, loads.delivery
         ), '')),
         filled.code, ${env.run.id}, ${day === lastDay(month) ? 'null' : quoteText(day)}
       from (values ${values.join(', ')}) as filled(kommune, code)
       left join ops.loads as loads
         on loads.contract in (${contracts.length === 0 ? "''" : contracts.map(quoteText).join(', ')})
         and (filled.kommune = '0000' or loads.kommune in (filled.kommune, '0000'))
       group by filled.kommune, filled.code
       order by filled.kommune`,
    )
  }
}

/** The views in schema `dm`, over the files of the version. */
export const showTables = async (
  session: Session,
  models: Iterable<Model>,
  tables: ReadonlyMap<string, Table>,
): Promise<void> => {
  for (const model of models) {
    const table = tables.get(model.name)
    if (table === undefined) continue
    await session.run(`create or replace view dm.${quoteIdent(model.name)} as ${tableSql(model, table)}`)
  }
}

/** Models that were looked at have taken up every change until now, also those with which there was nothing to do. */
const takeUpChanges = async (session: Session, { examined, seq }: Built): Promise<void> => {
  if (examined.length === 0) return
  await session.run(
    `update ops.intervals set seq = ${seq}
     where model in (${examined.map(quoteText).join(', ')}) and seq < ${seq}`,
  )
}

/** Forgets changes that every model of the warehouse has taken up, also those of areas that this run leaves alone. */
const forgetChanges = async (session: Session): Promise<void> => {
  await session.run(
    `delete from ops.changes
     where seq <= (
       select min(seq)
       from (select max(seq) as seq from ops.intervals group by model, kommune)
     )`,
  )
}

/**
 * Makes what was built visible, in one transaction: parts, layers, intervals, the views in `dm`; then writes the
 * immutable version that readers use, its pointer last. A kill in between is made good by the next command.
 *
 * @example pipe(build(ky), andThen(publish()))
 */
export const publishBuilt = async (
  env: Env,
  built: Built,
  areas: readonly Dataomraade[],
): Promise<Published> => {
  const session = await env.warehouse.session(env.signal)
  const models = new Map(inBuildOrder(areas).map((each) => [each.name, each]))
  const [step] = stepsOf(env.run.plan, 'publish')
  try {
    if (step !== undefined) env.reporter({ event: 'step-started', step: step.id, why: step.why })
    const version = built.changed.length === 0 ? null : (await newestVersion(session)) + 1
    await session.transaction(async () => {
      if (version !== null) {
        const changed = built.changed.flatMap((name) => built.tables.get(name) ?? [])
        await insertParts(session, changed, env.run.id)
        await insertLayers(session, built.tables.values(), version)
        await session.run(
          `insert into ops.versions values (${version}, ${env.run.id}, ${quoteText(built.month)}, ${quoteText(stamp(env.clock))}, false)`,
        )
        await showTables(session, models.values(), built.tables)
      }
      await fillIntervals(env, session, built, models)
      await takeUpChanges(session, built)
      await forgetChanges(session)
      for (const write of built.atPublish) await write(session, version)
      if (step !== undefined) env.reporter({ event: 'step-committing', step: step.id })
    })
    await finishPublishing(env, session, areas)
    for (const finish of built.afterPublish) await finish()
    if (step !== undefined)
      env.reporter({
        event: 'step-done',
        step: step.id,
        outcome: version === null ? 'nothing to do' : 'done',
        rows: 0,
      })
    return { version, changed: built.changed }
  } finally {
    session.close()
  }
}

/** The stage form of {@link publishBuilt}. */
export const publish = (...areas: readonly Dataomraade[]): Stage<Built, Published> =>
  stage('publish', (built, env) => publishBuilt(env, built, areas.length === 0 ? env.areas : areas), areas)
