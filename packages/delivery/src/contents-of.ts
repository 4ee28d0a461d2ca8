import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Dataomraade,
  type Env,
  fail,
  type PackageKind,
  type PackageStep,
  runKindOf,
  type Session,
} from '@flis/core'
import type { Built } from '@flis/dm'
import { berettigelsesvindue } from './berettigelse.js'
import { checkLeaveOut } from './check-leave-out.js'
import { holdsReferredTo, isByCitizen, isHomeOfCitizens, runDateOf } from './citizens.js'
import { historisedContracts } from './dsa-rows.js'
import { type CitizensAsked, gatherCitizens, pointersToCitizens } from './gather-citizens.js'
import { type Gathered, gatherFact, type OnlyCitizens } from './gather-facts.js'
import { gatherPersons } from './gather-persons.js'
import { dmContent, dsaContent, type GatheredCitizens, type PackageContent } from './package-content.js'
import { requireDistinctFileNames } from './package-name.js'
import { type PackageFact, type PackageTables, packageTables } from './package-tables.js'

const areasOf = (env: Env, steps: readonly PackageStep[]): readonly Dataomraade[] => {
  requireDistinctFileNames(env.areas)
  return [...new Set(steps.map((each) => each.area))].map(
    (name) =>
      env.areas.find((each) => each.name === name) ??
      fail('M004', { detail: `the plan names the unknown area ${name}` }),
  )
}

const onlyCitizens = ({ model }: PackageFact, { pairs }: GatheredCitizens): OnlyCitizens => ({
  pairs,
  columns: pointersToCitizens(model),
})

/** Each fact once, for all kommuner that get a package of an area that has it. */
const gatherFacts = async (
  session: Session,
  folder: string,
  built: Built,
  areas: ReadonlyMap<string, PackageTables>,
  steps: readonly PackageStep[],
  citizens: GatheredCitizens | undefined,
): Promise<ReadonlyMap<string, Gathered>> => {
  const gathered = new Map<string, Gathered>()
  const facts = new Map(
    [...areas.values()].flatMap(({ facts: own }) => own).map((fact) => [fact.model.name, fact]),
  )
  const home = [...areas.values()].find((each) => each.isHomeOfCitizens)
  for (const [name, fact] of facts) {
    const kommuner = steps
      .filter((step) => areas.get(step.area)?.facts.some((each) => each.model.name === name))
      .map((step) => step.kommune)
    const path = join(folder, `${gathered.size}.parquet`)
    const only =
      citizens && home?.facts.some((each) => each.model.name === name)
        ? onlyCitizens(fact, citizens)
        : undefined
    gathered.set(name, await gatherFact(session, path, fact, built.tables.get(name), kommuner, only))
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

const kommunerOf = (steps: readonly PackageStep[], area: Dataomraade): readonly string[] =>
  steps.filter((each) => each.area === area.name).map((each) => each.kommune)

/** Of which citizens it is asked whose they are. */
const citizensAsked = async (
  { env, session, built, steps }: Asked,
  home: Dataomraade,
): Promise<CitizensAsked> => ({
  session,
  vindue: berettigelsesvindue(
    await runDateOf(session, { runKind: runKindOf(env.run), month: env.run.month }),
  ),
  tables: built.tables,
  historised: await historisedContracts(session),
  kommuner: kommunerOf(steps, home),
})

const citizensOf = async (asked: Asked, home: Dataomraade): Promise<GatheredCitizens> => {
  const { env, gathering } = asked
  const alsoReferredTo = holdsReferredTo(env.config, runKindOf(env.run))
  const of = await citizensAsked(asked, home)
  const pairs = join(gathering, 'citizens.parquet')
  const members = await gatherCitizens(of, alsoReferredTo ? env.areas : [], {
    pairs,
    members: join(gathering, 'members.parquet'),
  })
  return { pairs, members, entitlement: { ...of.vindue, alsoReferredTo } }
}

const dmContents = async (
  asked: Asked,
  areas: readonly Dataomraade[],
): Promise<ReadonlyMap<string, PackageContent>> => {
  const { env, session, built, steps, gathering } = asked
  const tables = new Map(areas.map((area) => [area.name, packageTables(area, env.areas)]))
  await mkdir(gathering, { recursive: true })
  const home = areas.find((each) => tables.get(each.name)?.isHomeOfCitizens)
  const citizens = home === undefined ? undefined : await citizensOf(asked, home)
  const gathered = await gatherFacts(session, gathering, built, tables, steps, citizens)
  return new Map(
    areas.map((area) => {
      const own = tables.get(area.name) ?? { facts: [], dimensions: [], isHomeOfCitizens: false }
      const sources = { tables: own, gathered, standing: built.tables, citizens }
      return [area.name, dmContent(env, session, area, sources)]
    }),
  )
}

const dsaContents = async (
  asked: Asked,
  areas: readonly Dataomraade[],
): Promise<ReadonlyMap<string, PackageContent>> => {
  const { env, session, gathering } = asked
  await mkdir(gathering, { recursive: true })
  const historised = await historisedContracts(session)
  const contents = new Map<string, PackageContent>()
  for (const area of areas) {
    const of = isHomeOfCitizens(area) ? await citizensAsked(asked, area) : undefined
    const persons =
      of &&
      (await gatherPersons(of, area.contracts.filter(isByCitizen), (name) =>
        join(gathering, `${name}.parquet`),
      ))
    const entitlement = of === undefined ? null : { ...of.vindue, alsoReferredTo: false }
    contents.set(area.name, dsaContent(env, session, area, { historised, persons }, entitlement))
  }
  return contents
}

/**
 * What the packages of each area are made from. Errors: M004 (an area that is not there, that cannot be cut by kommune, or
 * has no name for files; a flexible run that asks for other packages than Borger's of DM), C001 (a switch that leaves
 * nothing out).
 */
export const contentsOf = async (asked: Asked): Promise<ReadonlyMap<string, PackageContent>> => {
  const { env, kind, steps } = asked
  const areas = areasOf(env, steps)
  const other = areas.find((each) => kind !== 'DM' || !isHomeOfCitizens(each))
  if (runKindOf(env.run) === 'FLEKS' && other !== undefined)
    fail('M004', { detail: `a flexible run makes no ${kind} package of ${other.name}` })
  for (const area of areas) checkLeaveOut(env.config, area, env.areas)
  return kind === 'DSA' ? dsaContents(asked, areas) : dmContents(asked, areas)
}
