import type { ReplacedRule } from './area/rule.js'
import type { Contract } from './contract/contract.js'
import { contractsBehind } from './contract/wide.js'
import { fail } from './errors/flis-error.js'
import { type Kilde, kilde } from './kilde.js'
import type { FindingTest } from './model/finding.js'
import type { Model } from './model/model.js'
import type { Month } from './month.js'
import { relationsOf, type Sql } from './sql/sql.js'

/** Contracts, models and rules of one area under a name. */
export interface Dataomraade {
  readonly name: string
  readonly kilder: readonly Kilde[]
  readonly contracts: readonly Contract[]
  /** Contracts of others that its models and findings read; they are delivered and loaded with its own. */
  readonly reads: readonly Contract[]
  readonly models: readonly Model[]
  /** What is counted and told, and stops nothing. */
  readonly findings: readonly FindingTest[]
  readonly purpose: string
  readonly description: string
  /** Names of the rules that can be replaced; see `withRules`. */
  readonly rules: readonly string[]
  /** Those that are not the area's own. */
  readonly replaced: readonly ReplacedRule[]
}

export interface DataomraadeOptions {
  readonly kilder?: readonly Kilde[]
  readonly contracts: readonly Contract[]
  readonly models: readonly Model[]
  readonly findings?: readonly FindingTest[]
  readonly description?: string
}

const duplicate = (names: readonly string[]): string | undefined =>
  names.find((each, index) => names.indexOf(each) !== index)

/**
 * Gathers an area. Command line, plan, packages and docs take it up with no other change. Dimensions that its facts
 * point to come along by themselves, and so do the contracts that its models read and it does not list.
 * Errors: M004 for two definitions of one name.
 *
 * @example const boligstøtte = dataomraade('Boligstøtte', { contracts: [BSSag], models: [FactBoligstøtte] })
 */
export const dataomraade = (name: string, options: DataomraadeOptions): Dataomraade => {
  const twice =
    duplicate(options.contracts.map((each) => each.name)) ??
    duplicate(options.models.map((each) => each.name))
  if (twice !== undefined) fail('M004', { detail: `${twice} is defined twice in ${name}` })
  requireReplacements(name, options.contracts)
  const declared = options.kilder ?? []
  const implied = kilderOfContracts(options.contracts).filter(
    (each) => !declared.some((known) => known.name === each.name),
  )
  const models = [...pointedTo(options.models), ...options.models]
  const findings = options.findings ?? []
  const read = contractsRead([
    ...models.map((each) => each.sql(ANY_MONTH)),
    ...findings.map((each) => each.rows(ANY_MONTH)),
  ])
  const needed = new Set([...read, ...contractsBehind([...options.contracts, ...read])])
  return {
    name,
    kilder: [...declared, ...implied],
    contracts: options.contracts,
    reads: [...needed].filter((each) => !options.contracts.includes(each)),
    models,
    findings,
    purpose: 'ledelsesinformation',
    description: options.description ?? '',
    rules: [],
    replaced: [],
  }
}

/** What a delta replaces is looked up in another contract of the same Kilde: it must be there, with that column. */
const requireReplacements = (area: string, contracts: readonly Contract[]): void => {
  for (const { name, kilde: of, replaces } of contracts) {
    if (replaces === undefined) continue
    const presentIn = contracts.find((each) => each.name === replaces.presentIn && each.kilde === of)
    if (presentIn === undefined || !(replaces.by in presentIn.fields))
      fail('M004', {
        contract: name,
        column: replaces.by,
        expected: `a column of ${replaces.presentIn} in ${area}`,
      })
  }
}

/** The dimensions that models point to and that the area does not list itself. */
const pointedTo = (models: readonly Model[]): readonly Model[] => {
  const dimensions = models.flatMap((model) =>
    Object.values(model.columns).flatMap((column) => column.dimension?.() ?? []),
  )
  return [...new Set(dimensions)].filter((each) => !models.includes(each))
}

const ANY_MONTH = { month: '2000-01' as Month, from: null }

/** The contracts that pieces of SQL read, directly and through the models that they refer to. */
const contractsRead = (pieces: readonly Sql[]): readonly Contract[] => {
  const found = new Set<Contract>()
  const seen = new Set<unknown>()
  const visit = (piece: Sql): void => {
    for (const { of, definition } of relationsOf(piece)) {
      if (of !== 'model') found.add(definition as Contract)
      else if (!seen.has(definition)) {
        seen.add(definition)
        visit((definition as Model).sql(ANY_MONTH))
      }
    }
  }
  for (const each of pieces) visit(each)
  return [...found]
}

/** The Kilder of some contracts, as the contracts themselves define them. */
const kilderOfContracts = (contracts: readonly Contract[]): readonly Kilde[] => [
  ...new Map(contracts.map((each) => [each.kilde, each.deliveredBy ?? kilde(each.kilde)])).values(),
]

/**
 * All contracts of several areas, each once, those that their models read from others last. Two areas may share a
 * contract, not a name.
 */
export const contractsOf = (areas: readonly Dataomraade[]): readonly Contract[] => {
  const all = [
    ...new Set([...areas.flatMap((area) => area.contracts), ...areas.flatMap((area) => area.reads)]),
  ]
  const twice = duplicate(all.map((each) => each.name))
  return twice === undefined ? all : fail('M004', { contract: twice, detail: 'two areas define it' })
}

/** All Kilder of several areas by name, with those of the contracts that their models read from others. */
export const kilderOf = (areas: readonly Dataomraade[]): ReadonlyMap<string, Kilde> => {
  const own = areas.flatMap((area) => area.kilder)
  const others = kilderOfContracts(areas.flatMap((area) => area.reads)).filter(
    (each) => !own.some((known) => known.name === each.name),
  )
  return new Map([...own, ...others].map((each) => [each.name, each] as const))
}
