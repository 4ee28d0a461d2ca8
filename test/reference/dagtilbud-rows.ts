// Rows of Aula and FLISDagtilbud as DM reads them, for the plain models of Dagtilbud.

/** Where ids are unique: a kommune's source system. */
export interface Scope {
  readonly kommune: string
  readonly kildesystem: string
}

/** An event in Aula. */
export interface Registrering {
  readonly RegistreringId: string
  readonly BarnUuid: string
  readonly InstitutionSTIL: string
  readonly Status: number
  /** ISO 8601 with offset. */
  readonly Tidspunkt: string
}

/** Which child an id of Aula's is. */
export interface Barn {
  readonly BarnUuid: string
  readonly Personnummer: string | null
}

export interface Indskrivning {
  readonly IndskrivningId: string
  readonly Personnummer: string
  readonly InstitutionsNr: string
  readonly Pasningstilbud: string
  readonly StartDato: string
  /** Inclusive. */
  readonly SlutDato: string | null
  /** With a decimal point. */
  readonly Timer: string | null
}

export interface Institution {
  readonly InstitutionsNr: string
  readonly Navn: string
  readonly Ejerform: string
  readonly AdmKommuneKode: string
}

/** The newest version of an event, and the extract that brought it (yyyymmddnnn). */
export interface KnownRegistrering extends Scope {
  readonly row: Registrering
  readonly extract: number
}

export interface KnownBarn extends Scope {
  readonly row: Barn
}

/** An enrolment; `slut` is its last day by what it says and by its absence, null while it is open. */
export interface KnownIndskrivning extends Scope {
  readonly row: Indskrivning
  readonly slut: string | null
}

/** A version of an institution with the days, both included, on which it is the valid one; null: still. */
export interface InstitutionVersion {
  readonly row: Institution
  readonly fra: string
  readonly til: string | null
}

export interface DagtilbudBasis {
  readonly registreringer: readonly KnownRegistrering[]
  readonly boern: readonly KnownBarn[]
  readonly indskrivninger: readonly KnownIndskrivning[]
  /** Each number's versions, the earliest first. */
  readonly institutioner: readonly InstitutionVersion[]
  /** Birth dates from BorgerPerson. */
  readonly foedselsdato: Readonly<Record<string, string>>
}
