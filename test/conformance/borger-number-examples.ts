// Typed rows: which number is a citizen. Source: Borger, "DimBorger".

import type { BorgerExample } from './borger-told.js'

const blev = (GaeldendePersonnummer: string | null, StatusDato = '2020-01-01') => ({
  Status: '60',
  StatusDato,
  GaeldendePersonnummer,
})
const HERE = [['2010-01-01', null, '0751']] as const
const HOME = { bopæl: 751 } as const

const chains: readonly BorgerExample[] = [
  {
    name: 'a number that has changed is no citizen: the current one is, with the residences of both',
    held: [
      {
        personer: { A: { ...blev('B'), Navn: 'Ane Før' }, B: { Navn: 'Ane' } },
        bopæl: { A: [['2010-01-01', '2020-01-01', '0751']], B: [['2020-01-01', null, '0730']] },
      },
    ],
    borger: { A: null, B: { navn: 'Ane', status: '01', bopæl: 730 } },
    folketal: {
      B: [
        ['2012-07', '2019-12', 751],
        ['2020-01', '2022-06', 730],
      ],
    },
    bevægelser: {
      B: [
        ['2020-01-01', 'Fraflyttet', 751, 730],
        ['2020-01-01', 'Tilflyttet', 730, 751],
      ],
    },
  },
  {
    name: 'a chain of three numbers ends in one citizen',
    held: [{ personer: { A: blev('B'), B: blev('C'), C: {} }, bopæl: { A: HERE } }],
    borger: { A: null, B: null, C: HOME },
  },
  {
    name: 'a loop of numbers is one citizen: the number given up last',
    held: [
      { personer: { A: blev('B', '2020-01-02'), B: blev('C', '2020-01-01'), C: blev('A', '2019-01-01') } },
    ],
    borger: { A: { status: '60' }, B: null, C: null },
  },
  {
    name: 'of a loop given up on one day the highest number',
    held: [{ personer: { A: blev('B'), B: blev('A') }, bopæl: { A: HERE } }],
    borger: { A: null, B: { status: '60', bopæl: -1 } },
    folketal: { B: [['2012-07', '2019-12', 751]] },
  },
  {
    name: 'a chain that leads into a loop belongs to the loop',
    held: [{ personer: { A: blev('B', '2022-01-01'), B: blev('C'), C: blev('B', '2020-02-01') } }],
    borger: { A: null, B: null, C: { status: '60' } },
  },
  {
    name: 'a number that has become itself is a loop of one',
    held: [{ personer: { A: blev('A') } }],
    borger: { A: { status: '60' } },
  },
  {
    name: 'a chain that ends in an unknown number: the last known number is the citizen',
    held: [{ personer: { A: blev('B'), B: blev('X') }, bopæl: { A: HERE } }],
    borger: { A: null, B: { status: '60', bopæl: -1 }, X: null },
    folketal: { B: [['2012-07', '2019-12', 751]] },
  },
  {
    name: 'a changed number that names no other is the last known one',
    held: [{ personer: { A: blev(null) } }],
    borger: { A: { status: '60' } },
  },
  {
    name: 'a chain to an annulled or a deleted number is nobody',
    held: [
      {
        personer: { A: blev('B'), B: { Status: '30' }, C: blev('D'), D: { Status: '50' } },
        bopæl: { A: HERE, B: HERE, C: HERE, D: HERE },
      },
    ],
    borger: { A: null, B: null, C: null, D: null },
  },
  {
    name: 'a deleted double number leads nowhere, whatever it names',
    held: [
      {
        personer: { A: { Status: '50', GaeldendePersonnummer: 'B' }, B: {} },
        bopæl: { A: HERE },
      },
    ],
    borger: { A: null, B: { bopæl: -1 } },
    folketal: { B: [] },
  },
  {
    name: 'only a number of status 60 is followed',
    held: [{ personer: { A: { GaeldendePersonnummer: 'B' }, B: {} }, bopæl: { A: HERE } }],
    borger: { A: HOME, B: { bopæl: -1 } },
  },
  {
    name: 'a number that changes in a later delta re-keys the citizen',
    held: [
      { personer: { A: {}, B: { Status: '70', StatusDato: '2000-01-01' } }, bopæl: { A: HERE } },
      { from: '2022-05', personer: { A: blev('B', '2022-05-10'), B: {} }, bopæl: { A: HERE } },
    ],
    borger: { A: null, B: { status: '01', bopæl: 751 } },
    folketal: { B: [['2012-07', '2022-06', 751]] },
  },
]

const replacements: readonly BorgerExample[] = [
  {
    name: 'a replacement number is a citizen of its kommune',
    held: [{ personer: { a: {} }, bopæl: { a: HERE } }],
    borger: { '0751 a': HOME, a: null },
    folketal: { '0751 a': [['2012-07', '2022-06', 751]] },
  },
  {
    name: 'a replacement number in two kommuner is two citizens, each with its own residences',
    held: [
      {
        personer: { a: {} },
        bopæl: {
          a: [
            ['2010-01-01', '2020-01-01', '0751'],
            ['2020-01-01', null, '0730'],
          ],
        },
      },
    ],
    borger: { '0751 a': { bopæl: -1 }, '0730 a': { bopæl: 730 } },
    folketal: { '0751 a': [['2012-07', '2019-12', 751]], '0730 a': [['2020-01', '2022-06', 730]] },
    bevægelser: { '0751 a': [], '0730 a': [['2020-01-01', 'Indvandret', 730]] },
  },
  {
    name: 'a kommune that pays or acts for a replacement number knows it too',
    held: [
      {
        personer: { a: {} },
        bopæl: { a: HERE },
        forhold: { a: [['betaling', '0101', '2022-01-01', null]] },
      },
    ],
    borger: { '0751 a': { bopæl: 751, betaling: -1 }, '0101 a': { bopæl: -1, betaling: 101 } },
  },
  {
    name: 'a replacement number without any kommune is nobody’s',
    held: [{ personer: { a: {} } }],
    borger: { '0000 a': { bopæl: -1 } },
  },
  {
    name: 'a replacement number that has become an ordinary one leads to that citizen',
    held: [
      {
        personer: { a: blev('A'), A: {} },
        bopæl: { a: [['2010-01-01', '2020-01-01', '0751']], A: [['2020-01-01', null, '0751']] },
      },
    ],
    borger: { '0751 a': null, A: HOME },
    folketal: { A: [['2012-07', '2022-06', 751]] },
    bevægelser: { A: [] },
  },
]

export const numberExamples: readonly BorgerExample[] = [...chains, ...replacements]
