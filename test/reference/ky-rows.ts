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

/** Everything of one (kommune, kildesystem): ids are unique, and joins allowed, only within it. */
export interface KYScope {
  readonly kommune: string
  readonly kildesystem: string
  readonly sager: readonly KYSag[]
  readonly tilstande: readonly KYSagTilstand[]
  readonly ydelser: readonly KYYdelse[]
  readonly afgoerelser: readonly KYAfgoerelse[]
}
