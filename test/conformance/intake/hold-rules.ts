import { kyZip, sager, ydelser } from './ky-files.js'

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)
/** So many good lines of KYSag. */
export const cases = (from: number, to: number): string =>
  range(from, to)
    .map((nr) => `S${nr};32.18.04;0101570001;;;;2022-01-10\n`)
    .join('')
/** The same, all of which fail. */
export const fails = (from: number, to: number): string =>
  range(from, to)
    .map((nr) => `S${nr};32.18.04;0101570001;;;;2022-02-30\n`)
    .join('')
const broken = (from: number, to: number): string =>
  range(from, to)
    .map((nr) => `S${nr}\n`)
    .join('')
const benefits = (from: number, to: number, day = '2022-01-10'): string =>
  ydelser(
    range(from, to)
      .map((nr) => `Y${nr};S1;Art;Type;${day};\n`)
      .join(''),
  )
/** A delivery of these lines of KYSag. */
export const of = (lines: string): Buffer => kyZip({ 'KYSag.csv': sager(lines) })

interface Two {
  readonly name: string
  readonly kommune: string
  readonly first: Buffer
  readonly second: Buffer
  readonly held: boolean
}
interface One {
  readonly name: string
  readonly kommune: string
  readonly bytes: Buffer
  readonly held: boolean
  readonly counts: readonly [number, number, number, number]
}

/** Full deliveries that would end rows of the one before. */
export const ENDING: readonly Two[] = [
  {
    name: 'exactly 20 of 100 rows is loaded',
    kommune: '0101',
    first: of(cases(1, 100)),
    second: of(cases(21, 100)),
    held: false,
  },
  {
    name: '21 of 100 rows is held',
    kommune: '0147',
    first: of(cases(1, 100)),
    second: of(cases(22, 100)),
    held: true,
  },
  {
    name: 'exactly 10 %, 30 of 300, is loaded',
    kommune: '0151',
    first: of(cases(1, 300)),
    second: of(cases(31, 300)),
    held: false,
  },
  {
    name: '31 of 300 is held',
    kommune: '0153',
    first: of(cases(1, 300)),
    second: of(cases(32, 300)),
    held: true,
  },
  {
    name: 'exactly 10 %, 21 of 210, is loaded',
    kommune: '0155',
    first: of(cases(1, 210)),
    second: of(cases(22, 210)),
    held: false,
  },
  {
    name: '21 of 209 is held',
    kommune: '0157',
    first: of(cases(1, 209)),
    second: of(cases(22, 209)),
    held: true,
  },
  { name: 'all of 20 rows is loaded', kommune: '0159', first: of(cases(1, 20)), second: of(''), held: false },
  { name: 'all of 21 rows is held', kommune: '0161', first: of(cases(1, 21)), second: of(''), held: true },
  {
    name: '21 of 100 rows and brings a hundred new ones is held',
    kommune: '0163',
    first: of(cases(1, 100)),
    second: of(cases(22, 200)),
    held: true,
  },
  {
    name: '20 rows, while ten more are in quarantine, is loaded: those count as present',
    kommune: '0167',
    first: of(cases(1, 100)),
    second: of(fails(1, 10) + cases(31, 100)),
    held: false,
  },
  {
    name: '21 of 30 rows in one contract is held whole',
    kommune: '0169',
    first: kyZip({ 'KYSag.csv': sager(cases(1, 100)), 'KYYdelse.csv': benefits(1, 30) }),
    second: kyZip({ 'KYSag.csv': sager(cases(1, 101)), 'KYYdelse.csv': benefits(22, 30) }),
    held: true,
  },
  {
    name: '15 rows in each of two contracts is loaded: they are judged one by one',
    kommune: '0173',
    first: kyZip({ 'KYSag.csv': sager(cases(1, 30)), 'KYYdelse.csv': benefits(1, 30) }),
    second: kyZip({ 'KYSag.csv': sager(cases(16, 30)), 'KYYdelse.csv': benefits(16, 30) }),
    held: false,
  },
]

/** Deliveries in which rows fail. */
export const FAILING: readonly One[] = [
  {
    name: 'exactly 20 of 20 rows fail is loaded',
    kommune: '0201',
    bytes: of(fails(1, 20)),
    held: false,
    counts: [20, 0, 20, 0],
  },
  {
    name: 'all of 21 rows fail is held',
    kommune: '0210',
    bytes: of(fails(1, 21)),
    held: true,
    counts: [21, 0, 21, 0],
  },
  {
    name: '21 of 420 rows fail, exactly 5 %, is loaded',
    kommune: '0217',
    bytes: of(fails(1, 21) + cases(22, 420)),
    held: false,
    counts: [420, 399, 21, 0],
  },
  {
    name: '21 of 419 rows fail is held',
    kommune: '0219',
    bytes: of(fails(1, 21) + cases(22, 419)),
    held: true,
    counts: [419, 398, 21, 0],
  },
  {
    name: '50 of 1,000 rows fail, exactly 5 %, is loaded',
    kommune: '0223',
    bytes: of(fails(1, 50) + cases(51, 1000)),
    held: false,
    counts: [1000, 950, 50, 0],
  },
  {
    name: '51 of 1,000 rows fail is held',
    kommune: '0230',
    bytes: of(fails(1, 51) + cases(52, 1000)),
    held: true,
    counts: [1000, 949, 51, 0],
  },
  {
    name: '21 of 100 lines are broken is held',
    kommune: '0240',
    bytes: of(broken(1, 21) + cases(22, 100)),
    held: true,
    counts: [100, 79, 21, 0],
  },
  {
    name: '11 of 100 lines are broken and 10 rows fail is held',
    kommune: '0250',
    bytes: of(broken(1, 11) + fails(12, 21) + cases(22, 100)),
    held: true,
    counts: [100, 79, 21, 0],
  },
  {
    name: '15 rows fail in each of two contracts is loaded: they are judged one by one',
    kommune: '0253',
    bytes: kyZip({
      'KYSag.csv': sager(fails(1, 15) + cases(16, 40)),
      'KYYdelse.csv': benefits(1, 15, '2022-02-30'),
    }),
    held: false,
    counts: [55, 25, 30, 0],
  },
]
