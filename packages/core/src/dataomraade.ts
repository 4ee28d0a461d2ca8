import type { Contract } from './contract/contract.js'
import { fail } from './errors/flis-error.js'
import type { FindingTest } from './model/finding.js'
import type { Model } from './model/model.js'

export type DeliveryType = 'F' | 'D'
export type FileFormat = 'zip' | 'csv' | 'ndjson' | 'json' | 'xml'

/** A source of deliveries: who sends, for whom, in which form. */
export interface Kilde {
  readonly name: string
  /** Senders allowed in the metadata; `any` = whoever. */
  readonly senders: readonly string[] | 'any'
  readonly scope: 'kommune' | 'national' | 'both'
  readonly types: readonly DeliveryType[]
  readonly formats: readonly FileFormat[]
  /** A contract that must have rows before deliveries of this Kilde load (L051). */
  readonly awaits?: string
  /**
   * What a delta must follow (L050). `calendar`: the delta of the periode before, each calendar day or month, and the
   * løbenr before; `løbenr`: only the løbenr before within its periode. A deliverer's own rhythm goes before this.
   */
  readonly chain: 'calendar' | 'løbenr'
}

/**
 * Defines a Kilde. What is left out: any sender, per kommune, full deliveries, csv bare or in a zip.
 *
 * @example kilde('KY', { senders: ['NC'] })
 */
export const kilde = (name: string, options: Partial<Omit<Kilde, 'name'>> = {}): Kilde => ({
  name,
  senders: options.senders ?? 'any',
  scope: options.scope ?? 'kommune',
  types: options.types ?? ['F'],
  formats: options.formats ?? ['zip', 'csv'],
  chain: options.chain ?? 'løbenr',
  ...(options.awaits === undefined ? {} : { awaits: options.awaits }),
})

/** Contracts, models and rules of one area under a name. */
export interface Dataomraade {
  readonly name: string
  readonly kilder: readonly Kilde[]
  readonly contracts: readonly Contract[]
  readonly models: readonly Model[]
  /** What is counted and told, and stops nothing. */
  readonly findings: readonly FindingTest[]
  readonly purpose: string
  readonly description: string
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
 * point to come along by themselves.
 * Errors: M004 for two definitions of one name.
 *
 * @example const boligstøtte = dataomraade('Boligstøtte', { contracts: [BSSag], models: [FactBoligstøtte] })
 */
export const dataomraade = (name: string, options: DataomraadeOptions): Dataomraade => {
  const twice =
    duplicate(options.contracts.map((each) => each.name)) ??
    duplicate(options.models.map((each) => each.name))
  if (twice !== undefined) fail('M004', { detail: `${twice} is defined twice in ${name}` })
  const declared = options.kilder ?? []
  const implied = [...new Set(options.contracts.map((each) => each.kilde))].filter(
    (each) => !declared.some((known) => known.name === each),
  )
  return {
    name,
    kilder: [...declared, ...implied.map((each) => kilde(each))],
    contracts: options.contracts,
    models: [...pointedTo(options.models), ...options.models],
    findings: options.findings ?? [],
    purpose: 'ledelsesinformation',
    description: options.description ?? '',
  }
}

/** The dimensions that models point to and that the area does not list itself. */
const pointedTo = (models: readonly Model[]): readonly Model[] => {
  const dimensions = models.flatMap((model) =>
    Object.values(model.columns).flatMap((column) => column.dimension?.() ?? []),
  )
  return [...new Set(dimensions)].filter((each) => !models.includes(each))
}

/** All contracts of several areas, each once. Two areas may share a contract, not a name. */
export const contractsOf = (areas: readonly Dataomraade[]): readonly Contract[] => {
  const all = [...new Set(areas.flatMap((area) => area.contracts))]
  const twice = duplicate(all.map((each) => each.name))
  return twice === undefined ? all : fail('M004', { contract: twice, detail: 'two areas define it' })
}

/** All Kilder of several areas by name. */
export const kilderOf = (areas: readonly Dataomraade[]): ReadonlyMap<string, Kilde> =>
  new Map(areas.flatMap((area) => area.kilder.map((each) => [each.name, each] as const)))
