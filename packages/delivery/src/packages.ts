import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Env,
  fail,
  type PackageStep,
  removePath,
  type Session,
  type Stage,
  stage,
  stepsOf,
  syncFolder,
} from '@flis/core'
import type { Built } from '@flis/dm'
import { finishPackages } from './finish-packages.js'
import { type Gathered, gatherFact } from './gather-facts.js'
import { type MadePackage, type Making, makePackage, type PackageArea } from './make-package.js'
import { type PackageKind, requireDistinctFileNames } from './package-name.js'
import { insertPackages, type NewPackage } from './package-record.js'
import { packageTables } from './package-tables.js'
import { stagedPackages } from './staged-packages.js'

/** Tables and packages as they will stand, not yet visible. */
export interface Packaged extends Built {
  /** In the order of the plan; a step with nothing to do has none. */
  readonly packages: readonly NewPackage[]
}

const areasOf = (env: Env, steps: readonly PackageStep[]): ReadonlyMap<string, PackageArea> => {
  requireDistinctFileNames(env.areas)
  return new Map(
    [...new Set(steps.map((each) => each.area))].map((name) => {
      const area = env.areas.find((each) => each.name === name)
      if (area === undefined) return fail('M004', { detail: `the plan names the unknown area ${name}` })
      return [name, { area, tables: packageTables(area, env.areas) }]
    }),
  )
}

/** Each fact once, for all kommuner that get a package of an area that has it. */
const gatherFacts = async (
  session: Session,
  folder: string,
  built: Built,
  areas: ReadonlyMap<string, PackageArea>,
  steps: readonly PackageStep[],
): Promise<ReadonlyMap<string, Gathered>> => {
  await mkdir(folder, { recursive: true })
  const gathered = new Map<string, Gathered>()
  const facts = new Map(
    [...areas.values()].flatMap(({ tables }) => tables.facts).map((fact) => [fact.model.name, fact]),
  )
  for (const [name, fact] of facts) {
    const kommuner = steps
      .filter((step) => areas.get(step.area)?.tables.facts.some((each) => each.model.name === name))
      .map((step) => step.kommune)
    const path = join(folder, `${gathered.size}.parquet`)
    gathered.set(name, await gatherFact(session, path, fact, built.tables.get(name), kommuner))
  }
  return gathered
}

const makeAll = async (
  making: Making,
  areas: ReadonlyMap<string, PackageArea>,
  steps: readonly PackageStep[],
): Promise<readonly MadePackage[]> => {
  const { reporter } = making.env
  const made: MadePackage[] = []
  for (const step of steps) {
    const of = areas.get(step.area)
    if (of === undefined) continue
    reporter({ event: 'step-started', step: step.id, why: step.why })
    const one = await makePackage(making, of, step)
    if (one !== undefined) made.push(one)
    reporter({ event: 'step-committing', step: step.id })
    reporter({
      event: 'step-done',
      step: step.id,
      outcome: one === undefined ? 'nothing to do' : 'done',
      rows: one?.rows ?? 0,
    })
  }
  return made
}

/** Moves what the commit has made count; a package that is missing already now is an error of this run. */
const moveAll = async (env: Env): Promise<void> => {
  const session = await env.warehouse.session(env.signal)
  try {
    const { missing } = await finishPackages(env, session)
    const [first] = missing
    if (first !== undefined) fail(first.code, first.facts)
  } finally {
    session.close()
  }
}

/**
 * Makes the datapakker that the plan names: one for each kommune and area, with the kommune's own rows. They are
 * staged; the transaction of {@link publish} enters them in `ops.packages`, and then they move to
 * `outbox/<kommune>/MAANED/`. A package whose content is that of the kommune's package before is not made again.
 *
 * Errors: M004 (an area whose exported tables cannot be cut by kommune, or have no name for files).
 *
 * @example pipe(build(ky), andThen(packages('DM')), andThen(publish(ky)))
 */
export const packages = (kind: PackageKind): Stage<Built, Packaged> =>
  stage('packages', async (built, env) => {
    const steps = stepsOf(env.run.plan, 'package').filter((step) => step.packageKind === kind)
    if (steps.length === 0) return { ...built, packages: [] }
    const areas = areasOf(env, steps)
    const staged = stagedPackages(env, env.run.id)
    const gathering = join(staged, 'facts')
    const session = await env.warehouse.session(env.signal)
    try {
      await removePath(staged)
      const gathered = await gatherFacts(session, gathering, built, areas, steps)
      const making: Making = {
        env,
        session,
        kind,
        runKind: 'MAANED',
        staged,
        standing: built.tables,
        gathered,
      }
      const made = (await makeAll(making, areas, steps)).map(({ rows: _, ...record }): NewPackage => record)
      await removePath(gathering)
      await syncFolder(staged)
      if (made.length === 0) return { ...built, packages: [] }
      return {
        ...built,
        packages: made,
        // Without a new version the tables are those of the version that the run began from.
        atPublish: [
          ...built.atPublish,
          (publishing, version) => insertPackages(publishing, made, version ?? built.base),
        ],
        afterPublish: [...built.afterPublish, () => moveAll(env)],
      }
    } finally {
      session.close()
    }
  })
