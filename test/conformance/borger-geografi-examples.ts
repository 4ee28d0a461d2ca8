// Typed rows: addresses and the district chosen. Source: Borger, "DimGeografi and skoledistrikt".

export type Distrikt = readonly [nr: string, start: string, slut: string, adresseId?: string, husnr?: string]

export interface GeografiExample {
  readonly name: string
  /** What LIFA holds of the example's road: in April, and in June (the same where it is left out). */
  readonly april: readonly Distrikt[]
  readonly juni?: readonly Distrikt[]
  /** House numbers at which somebody lives. */
  readonly bor?: readonly string[]
  /** House number, district (null: Ukendt), klassetrin. */
  readonly expected: readonly (readonly [husnr: string, distrikt: string | null, klassetrin: number | null])[]
}

const one = (
  name: string,
  april: readonly Distrikt[],
  distrikt: string | null,
  klassetrin: number | null,
): GeografiExample => ({ name, april, expected: [['001', distrikt, klassetrin]] })

export const geografiExamples: readonly GeografiExample[] = [
  one(
    'the school of most grades',
    [
      ['102', '10', '10'],
      ['101', '0', '9'],
      ['103', '7', '9'],
    ],
    '101',
    10,
  ),
  one(
    'seven grades against four',
    [
      ['201', '0', '6'],
      ['202', '7', '10'],
    ],
    '201',
    7,
  ),
  one(
    'of equal ones the lowest first grade',
    [
      ['301', '5', '9'],
      ['302', '0', '4'],
    ],
    '302',
    5,
  ),
  one(
    'then the lowest number',
    [
      ['402', '0', '9'],
      ['401', '0', '9'],
    ],
    '401',
    10,
  ),
  one(
    'the lowest number as text',
    [
      ['9', '0', '9'],
      ['10', '0', '9'],
    ],
    '10',
    10,
  ),
  one(
    'labels of grades',
    [
      ['502', '7. klasse', '9. klasse'],
      ['501', 'Børnehaveklasse', '6. klasse'],
    ],
    '501',
    7,
  ),
  one(
    'labels beside numbers',
    [
      ['1', '0. klasse', '10. klasse'],
      ['2', '0', '9'],
    ],
    '1',
    11,
  ),
  one(
    'over all rows of the address, whatever their AdresseId',
    [
      ['1', '7', '9', 'a'],
      ['2', '0', '6', 'b'],
      ['3', '10', '10', 'c'],
    ],
    '2',
    7,
  ),
  one(
    'a grade outside 0..10, or not understood, does not count',
    [
      ['1', '0', '11'],
      ['2', 'første', '9'],
      ['3', '4', '6'],
      ['4', '0', '9. Klasse'],
    ],
    '3',
    3,
  ),
  one(
    'an end before its start does not count',
    [
      ['1', '9', '0'],
      ['2', '4', '4'],
    ],
    '2',
    1,
  ),
  {
    name: 'a district that LIFA no longer holds is no longer chosen',
    april: [
      ['1', '0', '9'],
      ['2', '0', '6'],
    ],
    juni: [['2', '0', '6']],
    expected: [['001', '2', 7]],
  },
  {
    name: 'an address that LIFA no longer holds is none, but for who lives there',
    april: [
      ['1', '0', '9', 'a', '1'],
      ['1', '0', '9', 'b', '2'],
    ],
    juni: [],
    bor: ['2'],
    expected: [['002', null, null]],
  },
  {
    name: 'a district that comes later is chosen',
    april: [['2', '0', '6']],
    juni: [
      ['2', '0', '6'],
      ['1', '0', '9'],
    ],
    expected: [['001', '1', 10]],
  },
  {
    name: 'a row of LIFA that is refused later stays as it was',
    april: [
      ['1', '0', '9'],
      ['2', '0', '8'],
    ],
    juni: [
      ['1', '0', '12'],
      ['2', '0', '8'],
    ],
    expected: [['001', '1', 10]],
  },
  {
    name: 'house numbers are three digits and a letter',
    april: [
      ['1', '0', '9', 'a', '12a'],
      ['2', '0', '6', 'b', '012A'],
      ['3', '0', '5', 'c', '12'],
      ['4', '0', '4', 'd', '7B'],
    ],
    bor: ['012', '12A', '123', '7b', '7', '0012 a', '12-14', '1234'],
    expected: [
      ['007', null, null],
      ['007B', '4', 5],
      ['012', '3', 6],
      ['012A', '1', 10],
      ['12-14', null, null],
      ['123', null, null],
      ['1234', null, null],
    ],
  },
  {
    name: 'somebody lives where LIFA knows nothing',
    april: [],
    bor: ['9'],
    expected: [['009', null, null]],
  },
]
