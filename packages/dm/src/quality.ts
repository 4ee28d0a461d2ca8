import type { Dataomraade, Env, Model, Session, Stage } from '@flis/core'
import { stage, stepsOf } from '@flis/core'
import { type MadeTables, testMonth } from '@flis/dsa-hist'
import type { Built } from './build.js'
import { countFindings } from './findings.js'
import { isOfTheCountry } from './reads.js'
import { newestMonth, tablesOfVersion } from './standing.js'
import { layerOnTop, partsOf } from './table.js'

/** The column of a table by unit that says to which day, and so to which month, a row belongs. */
const dayColumnOf = (model: Model): string | undefined =>
  model.recompute.by === 'unit' ? model.grain.find((name) => model.columns[name]?.to === 'DimTid') : undefined

/** What the run has made of DM, as the quality tests want to know it. */
const madeTables = async (
  env: Env,
  session: Session,
  built: Built,
  areas: readonly Dataomraade[],
): Promise<MadeTables> => {
  const standing = await tablesOfVersion(session, env.warehouse.paths.published, built.base)
  const month = await newestMonth(session, { withBorgerRuns: env.run.kind === 'borger-run' })
  const changed = areas.flatMap((area) =>
    area.models
      .filter((model) => built.changed.includes(model.name))
      .map((model) => ({ area: area.name, model, table: built.tables.get(model.name) })),
  )
  return {
    publishedMonth: month,
    parts: changed.flatMap(({ area, model, table }) =>
      (table === undefined ? [] : partsOf(table)).map(({ path, rows }) => ({
        area,
        model: model.name,
        path,
        rows,
      })),
    ),
    recomputed: changed.flatMap(({ area, model, table }) => {
      const dayColumn = dayColumnOf(model)
      const before = standing.get(model.name)
      // rows of units that were computed anew, on a table which readers had before
      const layer = table === undefined || before === undefined ? undefined : layerOnTop(table, before)
      if (dayColumn === undefined || layer === undefined) return []
      const paths = layer.rows.map((each) => each.path)
      const ofTheCountry = isOfTheCountry(model)
      return [{ area, model: model.name, paths, dayColumn, without: layer.kommuner, ofTheCountry }]
    }),
  }
}

/**
 * Tests the quality of the run's month: the areas' findings, sources that are expected and absent, changes of
 * supplier, months computed anew, the balance of DM. The tests of what was loaded are `historise`'s own. Stands before
 * {@link packages}, whose manifests tell of it; outside the transaction that publishes.
 *
 * @example pipe(build(ky), andThen(quality(ky)), andThen(packages('DM')), andThen(publish(ky)))
 */
export const quality = (...areas: readonly Dataomraade[]): Stage<Built, Built> =>
  stage(
    'quality',
    async (built, env) => {
      const session = await env.warehouse.session(env.signal)
      const steps = stepsOf(env.run.plan, 'quality')
      for (const { id, why } of steps) env.reporter({ event: 'step-started', step: id, why })
      try {
        await countFindings(env, session, areas)
        await testMonth(env, session, areas, await madeTables(env, session, built, areas))
        for (const { id } of steps) {
          env.reporter({ event: 'step-committing', step: id })
          env.reporter({ event: 'step-done', step: id, outcome: 'done', rows: 0 })
        }
        return built
      } finally {
        session.close()
      }
    },
    areas,
  )
