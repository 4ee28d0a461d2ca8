// Rows of CPR, LIFA and RefLand as DM reads them, for the plain models of Borger.

interface Kept {
  /** Of a row that its source no longer holds: the last day of the month of the last extract that did. */
  readonly sidstHoldt?: string
  /** The extract that brought what the row says. */
  readonly extract?: number
}

export interface Person extends Kept {
  readonly Personnummer: string
  readonly Navn: string | null
  readonly Foedselsdato: string
  readonly Koen: 'M' | 'K'
  readonly Status: string
  readonly StatusDato: string
  readonly FoedelandKode: string | null
  readonly StatsborgerskabKode: string | null
  readonly MorPersonnummer: string | null
  readonly FarPersonnummer: string | null
  readonly AegtefaellePersonnummer: string | null
  readonly Civilstand: string | null
  readonly GaeldendePersonnummer: string | null
  readonly BeskyttelseFra: string | null
  readonly BeskyttelseTil: string | null
}

/** A residence, half-open [FraDato, TilDato). */
export interface Adresse extends Kept {
  readonly Personnummer: string
  readonly FraDato: string
  readonly TilDato: string | null
  readonly KommuneKode: string
  readonly VejKode: string
  readonly HusNr: string
}

/** A kommune that pays or acts, half-open. */
export interface Tilknytning extends Kept {
  readonly Personnummer: string
  readonly KommuneKode: string
  readonly Rolle: 'betaling' | 'handle'
  readonly FraDato: string
  readonly TilDato: string | null
}

export interface Skoledistrikt {
  readonly AdresseId: string
  readonly DistriktsNr: string
  readonly DistriktsNavn: string
  readonly StartTrin: string
  readonly SlutTrin: string
  readonly KommuneKode: string
  readonly VejKode: string
  readonly VejNavn: string
  readonly HusNr: string
  readonly PostNr: string
}

export interface Land {
  readonly LandKode: string
  readonly Navn: string
  readonly ErVestlig: '1' | '0'
  readonly RegnesSomDanmark: '1' | '0'
}

export interface BorgerBasis {
  readonly personer: readonly Person[]
  readonly adresser: readonly Adresse[]
  readonly tilknytninger: readonly Tilknytning[]
  readonly skoledistrikter: readonly Skoledistrikt[]
  readonly lande: readonly Land[]
}
