import { type Dataomraade, dataomraade, kilde } from '@flis/core'
import { ky } from '@flis/domains/ky'
import { bundleArea } from './bundle-area.js'
import { bundleBeginnings, bundleCase, waitingCase } from './bundle-case.js'
import { csvBeginnings, csvCase, type Place } from './csv-case.js'
import { csvArea } from './fault-areas.js'
import type { FaultCase } from './fault-case.js'
import { metadataCase } from './metadata-case.js'
import { xmlArea } from './xml-area.js'
import { xmlCase } from './xml-case.js'
import { zipCase } from './zip-case.js'

/** One sort of mutated files. */
export interface Family {
  readonly areas: readonly Dataomraade[]
  /** How many are drawn in the whole proof. */
  readonly whole: number
  /** How many land in one warehouse: no more than there are places for. */
  readonly batch: number
  readonly make: (place: Place) => FaultCase
  readonly beginnings: () => readonly FaultCase[]
}

/** KY as it is, from any number of systems. */
const kyArea = dataomraade('KY', { kilder: [kilde('KY')], contracts: ky.contracts, models: [] })

export const FAMILIES = {
  csv: { areas: [csvArea], whole: 20_000, batch: 150, make: csvCase, beginnings: csvBeginnings },
  metadata: { areas: [csvArea], whole: 2_500, batch: 150, make: metadataCase, beginnings: csvBeginnings },
  xml: { areas: [xmlArea], whole: 2_500, batch: 150, make: xmlCase, beginnings: () => [] },
  zip: { areas: [kyArea], whole: 1_000, batch: 100, make: zipCase, beginnings: () => [] },
  bundles: { areas: [bundleArea], whole: 2_000, batch: 200, make: bundleCase, beginnings: bundleBeginnings },
  waiting: { areas: [bundleArea], whole: 100, batch: 98, make: waitingCase, beginnings: () => [] },
} as const satisfies Record<string, Family>

export type FamilyName = keyof typeof FAMILIES
export const FAMILY_NAMES = Object.keys(FAMILIES) as FamilyName[]

/** The cases of a warehouse. */
export const casesOf = (name: FamilyName, first: number, count: number, seed: number): readonly FaultCase[] =>
  Array.from({ length: count }, (_, nth) => FAMILIES[name].make({ nr: first + nth, nth, seed }))
