// Facts of the FSIII contracts that the indsats models read, one value per version of a resource.

import type { Ordered } from './historise-upsert.js'

interface Version extends Ordered {
  /** Kommune of the delivery; 0000 when it is national. */
  readonly kommune: string
  readonly afsenderSor: string
  readonly personnummer: string
  readonly status: string
}

/** FSIIIPlanlagtIndsats from a CarePlan. */
export interface CarePlanVersion extends Version {
  readonly indsatsKode: string
  readonly start: string
  readonly slut: string | null
  readonly tilstandIds: readonly string[]
}

/** FSIIILeveretIndsats from a Procedure. */
export interface ProcedureVersion extends Version {
  readonly indsatsKode: string
  readonly leveret: string
  readonly tilstandIds: readonly string[]
}

/** FSIIITilstand from a Condition; `status` is entered-in-error or its clinical status. */
export interface ConditionVersion extends Version {
  readonly tilstandKode: string
  readonly registreret: string
  /** Clinically active, and on the problem list. */
  readonly erAktiv: boolean
  /** 0–4; 9 judged not relevant; null when the report has none. */
  readonly svaerhedsgrad: number | null
  /** Contacts that this version's follow-up-encounter extensions name. */
  readonly kontaktIds: readonly string[]
}

/** FSIIIOpfoelgning from an Observation with code SNOMED 712744002. */
export interface FollowUpVersion extends Version {
  readonly resultat: string
  readonly tidspunkt: string
  readonly fokusIds: readonly string[]
}

/** FSIIIBorgervurdering from an Observation of C or D; `vaerdi` is C1–C4 or D1–D2. */
export interface OwnViewVersion extends Version {
  readonly vaerdi: string
  readonly tidspunkt: string
  readonly fokusId: string
}

/** FSIIIKontakt from an Encounter; `tilstandIds` are those that it names itself. */
export interface ContactVersion extends Version {
  readonly type: string
  readonly start: string
  readonly tilstandIds: readonly string[]
  readonly indsatsIds: readonly string[]
}

/** All verified versions of a basis, in any order. */
export interface FsiiiBasis {
  readonly planer: readonly CarePlanVersion[]
  readonly procedurer: readonly ProcedureVersion[]
  readonly tilstande: readonly ConditionVersion[]
  readonly opfoelgninger: readonly FollowUpVersion[]
  readonly borgervurderinger: readonly OwnViewVersion[]
  readonly kontakter: readonly ContactVersion[]
  /** RefSorKommune: SOR → kommune. */
  readonly sorKommune: Readonly<Record<string, string>>
  /** Birth dates from BorgerPerson, by every number that the citizen has had. */
  readonly foedselsdato: Readonly<Record<string, string>>
  /** Number → the number that the citizen has now; numbers that BorgerPerson does not know are absent. */
  readonly gaeldende: Readonly<Record<string, string>>
}

export const emptyBasis: FsiiiBasis = {
  planer: [],
  procedurer: [],
  tilstande: [],
  opfoelgninger: [],
  borgervurderinger: [],
  kontakter: [],
  sorKommune: {},
  foedselsdato: {},
  gaeldende: {},
}
