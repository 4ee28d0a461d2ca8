// From everything that is delivered to FSIII to what DM reads of it: resources verified, the newest of each list in force.

import { knownCodes } from './arbitraries-fsiii-koder.js'
import { danish } from './danish-day.js'
import type { Resource } from './fhir-bundle.js'
import type { DeliveredCodes } from './fsiii-koder.js'
import { type FsiiiDelivery, readDeliveries } from './fsiii-read.js'
import type { FsiiiBasis } from './fsiii-rows.js'

export interface FsiiiLeverance extends FsiiiDelivery {
  readonly kildesystem: string
  /** yyyy-mm-dd */
  readonly periode: string
  readonly loebenr: string
  /** One Bundle of Bundles, a Bundle a line, or a zip of both. */
  readonly form: 'json' | 'ndjson' | 'zip'
}

/** A full delivery of a month that says what holds of each key; an earlier one's keys stay. */
export interface Fuld {
  readonly periode: string
  readonly rows: Readonly<Record<string, string>>
}

export interface FsiiiHistory {
  readonly deliveries: readonly FsiiiLeverance[]
  readonly koder: readonly DeliveredCodes[]
  /** RefSorKommune: SOR → kommune. */
  readonly sor: readonly Fuld[]
  /** BorgerPerson: number → birth date, or `→` and the number that has taken its place. */
  readonly personer: readonly Fuld[]
}

const isBackwards = ({ period }: Resource): boolean =>
  period?.end !== undefined && danish(period.end).day < danish(period.start).day

/** Verification refuses a planned indsats whose end lies before its start (R120), and codes unknown (R204). */
const refusedBy = (koder: readonly DeliveredCodes[]): ((resource: Resource) => boolean) => {
  const known = knownCodes(koder)
  return (resource) => {
    if (resource.resourceType === 'CarePlan')
      return isBackwards(resource) || !known.has(resource.activity?.[0]?.detail.code.coding[0]?.code ?? '')
    const isCoded = resource.resourceType === 'Condition' || resource.resourceType === 'Procedure'
    return isCoded && !known.has(resource.code?.coding[0]?.code ?? '')
  }
}

const latestOf = (deliveries: readonly Fuld[]): Record<string, string> =>
  Object.assign(
    {},
    ...[...deliveries].sort((a, b) => (a.periode < b.periode ? -1 : 1)).map(({ rows }) => rows),
  )

/** Number → the number at which the chain of changes ends. */
const gaeldendeOf = (personer: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(personer).map(([number, value]) => [
      number,
      value.startsWith('→') ? value.slice(1) : number,
    ]),
  )

/** What DM reads of a history. Numbers change once at most, and to one that BorgerPerson knows. */
export const basisOf = ({ deliveries, koder, sor, personer }: FsiiiHistory): FsiiiBasis => {
  const rows = latestOf(personer)
  const gaeldende = gaeldendeOf(rows)
  return {
    ...readDeliveries(deliveries, refusedBy(koder)),
    sorKommune: latestOf(sor),
    gaeldende,
    foedselsdato: Object.fromEntries(
      Object.entries(gaeldende).map(([number, now]) => [number, rows[now] ?? '']),
    ),
  }
}
