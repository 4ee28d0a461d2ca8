// Rows of the plain models of KY as rows of DM: the columns that the specification names, keys told by the natural
// keys of their members.

import { dimTid, lastDay } from '../reference/danish-day.js'
import type { AfgoerelseRow } from '../reference/ky-afgoerelser.js'
import type { KleNummerRow } from '../reference/ky-dimensions.js'
import type { OpgaveOversigtRow, OpgaveRow } from '../reference/ky-opgaver.js'
import type { SagOversigtRow } from '../reference/ky-sag-oversigt.js'
import type { SagRow } from '../reference/ky-sager.js'
import type { YdelseRow } from '../reference/ky-ydelser.js'
import type { NaturalKeys, ToldRow } from './published-rows.js'

const SCOPE = ['_kommune', '_kildesystem'] as const

export const kyNaturalKeys: NaturalKeys = {
  DimKYSagOversigt: [...SCOPE, 'SagId', 'FraDato'],
  DimKYOpgaveOversigt: [...SCOPE, 'OpgaveId'],
  DimKYSagsbehandler: [...SCOPE, 'SagsbehandlerId'],
  DimKYOrganisation: [...SCOPE, 'OrganisationId'],
  DimKleNummer: ['Nummer'],
  DimAfgørelsestype: ['Afgørelsestype'],
  DimYdelsesart: ['Ydelsesart'],
  DimYdelsestype: ['Ydelsestype'],
  DimBorger: ['Personnummer'],
}

interface OfScope {
  readonly kommune: string
  readonly kildesystem: string
}

const scoped = ({ kommune, kildesystem }: OfScope, ...parts: readonly (string | null)[]): string | null =>
  parts.includes(null) ? null : [kommune, kildesystem, ...parts].join(' ')

const monthEnd = (month: string): number => dimTid(lastDay(month))
export const scopeColumns = ({ kommune, kildesystem }: OfScope) => ({
  _kommune: kommune,
  _kildesystem: kildesystem,
})

/** One function for each table that has rows of a case, a task, a benefit or a decision. */
export const told = {
  sager: (row: SagRow): ToldRow => ({
    DimTid: monthEnd(row.month),
    DimKommune: Number(row.kommune),
    DimKYSagOversigt: scoped(row, row.sagId, row.sagOversigtFraDato),
    DimKleNummer: row.kleNummer,
    DimBorgerYdelsesmodtager: row.ydelsesmodtager,
    DimBorgerBevillingsmodtager: row.bevillingsmodtager,
    DimKYSagsbehandler: scoped(row, row.sagsbehandler),
    DimKYOrganisation: scoped(row, row.organisation),
    DimAfgørelsestype: row.afgørelsestype,
    DimYdelsesart: row.ydelsesart,
    DimJaNejOprettet: row.oprettet,
    DimJaNejAfsluttet: row.afsluttet,
    DimJaNejSagsbehandlingAfsluttet: row.sagsbehandlingAfsluttet,
    Sagstilstand: row.sagstilstand,
    Sagsbehandlingstid: row.sagsbehandlingstid,
    SagVarighed: row.sagVarighed,
    SagId: row.sagId,
  }),
  opgaver: (row: OpgaveRow): ToldRow => ({
    DimTid: monthEnd(row.month),
    DimKommune: Number(row.kommune),
    DimKYOpgaveOversigt: scoped(row, row.opgaveId),
    DimKYSagOversigt: scoped(row, row.sagId, row.sagOversigtFraDato),
    DimKYSagsbehandler: scoped(row, row.sagsbehandler),
    DimKYOrganisation: scoped(row, row.organisation),
    DimBorger: row.borger,
    DimJaNejOprettet: row.oprettet,
    DimJaNejAfsluttet: row.afsluttet,
    Opgavetid: row.opgavetid,
    OpgaveId: row.opgaveId,
  }),
  ydelser: (row: YdelseRow): ToldRow => ({
    DimTid: monthEnd(row.month),
    DimKommune: Number(row.kommune),
    DimKYSagOversigt: scoped(row, row.sagId, row.sagOversigtFraDato),
    DimKleNummer: row.kleNummer,
    DimBorgerYdelsesmodtager: row.ydelsesmodtager,
    DimBorgerBevillingsmodtager: row.bevillingsmodtager,
    DimYdelsesart: row.ydelsesart,
    DimYdelsestype: row.ydelsestype,
    DimAfgørelsestype: row.afgørelsestype,
    DageMedYdelse: row.dage,
    DageIMåned: row.dageIMåned,
    Fuldtidsperson: row.fuldtidsperson,
    Dagmaske: row.dagmaske,
    Ydelsesvarighed: row.varighed,
    YdelseId: row.ydelseId,
  }),
  afgørelser: (row: AfgoerelseRow): ToldRow => ({
    DimTid: row.dimTid,
    DimKommune: Number(row.kommune),
    DimAfgørelsestype: row.afgørelsestype,
    DimKYSagOversigt: scoped(row, row.sagId, row.sagOversigtFraDato),
    DimKleNummer: row.kleNummer,
    DimBorgerYdelsesmodtager: row.ydelsesmodtager,
    DimBorgerBevillingsmodtager: row.bevillingsmodtager,
    DimKYSagsbehandler: scoped(row, row.sagsbehandler),
    DimKYOrganisation: scoped(row, row.organisation),
    AfgørelseId: row.afgørelseId,
    AntalAfgørelser: row.antalAfgørelser,
  }),
  sagOversigt: (row: SagOversigtRow): ToldRow => ({
    ...scopeColumns(row),
    SagId: row.sagId,
    Sagstilstand: row.sagstilstand,
    FraDato: row.fraDato,
    TilDato: row.tilDato,
    ErAktuel: row.erAktuel,
    Sagsbehandlingstid: row.sagsbehandlingstid,
    SagVarighed: row.sagVarighed,
  }),
  opgaveOversigt: (row: OpgaveOversigtRow): ToldRow => ({
    ...scopeColumns(row),
    OpgaveId: row.opgaveId,
    Opgavetype: row.opgavetype,
    Tilstand: row.tilstand,
    OprettetDato: row.oprettetDato,
    AfsluttetDato: row.afsluttetDato,
  }),
  kleNummer: (row: KleNummerRow): ToldRow => ({
    Nummer: row.nummer,
    Titel: row.titel,
    Gruppe: row.gruppe,
    GruppeTitel: row.gruppeTitel,
    Hovedgruppe: row.hovedgruppe,
    HovedgruppeTitel: row.hovedgruppeTitel,
    GyldigFra: row.gyldigFra,
    GyldigTil: row.gyldigTil,
  }),
}
