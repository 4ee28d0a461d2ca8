// The stories of KL's gateway guide (Homecare.md, Nursing.md) as rows that the real delivery reports give,
// whatever the order they arrive in. Typed by hand from the reports; dates before 2022 load with a finding.
// The persons are public test persons. Where story and report differ, the report counts; it says so here.

export interface StoryPlanlagt {
  readonly indsatsId: string
  /** As sent by the newest version. */
  readonly indsatsKode: string
  readonly tekst: string
  /** `tilstandKode` as sent of the DimTilstand that the rule picks, and its id. */
  readonly tilstandKode: string
  readonly tilstandId: string
  /** BroPlanlagtIndsatsTilstand, sorted. */
  readonly tilstandIds: readonly string[]
  readonly dimTidStart: number
  readonly dimTidSlut: number
  readonly rows: readonly {
    readonly month: string
    readonly løbetid: number
    readonly varighedDage: number
  }[]
}

export interface StoryLeveret {
  readonly indsatsId: string
  readonly indsatsKode: string
  readonly tekst: string
  readonly tilstandKode: string
  readonly tilstandId: string
  readonly dimTid: number
  readonly dimKlokkeslæt: number
}

export interface Story {
  readonly name: string
  /** Files under ../shared/data/fsiii, in the order told; any order of arrival gives the same rows. */
  readonly reports: readonly string[]
  readonly runMonth: string
  readonly personnummer: string
  readonly afsenderSor: string
  /** From the CPR number; a start in 2021 gives `alderHvisKendt` where BorgerPerson is known, else −1. */
  readonly foedselsdato: string
  readonly alderHvisKendt: number
  /** No Opfølgning names a planned indsats, and no contact either: −1 in all three columns of each row. */
  readonly planlagt: readonly StoryPlanlagt[]
  readonly leveret: readonly StoryLeveret[]
}

const jens = {
  personnummer: '0101410001',
  afsenderSor: '123456789012345',
  foedselsdato: '1941-01-01',
  alderHvisKendt: 80,
  runMonth: '2021-03',
} as const

const peter = {
  personnummer: '0101570001',
  afsenderSor: '123456789012345',
  foedselsdato: '1957-01-01',
  alderHvisKendt: 64,
  runMonth: '2021-03',
} as const

const påklædning = 'd45b02d1-be76-4968-812b-6b32338ad8ad'
const dagligeRutiner = '34665f6d-7573-46fb-8b4d-72f30641284b'
const laveMad = '067e0542-1d8a-404d-b6db-f2bfa6a03c2e'
const husligtArbejde = 'cd8643fd-8a42-4ef8-81b4-bf5ec2253f14'
const gå = '806d1cf8-5a4a-4c0d-a020-8a3bb3eacebd'
const bevægeSig = '5ad5649a-6317-41de-8cc4-364b9bafd298'
const muskelstyrke = 'fcc4040a-1803-434f-b633-8b354c5fbfb4'
// All seven were recorded on 2021-02-10, so the code as sent decides: J3.2 before J3.7 and J3.8.
const mobilitet = { tilstandKode: 'J3.2', tilstandId: bevægeSig, tilstandIds: [bevægeSig, gå, muskelstyrke] }

const openFrom12February = {
  dimTidStart: 20210212,
  dimTidSlut: -1,
  rows: [
    { month: '2021-02', løbetid: 1, varighedDage: 16 },
    { month: '2021-03', løbetid: 2, varighedDage: 47 },
  ],
} as const

const endedOn24February = {
  dimTidStart: 20210212,
  dimTidSlut: 20210224,
  rows: [{ month: '2021-02', løbetid: 1, varighedDage: 12 }],
} as const

const openFrom25February = {
  dimTidStart: 20210225,
  dimTidSlut: -1,
  rows: [
    { month: '2021-02', løbetid: 1, varighedDage: 3 },
    { month: '2021-03', løbetid: 2, varighedDage: 34 },
  ],
} as const

const hygiejne = {
  indsatsId: '9ace0320-a6bd-4d90-bfed-b6e5d219dba3',
  indsatsKode: 'H1.1',
  tekst: 'Personlig hygiejne',
  tilstandKode: 'J1.3',
  tilstandId: påklædning,
  tilstandIds: [påklædning],
} as const

const aktiviteter = {
  indsatsId: '4f325b94-99fe-4781-9e05-97e27279f8ec',
  indsatsKode: 'H1.5',
  tekst: 'Hverdagens aktiviteter',
  tilstandKode: 'J2.1',
  tilstandId: husligtArbejde,
} as const

const madservice = {
  indsatsId: '13c640c6-98d9-4066-abb3-ad7cd3072999',
  indsatsKode: 'H1.11',
  tekst: 'Madservice',
  tilstandKode: 'J2.2',
  tilstandId: laveMad,
  tilstandIds: [laveMad],
} as const

const rengøring = {
  indsatsId: '8a2e5904-ed0f-4d08-a9c2-fd75fa85cfb7',
  indsatsKode: 'H1.8',
  tekst: 'Rengøring',
  tilstandKode: 'J2.1',
  tilstandId: husligtArbejde,
  tilstandIds: [husligtArbejde],
} as const

const gåtræning = {
  indsatsId: 'd8130c0c-d8a1-47c7-acdf-d32f23c58db9',
  indsatsKode: 'H1.4',
  tekst: 'Mobilitet',
  ...mobilitet,
} as const

export const homecareFirstReport: Story = {
  name: 'Homecare, first report only: five planned indsatser run',
  reports: ['JensHansen-1.json'],
  ...jens,
  planlagt: [
    { ...hygiejne, ...openFrom12February },
    { ...aktiviteter, tilstandIds: [dagligeRutiner, husligtArbejde], ...openFrom12February },
    { ...madservice, ...openFrom12February },
    { ...rengøring, ...openFrom12February },
    { ...gåtræning, ...openFrom12February },
  ],
  leveret: [],
}

export const homecare: Story = {
  name: 'Homecare, all three reports: two ended on 24 February, three new from 25 February',
  reports: ['JensHansen-1.json', 'JensHansen-2.json', 'JensHansen-3.json'],
  ...jens,
  planlagt: [
    { ...hygiejne, ...endedOn24February },
    { ...aktiviteter, tilstandIds: [husligtArbejde], ...openFrom12February },
    { ...madservice, ...openFrom12February },
    { ...rengøring, ...openFrom12February },
    { ...gåtræning, ...endedOn24February },
    {
      indsatsId: '7c22ac66-f42b-476e-8d54-0607ea06f9bf',
      indsatsKode: 'H2.5',
      tekst: 'RH Personlig hygiejne',
      tilstandKode: 'J1.3',
      tilstandId: påklædning,
      tilstandIds: [påklædning],
      ...openFrom25February,
    },
    {
      indsatsId: '5eb9f137-bd44-481a-95b0-18dacdb4c757',
      indsatsKode: 'H2.2',
      tekst: 'RH Hverdagens aktiviteter',
      tilstandKode: 'J2.3',
      tilstandId: dagligeRutiner,
      tilstandIds: [dagligeRutiner],
      ...openFrom25February,
    },
    {
      indsatsId: 'e353b5b7-5e03-4142-bb74-e49015d95c50',
      indsatsKode: 'H2.4',
      tekst: 'RH Mobilitet',
      ...mobilitet,
      ...openFrom25February,
    },
  ],
  leveret: [],
}

const bevægelse = 'ad506910-9030-4ddb-b8ce-7bb6a69d808e'
const respiration = 'a881788d-1b27-46e3-8b76-607bc49876fd'
const gåPeter = '39869f95-3b5f-4cbf-9af9-79d1344791f6'

// 13:00Z on 10 February is 14:00 in Denmark.
const visitOn10February: readonly StoryLeveret[] = [
  {
    indsatsId: 'a3062931-5443-4c2f-b1af-7426c23cd362',
    indsatsKode: 'G1.41',
    tekst: 'Undersøgelser og måling af værdier',
    tilstandKode: 'I7.1',
    tilstandId: respiration,
    dimTid: 20210210,
    dimKlokkeslæt: 1400,
  },
  {
    indsatsId: 'ac3d11f3-666e-4b66-b3d3-deb9b7d8dba9',
    indsatsKode: 'G1.47',
    tekst: 'Supplerende udredning',
    tilstandKode: 'I7.1',
    tilstandId: respiration,
    dimTid: 20210210,
    dimKlokkeslæt: 1400,
  },
]

export const nursingFirstReport: Story = {
  name: 'Nursing, first report only: two delivered, one planned that runs',
  reports: ['PeterOlsen-1.json'],
  ...peter,
  planlagt: [
    {
      indsatsId: 'f99b219d-8b70-4423-a32f-d7e97d553305',
      indsatsKode: 'G1.29',
      tekst: 'Respirationsbehandling',
      tilstandKode: 'I2.1',
      tilstandId: bevægelse,
      tilstandIds: [bevægelse],
      dimTidStart: 20210210,
      dimTidSlut: -1,
      rows: [
        { month: '2021-02', løbetid: 1, varighedDage: 18 },
        { month: '2021-03', løbetid: 2, varighedDage: 49 },
      ],
    },
  ],
  leveret: visitOn10February,
}

export const nursing: Story = {
  name: 'Nursing, all six reports: two delivered, both planned ones ended',
  reports: [
    'PeterOlsen-1.json',
    'PeterOlsen-2.json',
    'PeterOlsen-3.json',
    'PeterOlsen-4.json',
    'PeterOlsen-5.json',
    'PeterOlsen-6.json',
  ],
  ...peter,
  planlagt: [
    {
      indsatsId: 'f99b219d-8b70-4423-a32f-d7e97d553305',
      // The story says Respirationsbehandling (G1.29) throughout; report 5 sends G1.30.
      indsatsKode: 'G1.30',
      tekst: 'Respiratorbehandling',
      tilstandKode: 'I2.1',
      tilstandId: bevægelse,
      tilstandIds: [bevægelse],
      dimTidStart: 20210210,
      dimTidSlut: 20210217,
      rows: [{ month: '2021-02', løbetid: 1, varighedDage: 7 }],
    },
    {
      // Report 4 of 15 February says completed without an end, though it starts on 18 February:
      // it ends on its start. The story lets it go on; no report does.
      indsatsId: '36ac2e9c-cbe4-4f2d-978e-7cccaf6750c2',
      indsatsKode: 'H6.1',
      tekst: 'Vedligehold af færdigheder',
      tilstandKode: 'J3.8',
      tilstandId: gåPeter,
      tilstandIds: [gåPeter],
      dimTidStart: 20210218,
      dimTidSlut: 20210218,
      rows: [{ month: '2021-02', løbetid: 1, varighedDage: 0 }],
    },
  ],
  leveret: visitOn10February,
}
