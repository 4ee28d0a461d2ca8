// Typed rows: what a citizen is at the run date, and what deliveries that lack or replace it do. Source: Borger, "DimBorger".

import type { BorgerExample } from './borger-told.js'

const blev = (GaeldendePersonnummer: string | null, StatusDato = '2020-01-01') => ({
  Status: '60',
  StatusDato,
  GaeldendePersonnummer,
})
const HERE = [['2010-01-01', null, '0751']] as const
const HOME = { bopæl: 751 } as const

/** One person with an open residence and the status given. */
const withStatus = (Status: string, bopæl: number): BorgerExample => ({
  name: `status ${Status} ${bopæl === -1 ? 'has no residence' : 'has its residence'} at the run date`,
  held: [{ personer: { A: { Status, StatusDato: '2021-07-01' } }, bopæl: { A: HERE } }],
  borger: { A: { status: Status, bopæl, geografi: bopæl === -1 ? null : '0751 0010 001' } },
  folketal: { A: [['2012-07', bopæl === -1 ? '2021-06' : '2022-06', 751]] },
})

const livingUntil = (fra: string, til: string | null, bopæl: number): BorgerExample => ({
  name: `a residence [${fra}, ${til ?? 'open'}) at 30 June`,
  held: [{ personer: { A: {} }, bopæl: { A: [[fra, til, '0751']] } }],
  borger: { A: { bopæl } },
})

const protection = (fra: string | null, til: string | null, erBeskyttet: 0 | 1): BorgerExample => ({
  name: `protection from ${fra} to ${til}`,
  held: [{ personer: { A: { BeskyttelseFra: fra, BeskyttelseTil: til } } }],
  borger: { A: { erBeskyttet } },
})

const paying = (
  name: string,
  forhold: readonly (readonly ['betaling' | 'handle', string, string, string | null])[],
  betaling: number,
  handle: number,
): BorgerExample => ({
  name,
  held: [{ personer: { A: {} }, forhold: { A: forhold } }],
  borger: { A: { betaling, handle, bopæl: -1 } },
})

const attributes: readonly BorgerExample[] = [
  {
    name: 'columns are as delivered; parents and spouse make no rows, and keep the numbers given',
    held: [
      {
        personer: {
          A: {
            Navn: 'Bo; "B"',
            Koen: 'M',
            Civilstand: 'G',
            Foedselsdato: '1960-02-29',
            FoedelandKode: '5120',
            MorPersonnummer: 'M',
            FarPersonnummer: 'F',
            AegtefaellePersonnummer: 'G',
          },
          M: { ...blev('N') },
          N: {},
        },
      },
    ],
    borger: {
      A: {
        navn: 'Bo; "B"',
        køn: 'M',
        civilstand: 'G',
        født: '1960-02-29',
        fødeland: '5120',
        statsborgerskab: '5100',
        mor: 'M',
        far: 'F',
        ægtefælle: 'G',
      },
      M: null,
      F: null,
      G: null,
      N: { status: '01' },
    },
  },
  ...['01', '03'].map((status) => withStatus(status, 751)),
  ...['05', '07', '20', '70', '80', '90'].map((status) => withStatus(status, -1)),
  livingUntil('2010-01-01', '2022-06-30', -1),
  livingUntil('2010-01-01', '2022-07-01', 751),
  livingUntil('2022-06-30', null, 751),
  livingUntil('2022-07-01', null, -1),
  livingUntil('2022-06-30', '2022-06-30', -1),
  {
    name: 'of several residences on a day the one that began last counts, wherever it stands in the file',
    held: [
      {
        personer: { A: {}, B: {} },
        bopæl: {
          A: [
            ['2010-01-01', null, '0751'],
            ['2015-01-01', null, '0730'],
          ],
          B: [
            ['2015-01-01', null, '0730'],
            ['2010-01-01', null, '0751'],
          ],
        },
      },
    ],
    borger: { A: { bopæl: 730 }, B: { bopæl: 730 } },
  },
  {
    name: 'of residences that began on one day the current number’s counts',
    held: [
      {
        personer: { A: {}, B: blev('A') },
        bopæl: { A: [['2010-01-01', null, '0751']], B: [['2010-01-01', null, '0730']] },
      },
    ],
    borger: { A: HOME },
  },
  {
    name: 'of older numbers’ residences that began on one day the one still held, then that of the later extract',
    held: [
      {
        personer: { A: {}, B: blev('A'), C: blev('A'), D: {}, E: blev('D'), F: blev('D') },
        bopæl: {
          B: [['2010-01-01', null, '0751']],
          C: [['2010-01-01', '2030-01-01', '0730']],
          E: [['2010-01-01', null, '0461']],
          F: [['2010-01-01', null, '0751']],
        },
      },
      {
        from: '2022-04',
        personer: { A: {}, B: blev('A'), C: blev('A'), D: {}, E: blev('D'), F: blev('D') },
        bopæl: {
          B: [['2010-01-01', null, '0751', '0010', '2']],
          E: [['2010-01-01', null, '0461']],
          F: [['2010-01-01', null, '0730']],
        },
      },
    ],
    borger: { A: { bopæl: 751, geografi: '0751 0010 002' }, D: { bopæl: 730 } },
  },
  protection('2022-06-30', null, 1),
  protection('2022-07-01', null, 0),
  protection('2000-01-01', '2022-07-01', 1),
  protection('2000-01-01', '2022-06-30', 0),
  protection(null, null, 0),
  protection(null, '2023-01-01', 0),
  paying(
    'a kommune pays, another acts',
    [
      ['betaling', '0101', '2022-01-01', null],
      ['handle', '0461', '2022-01-01', '2022-07-01'],
    ],
    101,
    461,
  ),
  paying(
    'nobody pays on the day on which it ends',
    [['betaling', '0101', '2022-01-01', '2022-06-30']],
    -1,
    -1,
  ),
  paying('nobody acts before it begins', [['handle', '0101', '2022-07-01', null]], -1, -1),
  paying(
    'of two that pay the one that began last',
    [
      ['betaling', '0101', '2022-01-01', null],
      ['betaling', '0461', '2022-02-01', null],
    ],
    461,
    -1,
  ),
  paying(
    'of two that began to pay on one day the lowest code',
    [
      ['betaling', '0461', '2022-01-01', null],
      ['betaling', '0101', '2022-01-01', null],
      ['handle', '0851', '2022-03-01', null],
    ],
    101,
    851,
  ),
  {
    name: 'a kommune pays for the dead too',
    held: [
      {
        personer: { A: { Status: '90', StatusDato: '2022-01-01' } },
        bopæl: { A: HERE },
        forhold: { A: [['betaling', '0101', '2020-01-01', null]] },
      },
    ],
    borger: { A: { bopæl: -1, betaling: 101 } },
  },
  {
    name: 'what an older number is paid for is the citizen’s',
    held: [{ personer: { A: blev('B'), B: {} }, forhold: { A: [['handle', '0101', '2020-01-01', null]] } }],
    borger: { A: null, B: { handle: 101 } },
  },
]

const deliveries: readonly BorgerExample[] = [
  {
    name: 'a delta replaces all that a person has',
    held: [
      {
        personer: { A: {} },
        bopæl: {
          A: [
            ['2010-01-01', '2020-01-01', '0751'],
            ['2020-01-01', null, '0730'],
          ],
        },
        forhold: { A: [['handle', '0101', '2020-01-01', null]] },
      },
      { from: '2022-05', personer: { A: {} }, bopæl: { A: [['2010-01-01', null, '0461']] } },
    ],
    borger: { A: { bopæl: 461, handle: -1 } },
    folketal: { A: [['2012-07', '2022-06', 461]] },
    bevægelser: { A: [] },
  },
  {
    name: 'a person whom full deliveries no longer hold stays a citizen and counts to the month that last held it',
    held: [
      { personer: { A: {} }, bopæl: { A: HERE } },
      { from: '2022-04', personer: {} },
    ],
    borger: { A: { status: '01', bopæl: -1 } },
    folketal: { A: [['2012-07', '2022-03', 751]] },
  },
  {
    name: 'a person whom full deliveries no longer hold has no residence, though its row is delivered still',
    held: [
      { personer: { A: {} }, bopæl: { A: [['2010-01-01', '2022-09-01', '0751']] } },
      { from: '2022-04', personer: {}, bopæl: { A: [['2010-01-01', '2022-09-01', '0751']] } },
    ],
    borger: { A: { status: '01', bopæl: -1, geografi: null } },
    folketal: { A: [['2012-07', '2022-03', 751]] },
  },
  {
    name: 'an open residence that full deliveries no longer hold counts to the month that last held it, a closed one stays',
    held: [
      { personer: { A: {}, B: {} }, bopæl: { A: HERE, B: [['2010-01-01', '2022-06-15', '0751']] } },
      { from: '2022-04', personer: { A: {}, B: {} } },
    ],
    borger: { A: { bopæl: -1 }, B: { bopæl: -1 } },
    folketal: { A: [['2012-07', '2022-03', 751]], B: [['2012-07', '2022-05', 751]] },
  },
  {
    name: 'a person who comes back in a delta is as if never away',
    held: [
      { personer: { A: {} }, bopæl: { A: HERE } },
      { from: '2022-04', personer: {} },
      { from: '2022-06', personer: { A: {} }, bopæl: { A: HERE } },
    ],
    borger: { A: HOME },
    folketal: { A: [['2012-07', '2022-06', 751]] },
  },
  {
    name: 'a kommune that paid stops with the last month that told so',
    held: [
      { personer: { A: {} }, forhold: { A: [['betaling', '0101', '2020-01-01', null]] } },
      { from: '2022-04', personer: { A: {} } },
    ],
    borger: { A: { betaling: -1 } },
  },
]

export const attributeExamples: readonly BorgerExample[] = [...attributes, ...deliveries]
