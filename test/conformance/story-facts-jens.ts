// Jens Hansen (Homecare.md), typed by hand: what stands at the end of February 2021 after each report.

import type { StoryFacts, StoryPlanlagtRow, StoryTilstandRow } from './story-facts.js'

const tilstand = (
  tilstandId: string,
  kode: string,
  gruppeTekst: string,
  tekst: string,
): Pick<
  StoryTilstandRow,
  | 'tilstandId'
  | 'kode'
  | 'tekst'
  | 'gruppeTekst'
  | 'område'
  | 'fra'
  | 'til'
  | 'udførelse'
  | 'betydning'
  | 'vurderet'
> => ({
  tilstandId,
  kode,
  tekst,
  gruppeTekst,
  område: 'hjemmepleje',
  // Recorded at the conference on 10 February, and all of them go on.
  fra: 20210210,
  til: -1,
  udførelse: null,
  betydning: null,
  vurderet: -1,
})

const påklædning = tilstand('d45b02d1-be76-4968-812b-6b32338ad8ad', 'J1.3', 'Egenomsorg', 'Af- og påklædning')
const rutiner = tilstand(
  '34665f6d-7573-46fb-8b4d-72f30641284b',
  'J2.3',
  'Praktiske opgaver',
  'Udføre daglige rutiner',
)
const mad = tilstand('067e0542-1d8a-404d-b6db-f2bfa6a03c2e', 'J2.2', 'Praktiske opgaver', 'Lave mad')
const husligt = tilstand(
  'cd8643fd-8a42-4ef8-81b4-bf5ec2253f14',
  'J2.1',
  'Praktiske opgaver',
  'Lave husligt arbejde',
)
const gå = tilstand('806d1cf8-5a4a-4c0d-a020-8a3bb3eacebd', 'J3.8', 'Mobilitet', 'Gå')
const bevæge = tilstand('5ad5649a-6317-41de-8cc4-364b9bafd298', 'J3.2', 'Mobilitet', 'Bevæge sig omkring')
const muskel = tilstand('fcc4040a-1803-434f-b633-8b354c5fbfb4', 'J3.7', 'Mobilitet', 'Muskelstyrke')

const notFollowedUp = { opfølgning: null, opfulgt: -1 } as const
const continued = { opfølgning: 'E1', opfulgt: 20210215 } as const
const reassessed = { opfølgning: 'E4', opfulgt: 20210224 } as const

// Planned on 10 February from the 12th: the day before they began is no day of theirs.
const open = { fra: 20210212, til: -1, løbetid: 1, dage: 16 } as const
const ended = { fra: 20210212, til: 20210224, løbetid: 1, dage: 12 } as const
const begun = { fra: 20210225, til: -1, løbetid: 1, dage: 3 } as const

const hygiejne = {
  indsatsId: '9ace0320-a6bd-4d90-bfed-b6e5d219dba3',
  kode: 'H1.1',
  tekst: 'Personlig hygiejne',
  tilstand: 'J1.3',
  links: ['J1.3'],
}
const aktiviteter = {
  indsatsId: '4f325b94-99fe-4781-9e05-97e27279f8ec',
  kode: 'H1.5',
  tekst: 'Hverdagens aktiviteter',
  // Both were recorded the same day: the code as sent decides.
  tilstand: 'J2.1',
}
const madservice = {
  indsatsId: '13c640c6-98d9-4066-abb3-ad7cd3072999',
  kode: 'H1.11',
  tekst: 'Madservice',
  tilstand: 'J2.2',
  links: ['J2.2'],
}
const rengøring = {
  indsatsId: '8a2e5904-ed0f-4d08-a9c2-fd75fa85cfb7',
  kode: 'H1.8',
  tekst: 'Rengøring',
  tilstand: 'J2.1',
  links: ['J2.1'],
}
const mobilitet = {
  indsatsId: 'd8130c0c-d8a1-47c7-acdf-d32f23c58db9',
  kode: 'H1.4',
  tekst: 'Mobilitet',
  tilstand: 'J3.2',
  links: ['J3.2', 'J3.7', 'J3.8'],
}

const bestilt: readonly StoryPlanlagtRow[] = [
  { ...hygiejne, ...open },
  { ...aktiviteter, links: ['J2.1', 'J2.3'], ...open },
  { ...madservice, ...open },
  { ...rengøring, ...open },
  { ...mobilitet, ...open },
]

export const jensFacts: StoryFacts = {
  name: 'Jens Hansen',
  personnummer: '0101410001',
  foedselsdato: '1941-01-01',
  alder: 80,
  stages: [
    {
      report: 'JensHansen-1.json',
      tilstande: [
        { ...påklædning, sværhedsgrad: 3, ...notFollowedUp, kontakt: 20210215 },
        { ...rutiner, sværhedsgrad: 3, ...notFollowedUp, kontakt: 20210215 },
        { ...mad, sværhedsgrad: 3, ...notFollowedUp, kontakt: 20210215 },
        { ...husligt, sværhedsgrad: 3, ...notFollowedUp, kontakt: 20210215 },
        { ...gå, sværhedsgrad: 2, ...notFollowedUp, kontakt: 20210215 },
        { ...bevæge, sværhedsgrad: 2, ...notFollowedUp, kontakt: 20210215 },
        { ...muskel, sværhedsgrad: 3, ...notFollowedUp, kontakt: 20210215 },
      ],
      planlagt: bestilt,
      leveret: [],
    },
    {
      report: 'JensHansen-2.json',
      tilstande: [
        { ...påklædning, sværhedsgrad: 3, ...continued, kontakt: 20210224 },
        { ...rutiner, sværhedsgrad: 3, ...continued, kontakt: 20210224 },
        { ...mad, sværhedsgrad: 3, ...continued, kontakt: 20210224 },
        { ...husligt, sværhedsgrad: 3, ...continued, kontakt: 20210224 },
        { ...gå, sværhedsgrad: 2, ...continued, kontakt: 20210224 },
        { ...bevæge, sværhedsgrad: 2, ...continued, kontakt: 20210224 },
        { ...muskel, sværhedsgrad: 3, ...continued, kontakt: 20210224 },
      ],
      planlagt: bestilt,
      leveret: [],
    },
    {
      report: 'JensHansen-3.json',
      tilstande: [
        { ...påklædning, sværhedsgrad: 2, ...reassessed, kontakt: 20210310 },
        { ...rutiner, sværhedsgrad: 2, ...reassessed, kontakt: 20210310 },
        { ...mad, sværhedsgrad: 2, ...reassessed, kontakt: 20210310 },
        { ...husligt, sværhedsgrad: 2, ...reassessed, kontakt: 20210310 },
        { ...gå, sværhedsgrad: 2, ...reassessed, kontakt: 20210310 },
        { ...bevæge, sværhedsgrad: 2, ...reassessed, kontakt: 20210310 },
        { ...muskel, sværhedsgrad: 2, ...reassessed, kontakt: 20210310 },
      ],
      planlagt: [
        { ...hygiejne, ...ended },
        { ...aktiviteter, links: ['J2.1'], ...open },
        { ...madservice, ...open },
        { ...rengøring, ...open },
        { ...mobilitet, ...ended },
        {
          indsatsId: '7c22ac66-f42b-476e-8d54-0607ea06f9bf',
          kode: 'H2.5',
          tekst: 'RH Personlig hygiejne',
          tilstand: 'J1.3',
          links: ['J1.3'],
          ...begun,
        },
        {
          indsatsId: '5eb9f137-bd44-481a-95b0-18dacdb4c757',
          kode: 'H2.2',
          tekst: 'RH Hverdagens aktiviteter',
          tilstand: 'J2.3',
          links: ['J2.3'],
          ...begun,
        },
        {
          indsatsId: 'e353b5b7-5e03-4142-bb74-e49015d95c50',
          kode: 'H2.4',
          tekst: 'RH Mobilitet',
          tilstand: 'J3.2',
          links: ['J3.2', 'J3.7', 'J3.8'],
          ...begun,
        },
      ],
      leveret: [],
    },
  ],
}
