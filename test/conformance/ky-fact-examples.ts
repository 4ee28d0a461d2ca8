// Shapes and small builders of the examples of KY's facts: what a source holds in which periode, and the rows.

import type { AfgoerelseRow } from '../reference/ky-afgoerelser.js'
import type { OpgaveOversigtRow, OpgaveRow } from '../reference/ky-opgaver.js'
import type {
  KYAfgoerelse,
  KYOpgave,
  KYSag,
  KYSagTilstand,
  KYTilstand,
  KYYdelse,
} from '../reference/ky-rows.js'
import type { SagRow } from '../reference/ky-sager.js'
import type { YdelseRow } from '../reference/ky-ydelser.js'

export const RUN_MONTH = '2022-06'
export const PERIODES = ['2022-03', '2022-04', '2022-05', '2022-06'] as const

/** What a source holds of an example from a periode on, until it says something else. */
export interface Held {
  readonly from?: (typeof PERIODES)[number]
  readonly kommune?: string
  readonly kildesystem?: string
  readonly sager?: readonly KYSag[]
  readonly tilstande?: readonly KYSagTilstand[]
  readonly opgaver?: readonly KYOpgave[]
  readonly ydelser?: readonly KYYdelse[]
  readonly afgoerelser?: readonly KYAfgoerelse[]
}

export interface FactExample {
  readonly name: string
  /** In order of periode within a (kommune, kildesystem); without `from` it is the run month's. */
  readonly held: readonly Held[]
  /** Rows of the run month 2022-06; a table that is left out is another example's. */
  readonly sager?: readonly SagRow[]
  readonly opgaver?: readonly OpgaveRow[]
  readonly opgaveOversigt?: readonly OpgaveOversigtRow[]
  readonly ydelser?: readonly YdelseRow[]
  readonly afgørelser?: readonly AfgoerelseRow[]
}

const scope = { kommune: '0751', kildesystem: 'NC' } as const

/** What the case of `sag` in ky-example-rows refers to. */
export const ofCase = {
  kleNummer: '32.24.04',
  ydelsesmodtager: '0101410001',
  bevillingsmodtager: null,
  sagsbehandler: 'SB1',
  organisation: 'ORG1',
} as const

export const nobody = {
  kleNummer: null,
  ydelsesmodtager: null,
  bevillingsmodtager: null,
  sagsbehandler: null,
  organisation: null,
} as const

type Flag = 'oprettet' | 'sagsbehandlingAfsluttet' | 'afsluttet'
export const O = 'oprettet'
export const S = 'sagsbehandlingAfsluttet'
export const A = 'afsluttet'

const flag = <F extends Flag>(flags: readonly F[], one: F): 0 | 1 => (flags.includes(one) ? 1 : 0)

/** A row of FactKYSager: month, tilstand and its FraDato, sagsbehandlingstid, varighed, flags. */
export const sagRow = (
  month: string,
  sagstilstand: KYTilstand,
  sagOversigtFraDato: string,
  sagsbehandlingstid: number,
  sagVarighed: number,
  flags: readonly Flag[] = [],
  other: Partial<SagRow> = {},
): SagRow => ({
  ...scope,
  month,
  sagId: 'S1',
  sagOversigtFraDato,
  ...ofCase,
  afgørelsestype: null,
  ydelsesart: null,
  oprettet: flag(flags, O),
  afsluttet: flag(flags, A),
  sagsbehandlingAfsluttet: flag(flags, S),
  sagstilstand,
  sagsbehandlingstid,
  sagVarighed,
  ...other,
})

export const opgave = (OprettetDato: string, other: Partial<KYOpgave> = {}): KYOpgave => ({
  OpgaveId: 'O1',
  SagId: null,
  Opgavetype: 'Opfølgning',
  BorgerCpr: null,
  SagsbehandlerId: null,
  OrganisationId: null,
  Tilstand: 'Åben',
  OprettetDato,
  AfsluttetDato: null,
  ...other,
})

/** A row of FactKYOpgaver of a task without a case, a citizen or anybody who handles it. */
export const opgaveRow = (
  month: string,
  opgavetid: number,
  flags: readonly ('oprettet' | 'afsluttet')[] = [],
  other: Partial<OpgaveRow> = {},
): OpgaveRow => ({
  ...scope,
  month,
  opgaveId: 'O1',
  sagId: null,
  sagOversigtFraDato: null,
  sagsbehandler: null,
  organisation: null,
  borger: null,
  oprettet: flag(flags, O),
  afsluttet: flag(flags, A),
  opgavetid,
  ...other,
})

export const opgaveOversigt = (
  tilstand: KYOpgave['Tilstand'],
  oprettetDato: string,
  afsluttetDato: string | null,
  other: Partial<OpgaveOversigtRow> = {},
): OpgaveOversigtRow => ({
  ...scope,
  opgaveId: 'O1',
  opgavetype: 'Opfølgning',
  tilstand,
  oprettetDato,
  afsluttetDato,
  ...other,
})

export const afgoerelse = (
  AfgoerelseId: string,
  RaekkeNr: number,
  Afgoerelsestype: string,
  AfgoerelseTidspunkt: string,
  SagId = 'S1',
): KYAfgoerelse => ({ AfgoerelseId, RaekkeNr, SagId, Afgoerelsestype, AfgoerelseTidspunkt })

/** A row of FactKYAfgørelser in the case of `sag`: id, type, day, FraDato of the interval, number of rows. */
export const afgoerelseRow = (
  afgørelseId: string,
  afgørelsestype: string,
  dimTid: number,
  sagOversigtFraDato: string | null,
  antalAfgørelser: number,
  other: Partial<AfgoerelseRow> = {},
): AfgoerelseRow => ({
  ...scope,
  dimTid,
  afgørelseId,
  afgørelsestype,
  sagId: sagOversigtFraDato === null ? null : 'S1',
  sagOversigtFraDato,
  ...ofCase,
  antalAfgørelser,
  ...other,
})
