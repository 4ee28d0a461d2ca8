// Hand-written CPR and KY files of the small world: text, as a supplier would write it.
import { ZipFile } from 'yazl'
import { CITIZENS, type Citizen, citizenOf, EVERYBODY, NOBODY, type Told, type Who } from './citizens.js'

/** A delivery before it is put into an inbox. */
export interface Leverance {
  readonly file: string
  readonly bytes: Buffer
  readonly sender: string
}

const FIXED = new Date(Date.UTC(2022, 0, 1))

export const zipped = async (files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> => {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(files))
    zip.addBuffer(Buffer.from(content), name, { mtime: FIXED, compress: name.endsWith('.csv') })
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const PERSON = [
  ...['Personnummer', 'Navn', 'Foedselsdato', 'Koen', 'Status', 'StatusDato', 'FoedelandKode'],
  ...['StatsborgerskabKode', 'MorPersonnummer', 'FarPersonnummer', 'AegtefaellePersonnummer', 'Civilstand'],
  ...['GaeldendePersonnummer', 'BeskyttelseFra', 'BeskyttelseTil'],
]
const ADRESSE = [
  ...['Personnummer', 'FraDato', 'TilDato', 'KommuneKode', 'VejKode', 'HusNr', 'Etage', 'SideDoer'],
  'AdresseId',
]
const TILKNYTNING = ['Personnummer', 'KommuneKode', 'Rolle', 'FraDato', 'TilDato']

type Line = readonly string[]

const csv = (columns: Line, lines: readonly Line[]): string =>
  `${[columns, ...lines].map((each) => each.join(';')).join('\n')}\n`

const personLine = (nummer: string, { person = {} }: Told): Line => {
  const values: Readonly<Record<string, string>> = {
    Personnummer: nummer,
    Navn: 'Prøve Prøvesen',
    Foedselsdato: '1957-01-01',
    Koen: 'K',
    Status: '01',
    StatusDato: '2000-01-01',
    FoedelandKode: '5100',
    StatsborgerskabKode: '5100',
    ...person,
  }
  return PERSON.map((column) => values[column] ?? '')
}

type Rows = readonly (readonly [nummer: string, told: Told])[]

const cpr = async (periode: string, type: 'F' | 'D', rows: Rows): Promise<Leverance> => ({
  file: `CPR_0000_${periode}_001_${type}.zip`,
  sender: 'CPR',
  bytes: await zipped({
    'BorgerPerson.csv': csv(
      PERSON,
      rows.map(([nummer, told]) => personLine(nummer, told)),
    ),
    'BorgerAdresse.csv': csv(
      ADRESSE,
      rows.flatMap(([nummer, { bor = [] }]) =>
        bor.map(([kommune, fra, til = '']) => [
          ...[nummer, fra, til, kommune, '0001', '007', '1', 'tv'],
          `${kommune}-7`,
        ]),
      ),
    ),
    'BorgerTilknytning.csv': csv(
      TILKNYTNING,
      rows.flatMap(([nummer, { har = [] }]) =>
        har.map(([rolle, kommune, fra, til = '']) => [nummer, kommune, rolle, fra, til]),
      ),
    ),
  }),
})

const rowsOf = (told: (citizen: Citizen) => Told | null | undefined): Rows =>
  EVERYBODY.flatMap((who) => {
    const citizen = citizenOf(who)
    const what = told(citizen)
    return what === null || what === undefined ? [] : [[citizen.nummer, what] as const]
  })

const inFull = (citizen: Citizen): Told | null => (citizen.forsvundet === true ? null : citizen)

/** CPR to the end of February 2024, in order. */
export const cprToFebruary = (): Promise<readonly Leverance[]> =>
  Promise.all([
    cpr(
      '2014-01',
      'F',
      rowsOf(({ i2014 }) => i2014?.[0]),
    ),
    cpr(
      '2014-02',
      'F',
      rowsOf(({ i2014 }) => i2014?.[1]),
    ),
    cpr(
      '2023-12',
      'F',
      rowsOf((citizen) => (citizen.december === undefined ? citizen : citizen.december)),
    ),
    cpr(
      '2024-01',
      'D',
      rowsOf(({ delta }) => delta),
    ),
    cpr('2024-02', 'F', rowsOf(inFull)),
  ])

/** A full extract within March. */
export const cprOfMarch = (): Promise<Leverance> => cpr('2024-03-05', 'F', rowsOf(inFull))

const KY_SAG = [
  ...['SagId', 'KleNummer', 'YdelsesmodtagerCpr', 'BevillingsmodtagerCpr', 'SagsbehandlerId'],
  ...['OrganisationId', 'OprettetDato'],
]
const KY_TILSTAND = ['SagId', 'Sekvens', 'Tilstand', 'FraDato']
const KY_OPGAVE = [
  ...['OpgaveId', 'SagId', 'Opgavetype', 'BorgerCpr', 'SagsbehandlerId', 'OrganisationId', 'Tilstand'],
  ...['OprettetDato', 'AfsluttetDato'],
]
const KY_YDELSE = ['YdelseId', 'SagId', 'Ydelsesart', 'Ydelsestype', 'StartDato', 'SlutDato']
const KY_AFGOERELSE = ['AfgoerelseId', 'RaekkeNr', 'SagId', 'Afgoerelsestype', 'AfgoerelseTidspunkt']

const ky = async (
  kommune: string,
  sager: readonly string[],
  opgaver: readonly string[],
): Promise<Leverance> => ({
  file: `KY_${kommune}_2024-02_001_F.zip`,
  sender: 'NC',
  bytes: await zipped({
    'KYSag.csv': csv(
      KY_SAG,
      sager.map((nummer, nth) => [`s${nth}`, '32.03.04', nummer, '', 'b1', 'o1', '2024-01-05']),
    ),
    'KYSagTilstand.csv': csv(
      KY_TILSTAND,
      sager.map((_, nth) => [`s${nth}`, '1', 'Bevilget', '2024-01-20']),
    ),
    'KYOpgave.csv': csv(
      KY_OPGAVE,
      opgaver.map((nummer, nth) => [
        `p${nth}`,
        '',
        'Ansøgning',
        nummer,
        'b1',
        'o1',
        'Åben',
        '2024-02-01',
        '',
      ]),
    ),
    'KYYdelse.csv': csv(
      KY_YDELSE,
      sager.map((_, nth) => [`y${nth}`, `s${nth}`, 'Kontanthjælp', 'Løbende', '2024-02-01', '']),
    ),
    'KYAfgoerelse.csv': csv(KY_AFGOERELSE, []),
  }),
})

const nummerOf = (who: Who): string => CITIZENS[who].nummer

/** Citizens that only another area of a kommune knows of: their number there, and who they are. */
export const KNOWN_BY_KY: readonly (readonly [kommune: string, who: Who])[] = [
  ['0751', 'kendtAfEnSag'],
  ['0751', 'kendtAfEnOpgave'],
  ['0751', 'nytBagSagen'],
  ['0730', 'flyttetDagenFør'],
]

export const kyOfFebruary = (): Promise<readonly Leverance[]> =>
  Promise.all([
    // a number that CPR does not know, and one that another kommune has given, are nobody here
    ky(
      '0751',
      [nummerOf('bosat'), nummerOf('kendtAfEnSag'), nummerOf('gammeltISagen'), NOBODY],
      [nummerOf('kendtAfEnOpgave'), nummerOf('kunTilKnyttetErstatning')],
    ),
    ky('0730', [nummerOf('flyttetDagenFør'), nummerOf('mor')], [nummerOf('død')]),
  ])

const LIFA = [
  ...['AdresseId', 'DistriktsNr', 'DistriktsNavn', 'StartTrin', 'SlutTrin', 'KommuneKode', 'VejKode'],
  ...['VejNavn', 'HusNr', 'PostNr'],
]

export const lifa = (): Leverance => ({
  file: 'LIFA_0000_2024-02_001_F.csv',
  sender: 'LIFA',
  bytes: Buffer.from(
    csv(
      LIFA,
      ['0751', '0461'].map((kommune) => [
        ...[`${kommune}-7`, '101', 'Prøveskolen', '0', '9', kommune, '0001', 'Prøvevej', '007', '8000'],
      ]),
    ),
  ),
})
