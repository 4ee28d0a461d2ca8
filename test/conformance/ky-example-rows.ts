// Shapes and small builders of the KY examples: what an example says, and rows with only the dates to fill in.

import type { KYSag, KYSagTilstand, KYTilstand, KYYdelse } from '../reference/ky-rows.js'

export interface ExpectedYdelse {
  readonly month: string
  readonly dage: number
  readonly dageIMåned: number
  readonly fuldtidsperson: string
  readonly varighed: number
  /** Bit d−1 for each counted day d. */
  readonly dagmaske: number
}

export interface YdelseExample {
  readonly name: string
  /** `table`: a row of the specification's table; `derived`: from its text. */
  readonly source: 'table' | 'derived'
  readonly runMonth: string
  /** null: the ydelse names a case that nobody knows. */
  readonly sag: KYSag | null
  readonly tilstande: readonly KYSagTilstand[]
  readonly ydelser: readonly KYYdelse[]
  /** Rows of `ydelser` that verification refuses, with the code. */
  readonly quarantine?: string
  readonly expect: readonly ExpectedYdelse[]
}

export const sag = (OprettetDato: string): KYSag => ({
  SagId: 'S1',
  KleNummer: '32.24.04',
  YdelsesmodtagerCpr: '0101410001',
  BevillingsmodtagerCpr: null,
  SagsbehandlerId: 'SB1',
  OrganisationId: 'ORG1',
  OprettetDato,
})

export const tilstand = (Sekvens: number, Tilstand: KYTilstand, FraDato: string): KYSagTilstand => ({
  SagId: 'S1',
  Sekvens,
  Tilstand,
  FraDato,
})

export const ydelse = (StartDato: string, SlutDato: string | null): KYYdelse => ({
  YdelseId: 'Y1',
  SagId: 'S1',
  Ydelsesart: 'Kontanthjælp',
  Ydelsestype: 'Grundsats',
  StartDato,
  SlutDato,
})

export const ydelseRow = (
  month: string,
  dage: number,
  dageIMåned: number,
  fuldtidsperson: string,
  varighed: number,
  dagmaske: number,
): ExpectedYdelse => ({ month, dage, dageIMåned, fuldtidsperson, varighed, dagmaske })

export interface ExpectedSagOversigt {
  readonly sagstilstand: KYTilstand
  readonly fraDato: string
  /** Exclusive; open = 9999-12-31. */
  readonly tilDato: string
  readonly erAktuel: 0 | 1
  readonly sagsbehandlingstid: number
  readonly sagVarighed: number
}

export interface SagOversigtExample {
  readonly name: string
  /** `table`: a case of the FactKYSager table; `derived`: from the text. */
  readonly source: 'table' | 'derived'
  readonly runMonth: string
  readonly sag: KYSag
  readonly tilstande: readonly KYSagTilstand[]
  readonly ydelser: readonly []
  readonly expect: readonly ExpectedSagOversigt[]
}

export const closed = (
  sagstilstand: KYTilstand,
  fraDato: string,
  tilDato: string,
  sagsbehandlingstid: number,
  sagVarighed: number,
): ExpectedSagOversigt => ({ sagstilstand, fraDato, tilDato, erAktuel: 0, sagsbehandlingstid, sagVarighed })

export const standing = (
  sagstilstand: KYTilstand,
  fraDato: string,
  sagsbehandlingstid: number,
  sagVarighed: number,
): ExpectedSagOversigt => ({
  sagstilstand,
  fraDato,
  tilDato: '9999-12-31',
  erAktuel: 1,
  sagsbehandlingstid,
  sagVarighed,
})
