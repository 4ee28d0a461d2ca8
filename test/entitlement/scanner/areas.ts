// What is each area's own in packages, typed from the specification (domains/borger.md, ky.md, fsiii.md; 2.5).

/** Tables of an area that tell of persons, with their columns that are the area's alone. */
type OwnTables = Readonly<Record<string, readonly string[]>>

const BORGER: OwnTables = {
  FactBorger: ['DimGeografiBopæl', 'HerkomstKode'],
  FactBorgerBevægelse: ['DimKommuneModpart', 'Bevægelse'],
  BorgerPerson: [
    ...['Navn', 'Foedselsdato', 'Koen', 'FoedelandKode', 'StatsborgerskabKode', 'MorPersonnummer'],
    ...['FarPersonnummer', 'AegtefaellePersonnummer', 'Civilstand', 'GaeldendePersonnummer'],
    ...['BeskyttelseFra', 'BeskyttelseTil'],
  ],
  BorgerAdresse: ['VejKode', 'HusNr', 'Etage', 'SideDoer', 'AdresseId'],
  BorgerTilknytning: ['Rolle'],
  DimBorger: [
    ...['Navn', 'Fødselsdato', 'Køn', 'StatusTekst', 'FødelandKode', 'StatsborgerskabKode', 'HerkomstKode'],
    ...['Herkomst', 'OprindelseslandKode', 'ErVestlig', 'Civilstand', 'ÆgtefællePersonnummer'],
    ...['MorPersonnummer', 'FarPersonnummer', 'ErBeskyttet', 'DimKommuneBopæl', 'DimGeografiBopæl'],
    ...['DimKommuneBetaling', 'DimKommuneHandle'],
  ],
}

const KY: OwnTables = {
  DimKYSagOversigt: ['SagId', 'Sagstilstand', 'Sagsbehandlingstid', 'SagVarighed', 'ErAktuel'],
  DimKYOpgaveOversigt: ['OpgaveId', 'Opgavetype'],
  DimKYSagsbehandler: ['SagsbehandlerId'],
  DimKYOrganisation: ['OrganisationId'],
  FactKYSager: [
    ...['DimKYSagOversigt', 'DimKleNummer', 'DimBorgerYdelsesmodtager', 'DimBorgerBevillingsmodtager'],
    ...['DimKYSagsbehandler', 'DimKYOrganisation', 'DimAfgørelsestype', 'DimYdelsesart'],
  ],
  FactKYOpgaver: ['DimKYOpgaveOversigt', 'Opgavetid'],
  FactKYYdelser: [
    ...['DimYdelsestype', 'DageMedYdelse', 'Fuldtidsperson', 'Dagmaske', 'Ydelsesvarighed', 'YdelseId'],
  ],
  FactKYAfgørelser: ['AfgørelseId', 'AntalAfgørelser'],
  KYSag: ['KleNummer', 'YdelsesmodtagerCpr', 'BevillingsmodtagerCpr'],
  KYSagTilstand: [],
  KYOpgave: ['BorgerCpr'],
  KYYdelse: ['Ydelsesart', 'Ydelsestype'],
  KYAfgoerelse: ['AfgoerelseId', 'Afgoerelsestype', 'AfgoerelseTidspunkt'],
}

const FSIII: OwnTables = {
  FactTilstand: ['DimTilstand', 'Sværhedsgrad', 'DimOpfølgning', 'TilstandId'],
  FactPlanlagtIndsats: ['DimPlanlagtIndsats'],
  FactLeveretIndsats: ['DimLeveretIndsats', 'IndsatsId'],
  BroPlanlagtIndsatsTilstand: [],
  FSIIITilstand: [],
  FSIIIPlanlagtIndsats: [],
  FSIIILeveretIndsats: [],
  FSIIIOpfoelgning: [],
  FSIIIBorgervurdering: [],
  FSIIIKontakt: [],
}

const OWN: Readonly<Record<string, OwnTables>> = { Borger: BORGER, KY, FSIII }

/** Citizens stand in the packages of every area, elsewhere than in Borger by these alone. */
const CITIZEN = 'DimBorger'
const KNOWN_BY: readonly string[] = ['DimBorgerID', 'Personnummer']

/** The other area whose table of persons this is. */
export const areaOfTable = (table: string, package_: string): string | undefined =>
  table === CITIZEN
    ? undefined
    : Object.keys(OWN).find((area) => area !== package_ && Object.hasOwn(OWN[area] ?? {}, table))

/** The other area whose person-level column this is, in a table of the package's own area or in DimBorger. */
export const areaOfColumn = (table: string, column: string, package_: string): string | undefined => {
  if (table === CITIZEN && package_ !== 'Borger' && !KNOWN_BY.includes(column)) return 'Borger'
  const own = Object.values(OWN[package_] ?? {}).some((columns) => columns.includes(column))
  if (own) return undefined
  return Object.keys(OWN).find(
    (area) => area !== package_ && Object.values(OWN[area] ?? {}).some((columns) => columns.includes(column)),
  )
}

/** The column that says whose row a fact is; a bridge has none. */
export const ownerColumn = (columns: readonly string[]): string | undefined =>
  ['DimKommune', 'DimKommuneBopæl'].find((each) => columns.includes(each))

/** Columns that tell who somebody's relatives are: attributes of a citizen, never citizens of their own account. */
export const RELATIVES: readonly string[] = [
  ...['ÆgtefællePersonnummer', 'AegtefaellePersonnummer', 'MorPersonnummer', 'FarPersonnummer'],
]

/** Columns that a switch of data minimisation leaves empty, in tables that hold numbers of persons. */
export const MINIMISED: Readonly<Record<string, readonly string[]>> = {
  relations: RELATIVES,
  names: ['Navn'],
  addresses: ['DimGeografiBopæl', 'VejKode', 'HusNr', 'Etage', 'SideDoer', 'AdresseId'],
}
