// The rows of DSA_HIST that the real delivery reports give in the four contracts beside the indsatser, typed by hand from
// the reports (what was observed, recorded and planned; the stories tell the same): the newest version of each resource,
// whatever the order of arrival. The persons are public test persons.

/** A tilstand: id, code, område, recorded, severity, status, active, follow-up contacts, report. */
export type StoryTilstand = readonly [
  id: string,
  kode: string,
  område: 'hjemmepleje' | 'sygepleje',
  registreret: string,
  sværhedsgrad: number | null,
  status: string,
  aktiv: boolean,
  kontakter: readonly string[],
  rapport: string,
]

export interface StoryResources {
  readonly name: string
  readonly reports: readonly string[]
  readonly personnummer: string
  readonly tilstande: readonly StoryTilstand[]
  /** Id, result, when, what it is about. */
  readonly opfølgninger: readonly (readonly [string, string, string, readonly string[]])[]
  /** Id, what was asked, what was answered, when, about which tilstand. */
  readonly borgervurderinger: readonly (readonly [string, string, string, string, string])[]
  /** Id, type, status, start. */
  readonly kontakter: readonly (readonly [string, string, string, string])[]
  /** Versions of resources that the reports bring in all: rows in, and rows of DSA_HIST. */
  readonly versioner: {
    readonly FSIIITilstand: number
    readonly FSIIIOpfoelgning: number
    readonly FSIIIBorgervurdering: number
    readonly FSIIIKontakt: number
    readonly FSIIIPlanlagtIndsats: number
    readonly FSIIILeveretIndsats: number
  }
}

const påklædning = 'd45b02d1-be76-4968-812b-6b32338ad8ad'
const dagligeRutiner = '34665f6d-7573-46fb-8b4d-72f30641284b'
const laveMad = '067e0542-1d8a-404d-b6db-f2bfa6a03c2e'
const husligtArbejde = 'cd8643fd-8a42-4ef8-81b4-bf5ec2253f14'
const gå = '806d1cf8-5a4a-4c0d-a020-8a3bb3eacebd'
const bevægeSig = '5ad5649a-6317-41de-8cc4-364b9bafd298'
const muskelstyrke = 'fcc4040a-1803-434f-b633-8b354c5fbfb4'
const alleSyv = [påklædning, dagligeRutiner, laveMad, husligtArbejde, gå, bevægeSig, muskelstyrke]

const kontakt15februar = '4ca8acfb-1fd0-41b3-8a82-cac79ff9db51'
const kontakt24februar = '56c8d2c3-5da1-4a33-a358-d3ecfb67ef3b'
const kontakt10marts = 'fbf243bb-9d70-489d-875d-87e14c980d7c'

const jensRecorded =
  (rapport: string, kontakt: string) =>
  (id: string, kode: string, sværhedsgrad: number): StoryTilstand => [
    id,
    kode,
    'hjemmepleje',
    '2021-02-10',
    sværhedsgrad,
    'active',
    true,
    [kontakt],
    rapport,
  ]

const first = jensRecorded('2021-02-10T11:14:09Z', kontakt15februar)
const third = jensRecorded('2021-02-24T08:46:36Z', kontakt10marts)

/** First encounter: severe limitations (3) but for walking and moving about (2). */
export const jensFirstReport: StoryResources = {
  name: 'Jens Hansen, first report',
  reports: ['JensHansen-1.json'],
  personnummer: '0101410001',
  tilstande: [
    first(påklædning, 'J1.3', 3),
    first(dagligeRutiner, 'J2.3', 3),
    first(laveMad, 'J2.2', 3),
    first(husligtArbejde, 'J2.1', 3),
    first(gå, 'J3.8', 2),
    first(bevægeSig, 'J3.2', 2),
    first(muskelstyrke, 'J3.7', 3),
  ],
  opfølgninger: [],
  borgervurderinger: [],
  kontakter: [[kontakt15februar, 'opfølgning', 'planned', '2021-02-15']],
  versioner: {
    FSIIITilstand: 7,
    FSIIIOpfoelgning: 0,
    FSIIIBorgervurdering: 0,
    FSIIIKontakt: 1,
    FSIIIPlanlagtIndsats: 5,
    FSIIILeveretIndsats: 0,
  },
}

/** Third encounter: all seven are moderate limitations (2) now, to be seen again on 10 March. */
export const jens: StoryResources = {
  name: 'Jens Hansen',
  reports: ['JensHansen-1.json', 'JensHansen-2.json', 'JensHansen-3.json'],
  personnummer: '0101410001',
  tilstande: [
    third(påklædning, 'J1.3', 2),
    third(dagligeRutiner, 'J2.3', 2),
    third(laveMad, 'J2.2', 2),
    third(husligtArbejde, 'J2.1', 2),
    third(gå, 'J3.8', 2),
    third(bevægeSig, 'J3.2', 2),
    third(muskelstyrke, 'J3.7', 2),
  ],
  opfølgninger: [
    ['4438410f-c879-45ec-9626-75c85fa1449a', 'E1', '2021-02-15', alleSyv],
    ['e434699d-5f4e-491b-9f76-5c5dbd539edc', 'E4', '2021-02-24', alleSyv],
  ],
  borgervurderinger: [],
  kontakter: [
    [kontakt15februar, 'opfølgning', 'planned', '2021-02-15'],
    [kontakt24februar, 'opfølgning', 'planned', '2021-02-24'],
    [kontakt10marts, 'opfølgning', 'planned', '2021-03-10'],
  ],
  versioner: {
    FSIIITilstand: 21,
    FSIIIOpfoelgning: 2,
    FSIIIBorgervurdering: 0,
    FSIIIKontakt: 3,
    // Five planned, then two ended, one with one tilstand less, three new.
    FSIIIPlanlagtIndsats: 11,
    FSIIILeveretIndsats: 0,
  },
}

const respiration = 'a881788d-1b27-46e3-8b76-607bc49876fd'
const mobilitet = 'ad506910-9030-4ddb-b8ce-7bb6a69d808e'
const gåServicelov = '39869f95-3b5f-4cbf-9af9-79d1344791f6'
const kontakt6april = 'f5b962ec-f815-4f12-a1d8-bbd504db79ed'

/**
 * Sixth encounter: respiration was no longer relevant on 12 February already (the story says the 14th, the report
 * counts), mobility ended on the 17th, and its recorded date was sent as the 15th then. Walking goes on.
 */
export const peter: StoryResources = {
  name: 'Peter Olsen',
  reports: [1, 2, 3, 4, 5, 6].map((nr) => `PeterOlsen-${nr}.json`),
  personnummer: '0101570001',
  tilstande: [
    [respiration, 'I7.1', 'sygepleje', '2021-02-10', null, 'inactive', false, [], '2021-02-14T15:23:12Z'],
    [mobilitet, 'I2.1', 'sygepleje', '2021-02-15', null, 'inactive', false, [], '2021-02-17T11:51:44Z'],
    [
      gåServicelov,
      'J3.8',
      'hjemmepleje',
      '2021-02-15',
      1,
      'active',
      true,
      [kontakt6april],
      '2021-02-18T09:11:29Z',
    ],
  ],
  opfølgninger: [
    ['ee421741-4e60-46f2-b4d6-fc60bf85c42b', 'E1', '2021-02-12', [respiration, mobilitet]],
    ['c0e46d1a-bcd2-4b4f-bc74-db1237157d4e', 'E3', '2021-02-12', [respiration]],
    ['4c160af3-dc6f-4405-a52a-b93447e06b68', 'E2', '2021-02-14', [mobilitet]],
    ['d54367e4-c2c5-49f6-bd28-a154af029b36', 'E3', '2021-02-17', [mobilitet]],
  ],
  borgervurderinger: [
    ['2d5aab71-9c3f-49b2-92e0-07619ae321e5', 'C', 'C1', '2020-08-21', gåServicelov],
    ['f35aa1be-0ed2-4d86-8d62-178a7d20c923', 'D', 'D1', '2020-08-21', gåServicelov],
  ],
  kontakter: [
    ['0c4469c9-a8c2-4691-9994-d8493217f564', 'opfølgning', 'planned', '2021-02-12'],
    ['817de94d-84f0-47c3-839a-ae438075ec6f', 'opfølgning', 'planned', '2021-02-14'],
    ['1fb0990d-aac7-4661-b976-874e051c5ae6', 'opfølgning', 'planned', '2021-02-15'],
    ['99e5f54d-f9cd-44ea-9901-b6b5d6bf9285', 'opfølgning', 'planned', '2021-02-17'],
    [kontakt6april, 'opfølgning', 'planned', '2021-04-06'],
  ],
  versioner: {
    FSIIITilstand: 10,
    FSIIIOpfoelgning: 4,
    FSIIIBorgervurdering: 2,
    FSIIIKontakt: 6,
    // Planned in the first report and ended in the fifth; completed in the fourth.
    FSIIIPlanlagtIndsats: 3,
    FSIIILeveretIndsats: 2,
  },
}
