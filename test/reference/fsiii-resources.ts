// Resources of a delivery report in the guide's shape, made from what they say.

import { FOLLOW_UP, fsiii, type Resource, references } from './fhir-bundle.js'

const TERMINOLOGY = 'http://terminology.hl7.org/CodeSystem'
const EXTENSIONS = 'http://fhir.kl.dk/gateway/StructureDefinition'

export const OPFØLGNING = '9f03dfbb-7a97-45a5-94db-d4c3501714a9'
export const UDFØRELSE = '784275f1-6822-4a88-b361-d958007d5253'

const coded = (system: string, code: string) => ({ coding: [{ system, code }] })

const stamp = (lastUpdated: string | null | undefined): Pick<Resource, 'meta'> =>
  lastUpdated === null || lastUpdated === undefined ? {} : { meta: { lastUpdated } }

interface Said {
  readonly id: string
  readonly lastUpdated?: string | null
}

export interface SaidTilstand extends Said {
  readonly kode: string
  readonly registreret: string
  /** A clinical status, or `entered-in-error`: then there is no clinical one. */
  readonly status: string
  readonly påListen?: boolean
  /** FSIII code of the severity. */
  readonly grad?: string | null
  readonly kontakter?: readonly string[]
}

export const condition = (said: SaidTilstand): Resource => ({
  resourceType: 'Condition',
  id: said.id,
  ...stamp(said.lastUpdated),
  ...(said.status === 'entered-in-error'
    ? { verificationStatus: coded(`${TERMINOLOGY}/condition-ver-status`, said.status) }
    : { clinicalStatus: coded(`${TERMINOLOGY}/condition-clinical`, said.status) }),
  ...(said.påListen === false
    ? {}
    : { category: [coded(`${TERMINOLOGY}/condition-category`, 'problem-list-item')] }),
  ...(said.grad === null || said.grad === undefined ? {} : { severity: fsiii(said.grad) }),
  code: fsiii(said.kode),
  recordedDate: said.registreret,
  extension: references('Encounter', said.kontakter ?? []).map((valueReference) => ({
    url: `${EXTENSIONS}/klgateway-care-follow-up-encounter-extension`,
    valueReference,
  })),
})

export interface SaidPlan extends Said {
  readonly kode: string
  readonly status: string
  readonly start: string
  readonly slut?: string | null
  readonly tilstande?: readonly string[]
}

export const carePlan = (said: SaidPlan): Resource => ({
  resourceType: 'CarePlan',
  id: said.id,
  ...stamp(said.lastUpdated),
  status: said.status,
  intent: 'plan',
  period: {
    start: said.start,
    ...(said.slut === null || said.slut === undefined ? {} : { end: said.slut }),
  },
  activity: [
    { detail: { code: fsiii(said.kode), reasonReference: references('Condition', said.tilstande ?? []) } },
  ],
})

export interface SaidLeveret extends Said {
  readonly kode: string
  readonly status: string
  readonly leveret: string
  readonly tilstande?: readonly string[]
}

export const procedure = (said: SaidLeveret): Resource => ({
  resourceType: 'Procedure',
  id: said.id,
  ...stamp(said.lastUpdated),
  status: said.status,
  code: fsiii(said.kode),
  performedDateTime: said.leveret,
  reasonReference: references('Condition', said.tilstande ?? []),
})

export interface SaidOpfølgning extends Said {
  readonly status: string
  /** FSIII code of the result. */
  readonly resultat: string
  readonly tidspunkt: string
  readonly tilstande?: readonly string[]
  readonly planer?: readonly string[]
}

export const followUp = (said: SaidOpfølgning): Resource => ({
  resourceType: 'Observation',
  id: said.id,
  ...stamp(said.lastUpdated),
  status: said.status,
  code: coded('http://snomed.info/sct', FOLLOW_UP),
  focus: [...references('Condition', said.tilstande ?? []), ...references('CarePlan', said.planer ?? [])],
  effectiveDateTime: said.tidspunkt,
  valueCodeableConcept: fsiii(said.resultat),
})

export interface SaidVurdering extends Said {
  readonly status: string
  /** FSIII codes of the question (C, D) and of the answer. */
  readonly spurgt: string
  readonly svar: string
  readonly tidspunkt: string
  readonly tilstand: string
}

export const ownView = (said: SaidVurdering): Resource => ({
  resourceType: 'Observation',
  id: said.id,
  ...stamp(said.lastUpdated),
  status: said.status,
  code: fsiii(said.spurgt),
  focus: references('Condition', [said.tilstand]),
  effectiveDateTime: said.tidspunkt,
  valueCodeableConcept: fsiii(said.svar),
})

export interface SaidKontakt extends Said {
  readonly type: string
  readonly status: string
  readonly start: string
  readonly tilstande?: readonly string[]
  /** Planned indsatser that the contact is based on, by extension. */
  readonly planer?: readonly string[]
  /** Planned indsatser that it names among its reasons. */
  readonly grunde?: readonly string[]
}

export const encounter = (said: SaidKontakt): Resource => ({
  resourceType: 'Encounter',
  id: said.id,
  ...stamp(said.lastUpdated),
  status: said.status,
  type: [coded('http://fhir.kl.dk/term/CodeSystem/CareSocialCodes', said.type)],
  period: { start: said.start },
  reasonReference: [
    ...references('Condition', said.tilstande ?? []),
    ...references('CarePlan', said.grunde ?? []),
  ],
  extension: references('CarePlan', said.planer ?? []).map((valueReference) => ({
    url: `${EXTENSIONS}/BasedOnInterventionExtension`,
    valueReference,
  })),
})
