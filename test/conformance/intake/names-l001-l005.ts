import type { Table } from './family.js'
import { oneCase } from './ky-files.js'

const rejected = { bytes: oneCase, state: 'rejected' } as const
const loaded = { bytes: oneCase, state: 'loaded', counts: [1, 1, 0, 0] } as const

export const names: Table = {
  title: 'a file name',
  cases: [
    { name: 'of letters only fits no pattern', file: 'Ydelser fra marts.zip', code: 'L001', ...rejected },
    {
      name: 'with a type that is neither F nor D',
      file: 'KY_0101_2022-10_001_X.zip',
      code: 'L001',
      ...rejected,
    },
    { name: 'with a small type', file: 'KY_0147_2022-10_001_f.zip', code: 'L001', ...rejected },
    {
      name: 'with an ending that nobody reads',
      file: 'KY_0151_2022-10_001_F.txt',
      code: 'L001',
      ...rejected,
    },
    { name: 'without an ending', file: 'KY_0153_2022-10_001_F', code: 'L001', ...rejected },
    { name: 'with a kommune of three digits', file: 'KY_751_2022-10_001_F.zip', code: 'L001', ...rejected },
    { name: 'with a løbenr of one digit', file: 'KY_0155_2022-10_1_F.zip', code: 'L001', ...rejected },
    { name: 'with a løbenr of four digits', file: 'KY_0157_2022-10_0001_F.zip', code: 'L001', ...rejected },
    {
      name: 'with løbenr 000, though they count from 001',
      file: 'KY_0159_2022-10_000_F.zip',
      code: 'L001',
      ...rejected,
    },
    { name: 'without a løbenr', file: 'KY_0161_2022-10_F.zip', code: 'L001', ...rejected },
    { name: 'with full-width digits', file: 'KY_０751_2022-10_001_F.zip', code: 'L001', ...rejected },
    {
      name: 'with a Kilde that nobody knows',
      file: 'XX_0163_2022-10_001_F.zip',
      code: 'L002',
      facts: { found: 'XX' },
      ...rejected,
    },
    { name: 'with a Kilde in small letters', file: 'ky_0165_2022-10_001_F.zip', code: 'L002', ...rejected },
    {
      name: 'with a kommune that is none',
      file: 'KY_0999_2022-10_001_F.zip',
      code: 'L003',
      facts: { found: '0999' },
      ...rejected,
    },
    {
      name: 'with a kommune that ended in 2006',
      file: 'KY_0189_2022-10_001_F.zip',
      code: 'L003',
      ...rejected,
    },
    {
      name: 'with Christiansø, which is nobody’s recipient',
      file: 'KY_0411_2022-10_001_F.zip',
      code: 'L003',
      ...rejected,
    },
    {
      name: 'with the whole country for a Kilde of kommuner',
      file: 'KY_0000_2022-10_001_F.zip',
      code: 'L003',
      ...rejected,
    },
    {
      name: 'with a kommune for a Kilde of the whole country',
      file: 'FSIIIKoder_0751_2022-10_001_F.json',
      code: 'L003',
      ...rejected,
      bytes: '{"resourceType":"CodeSystem","url":"urn:oid:1.2.208.176.2.21","version":"1","concept":[]}',
      sender: 'KOMBIT',
    },
    { name: 'with a thirteenth month', file: 'KY_0167_2022-13_001_F.zip', code: 'L004', ...rejected },
    { name: 'with month 00', file: 'KY_0169_2022-00_001_F.zip', code: 'L004', ...rejected },
    {
      name: 'with 29 February of a common year',
      file: 'KY_0173_2022-02-29_001_F.zip',
      code: 'L004',
      ...rejected,
    },
    { name: 'with 31 June', file: 'KY_0175_2022-06-31_001_F.zip', code: 'L004', ...rejected },
    { name: 'of the month after the next', file: 'KY_0183_2023-01_001_F.zip', code: 'L004', ...rejected },
    {
      name: 'of the first day after the next month',
      file: 'KY_0185_2023-01-01_001_F.zip',
      code: 'L004',
      ...rejected,
    },
    { name: 'of the next month', file: 'KY_0187_2022-12_001_F.zip', ...loaded },
    { name: 'of the last day of the next month', file: 'KY_0190_2022-12-31_001_F.zip', ...loaded },
    { name: 'of 29 February of a leap year', file: 'KY_0201_2020-02-29_001_F.zip', ...loaded },
    { name: 'with the greatest løbenr', file: 'KY_0210_2022-10_999_F.zip', ...loaded },
    {
      name: 'that ends in the name of a system of the kommune',
      file: 'KY_0217_2022-10_001_F_TEA.zip',
      ...loaded,
    },
  ],
}

export const namesAtMidnight: Table = {
  title: 'a file name that comes half an hour after Danish midnight of 1 December',
  cases: [
    {
      name: 'of January is of the next month, though it is November in UTC',
      file: 'KY_0751_2023-01_001_F.zip',
      ...loaded,
    },
    { name: 'of February is too far ahead', file: 'KY_0147_2023-02_001_F.zip', code: 'L004', ...rejected },
  ],
  now: '2022-11-30T23:30:00Z',
}
