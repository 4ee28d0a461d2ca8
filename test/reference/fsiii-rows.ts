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

/** FSIIITilstand from a Condition; `status` is its verificationStatus, empty when it has none. */
export interface ConditionVersion extends Version {
  readonly tilstandKode: string
  readonly registreret: string
}

/** FSIIIOpfoelgning from an Observation with code SNOMED 712744002. */
export interface FollowUpVersion extends Version {
  readonly resultat: string
  readonly tidspunkt: string
  readonly fokusIds: readonly string[]
}

/** FSIIIKontakt from an Encounter. */
export interface ContactVersion extends Version {
  readonly type: string
  readonly start: string
  readonly indsatsIds: readonly string[]
}

/** All verified versions of a basis, in any order. */
export interface FsiiiBasis {
  readonly planer: readonly CarePlanVersion[]
  readonly procedurer: readonly ProcedureVersion[]
  readonly tilstande: readonly ConditionVersion[]
  readonly opfoelgninger: readonly FollowUpVersion[]
  readonly kontakter: readonly ContactVersion[]
  /** RefSorKommune: SOR → kommune. */
  readonly sorKommune: Readonly<Record<string, string>>
  /** Birth dates from BorgerPerson. */
  readonly foedselsdato: Readonly<Record<string, string>>
}

export const emptyBasis: FsiiiBasis = {
  planer: [],
  procedurer: [],
  tilstande: [],
  opfoelgninger: [],
  kontakter: [],
  sorKommune: {},
  foedselsdato: {},
}
