import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Dataomraade,
  type Env,
  fail,
  type PackageKind,
  type PackageStep,
  type Session,
} from '@flis/core'
import type { Built } from '@flis/dm'
import { type Gathered, gatherFact } from './gather-facts.js'
import { dmContent, dsaContent, type PackageContent } from './package-content.js'
import { requireDistinctFileNames } from './package-name.js'
import { type PackageTables, packageTables } from './package-tables.js'

const areasOf = (env: Env, steps: readonly PackageStep[]): readonly Dataomraade[] => {
  requireDistinctFileNames(env.areas)
  return [...new Set(steps.map((each) => each.area))].map(
    (name) =>
      env.areas.find((each) => each.name === name) ??
      fail('M004', { detail: `the plan names the unknown area ${name}` }),
  )
}

/** Each fact once, for all kommuner that get a package of an area that has it. */
const gatherFacts = async (
  session: Session,
  folder: string,
  built: Built,
  areas: ReadonlyMap<string, PackageTables>,
  steps: readonly PackageStep[],
): Promise<ReadonlyMap<string, Gathered>> => {
  await mkdir(folder, { recursive: true })
  const gathered = new Map<string, Gathered>()
  const facts = new Map(
    [...areas.values()].flatMap(({ facts: own }) => own).map((fact) => [fact.model.name, fact]),
  )
  for (const [name, fact] of facts) {
    const kommuner = steps
      .filter((step) => areas.get(step.area)?.facts.some((each) => each.model.name === name))
      .map((step) => step.kommune)
    const path = join(folder, `${gathered.size}.parquet`)
    gathered.set(name, await gatherFact(session, path, fact, built.tables.get(name), kommuner))
  }
  return gathered
}

/** What a run asks for of one kind. */
export interface Asked {
  readonly env: Env
  readonly session: Session
  readonly kind: PackageKind
  readonly built: Built
  readonly steps: readonly PackageStep[]
  /** For what the packages of a run share; removed at last. */
  readonly gathering: string
}

/**
 * What the packages of each area are made from. Errors: M004 (an area that is not there, that cannot be cut by kommune, or
 * has no name for files).
 */
export const contentsOf = async (asked: Asked): Promise<ReadonlyMap<string, PackageContent>> => {
  const { env, session, kind, built, steps, gathering } = asked
  const areas = areasOf(env, steps)
  if (kind === 'DSA') {
    const contents = new Map<string, PackageContent>()
    for (const area of areas) contents.set(area.name, await dsaContent(session, area))
    return contents
  }
  const tables = new Map(areas.map((area) => [area.name, packageTables(area, env.areas)]))
  const gathered = await gatherFacts(session, gathering, built, tables, steps)
  return new Map(
    areas.map((area) => {
      const own = tables.get(area.name) ?? { facts: [], dimensions: [] }
      return [area.name, dmContent(env, session, area, own, gathered, built.tables)]
    }),
  )
}
