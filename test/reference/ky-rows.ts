// Rows of the KY contracts as the reference models take them: field names of the contract, dates as text.

export type KYTilstand = 'Oprettet' | 'Under Oplysning' | 'Bevilget' | 'Afslag' | 'Henlagt' | 'Afsluttet'

/**
 * Last day (`yyyy-mm-dd`) of the month of the last extract that held the row; absent while the newest
 * extract holds it. It limits how far an open thing is measured (absence `behold`).
 */
export interface Vanishing {
  readonly sidstHoldt?: string
}

export interface KYSag extends Vanishing {
  readonly SagId: string
  readonly KleNummer: string
  readonly YdelsesmodtagerCpr: string
  readonly BevillingsmodtagerCpr: string | null
  readonly SagsbehandlerId: string | null
  readonly OrganisationId: string | null
  readonly OprettetDato: string
}

export interface KYSagTilstand extends Vanishing {
  readonly SagId: string
  readonly Sekvens: number
  readonly Tilstand: KYTilstand
  readonly FraDato: string
}

export interface KYYdelse extends Vanishing {
  readonly YdelseId: string
  readonly SagId: string
  readonly Ydelsesart: string
  readonly Ydelsestype: string
  readonly StartDato: string
  readonly SlutDato: string | null
}

export interface KYAfgoerelse extends Vanishing {
  readonly AfgoerelseId: string
  readonly RaekkeNr: number
  readonly SagId: string
  readonly Afgoerelsestype: string
  /** Local Danish time, or with an offset. */
  readonly AfgoerelseTidspunkt: string
}

export interface KYOpgave extends Vanishing {
  readonly OpgaveId: string
  readonly SagId: string | null
  readonly Opgavetype: string | null
  readonly BorgerCpr: string | null
  readonly SagsbehandlerId: string | null
  readonly OrganisationId: string | null
  readonly Tilstand: 'Åben' | 'Afbrudt' | 'Gennemført'
  readonly OprettetDato: string
  readonly AfsluttetDato: string | null
  /** Of a task that is closed and does not say when: day of the first of the extracts that say so without a break. */
  readonly lukketUdtræk?: string
}

export interface KleEmne {
  readonly Nummer: string
  readonly Titel: string
  readonly Niveau: 'Hovedgruppe' | 'Gruppe' | 'Emne'
  readonly Foraelder: string | null
  readonly OprettetDato: string | null
  readonly UdgaaetDato: string | null
  /** Last day on which it was valid because the next plan no longer held it (absence `slut`). */
  readonly bortfaldet?: string
}

/** What is known of the whole country: numbers of the KLE plan, and of persons. */
export interface KYKnown {
  readonly kleNumre: readonly string[]
  readonly personer: readonly string[]
}

/** Everything of one (kommune, kildesystem): ids are unique, and joins allowed, only within it. */
export interface KYScope extends KYKnown {
  readonly kommune: string
  readonly kildesystem: string
  readonly sager: readonly KYSag[]
  readonly tilstande: readonly KYSagTilstand[]
  readonly opgaver: readonly KYOpgave[]
  readonly ydelser: readonly KYYdelse[]
  readonly afgoerelser: readonly KYAfgoerelse[]
}
