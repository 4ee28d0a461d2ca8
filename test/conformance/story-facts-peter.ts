// Peter Olsen (Nursing.md), typed by hand: what stands at the end of February 2021 after each report. Where story and
// report differ the report counts; it says so here.

import type { StoryFacts, StoryLeveretRow } from './story-facts.js'

const neverAssessed = { udførelse: null, betydning: null, vurderet: -1 } as const

const respiration = {
  tilstandId: 'a881788d-1b27-46e3-8b76-607bc49876fd',
  kode: 'I7.1',
  tekst: 'Respirationsproblemer',
  gruppeTekst: 'Respiration og cirkulation',
  område: 'sygepleje',
  fra: 20210210,
  sværhedsgrad: null,
  ...neverAssessed,
} as const

const bevægelse = {
  tilstandId: 'ad506910-9030-4ddb-b8ce-7bb6a69d808e',
  kode: 'I2.1',
  tekst: 'Problemer med mobilitet og bevægelse',
  gruppeTekst: 'Bevægeapparat',
  område: 'sygepleje',
  sværhedsgrad: null,
  ...neverAssessed,
} as const

const gå = {
  tilstandId: '39869f95-3b5f-4cbf-9af9-79d1344791f6',
  kode: 'J3.8',
  tekst: 'Gå',
  gruppeTekst: 'Mobilitet',
  område: 'hjemmepleje',
  fra: 20210215,
  til: -1,
  sværhedsgrad: 1,
  opfølgning: null,
  opfulgt: -1,
  // Planned for April: later than the run month.
  kontakt: 20210406,
} as const

// The story ends it on the 14th; the report of the 12th says inactive already.
const respirationEnded = { ...respiration, til: 20210212 } as const

// Two follow-ups of 12 February: the one that the later report brought is the latest. That report names no contact more.
const respirationClosed = {
  ...respirationEnded,
  opfølgning: 'E3',
  opfulgt: 20210212,
  kontakt: -1,
} as const

const bevægelseChanged = {
  ...bevægelse,
  fra: 20210210,
  til: -1,
  opfølgning: 'E2',
  opfulgt: 20210214,
} as const

// Its recorded date is sent as 15 February in the fifth report.
const bevægelseClosed = {
  ...bevægelse,
  fra: 20210215,
  til: 20210217,
  opfølgning: 'E3',
  opfulgt: 20210217,
  kontakt: -1,
} as const

const behandling = {
  indsatsId: 'f99b219d-8b70-4423-a32f-d7e97d553305',
  kode: 'G1.29',
  tekst: 'Respirationsbehandling',
  tilstand: 'I2.1',
  links: ['I2.1'],
  fra: 20210210,
  til: -1,
  løbetid: 1,
  dage: 18,
} as const

// Report 5 sends the code of Respiratorbehandling, though the story goes on with Respirationsbehandling.
const behandlingEnded = {
  ...behandling,
  kode: 'G1.30',
  tekst: 'Respiratorbehandling',
  til: 20210217,
  dage: 7,
} as const

// Completed without an end in a report of 15 February, three days before its start: it ends as it starts.
const vedligehold = {
  indsatsId: '36ac2e9c-cbe4-4f2d-978e-7cccaf6750c2',
  kode: 'H6.1',
  tekst: 'Vedligehold af færdigheder',
  tilstand: 'J3.8',
  links: ['J3.8'],
  fra: 20210218,
  til: 20210218,
  løbetid: 1,
  dage: 0,
} as const

// 13:00Z is 14:00 in Denmark.
const leveret: readonly StoryLeveretRow[] = [
  {
    indsatsId: 'a3062931-5443-4c2f-b1af-7426c23cd362',
    kode: 'G1.41',
    tekst: 'Undersøgelser og måling af værdier',
    tilstand: 'I7.1',
    dag: 20210210,
    klokkeslæt: 1400,
  },
  {
    indsatsId: 'ac3d11f3-666e-4b66-b3d3-deb9b7d8dba9',
    kode: 'G1.47',
    tekst: 'Supplerende udredning',
    tilstand: 'I7.1',
    dag: 20210210,
    klokkeslæt: 1400,
  },
]

export const peterFacts: StoryFacts = {
  name: 'Peter Olsen',
  personnummer: '0101570001',
  foedselsdato: '1957-01-01',
  alder: 64,
  stages: [
    {
      report: 'PeterOlsen-1.json',
      tilstande: [
        { ...respiration, til: -1, opfølgning: null, opfulgt: -1, kontakt: 20210212 },
        { ...bevægelse, fra: 20210210, til: -1, opfølgning: null, opfulgt: -1, kontakt: 20210212 },
      ],
      planlagt: [behandling],
      leveret,
    },
    {
      report: 'PeterOlsen-2.json',
      tilstande: [
        { ...respirationEnded, opfølgning: 'E1', opfulgt: 20210212, kontakt: 20210214 },
        { ...bevægelse, fra: 20210210, til: -1, opfølgning: 'E1', opfulgt: 20210212, kontakt: 20210214 },
      ],
      planlagt: [behandling],
      leveret,
    },
    {
      report: 'PeterOlsen-3.json',
      tilstande: [respirationClosed, { ...bevægelseChanged, kontakt: 20210215 }],
      planlagt: [behandling],
      leveret,
    },
    {
      report: 'PeterOlsen-4.json',
      tilstande: [respirationClosed, { ...bevægelseChanged, kontakt: 20210217 }, { ...gå, ...neverAssessed }],
      planlagt: [behandling, vedligehold],
      leveret,
    },
    {
      report: 'PeterOlsen-5.json',
      tilstande: [respirationClosed, bevægelseClosed, { ...gå, ...neverAssessed }],
      planlagt: [behandlingEnded, vedligehold],
      leveret,
    },
    {
      report: 'PeterOlsen-6.json',
      // He tells of both on one occasion, dated the August before.
      tilstande: [
        respirationClosed,
        bevægelseClosed,
        { ...gå, udførelse: 'C1', betydning: 'D1', vurderet: 20200821 },
      ],
      planlagt: [behandlingEnded, vedligehold],
      leveret,
    },
  ],
}
