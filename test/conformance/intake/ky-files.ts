import { zipOf } from './zip-bytes.js'

/** The five files of a KY delivery with their headers as the specification writes the fields, and no row. */
const EMPTY = {
  'KYSag.csv':
    'SagId;KleNummer;YdelsesmodtagerCpr;BevillingsmodtagerCpr;SagsbehandlerId;OrganisationId;OprettetDato\n',
  'KYSagTilstand.csv': 'SagId;Sekvens;Tilstand;FraDato\n',
  'KYOpgave.csv':
    'OpgaveId;SagId;Opgavetype;BorgerCpr;SagsbehandlerId;OrganisationId;Tilstand;OprettetDato;AfsluttetDato\n',
  'KYYdelse.csv': 'YdelseId;SagId;Ydelsesart;Ydelsestype;StartDato;SlutDato\n',
  'KYAfgoerelse.csv': 'AfgoerelseId;RaekkeNr;SagId;Afgoerelsestype;AfgoerelseTidspunkt\n',
}

export type KyFile = keyof typeof EMPTY

/** The header line of a file. */
export const kyHeader = (file: KyFile): string => EMPTY[file]

/** The files of a KY delivery: those given, and the others without rows. */
export const kyFiles = (
  files: Readonly<Partial<Record<KyFile, string | Buffer>>>,
): Record<string, string | Buffer> => ({ ...EMPTY, ...files })

/** A KY delivery. */
export const kyZip = (files: Readonly<Partial<Record<KyFile, string | Buffer>>>): Buffer =>
  zipOf(kyFiles(files))

/** Cases, given as their lines. */
export const sager = (lines: string): string => EMPTY['KYSag.csv'] + lines

/** Benefits, given as their lines. */
export const ydelser = (lines: string): string => EMPTY['KYYdelse.csv'] + lines

/** A delivery of one good case. */
export const oneCase = kyZip({ 'KYSag.csv': sager('S1;32.18.04;0101570001;;;;2022-01-10\n') })
