import type { Case, Table } from './family.js'
import { kyFiles, kyZip, oneCase, sager } from './ky-files.js'
import { zip, zipOf } from './zip-bytes.js'

const rejected = { state: 'rejected' } as const
const line = 'S1;32.18.04;0101570001;;;;2022-01-10\n'
const one = sager(line)
const without = (name: string): Buffer =>
  zipOf(Object.fromEntries(Object.entries(kyFiles({ 'KYSag.csv': one })).filter(([file]) => file !== name)))
const sag = (content: string | Buffer): Buffer => kyZip({ 'KYSag.csv': content })
/** Two lines of KYSag, the second with these bytes as KleNummer. */
const bytesInLine3 = (hex: string): Buffer =>
  sag(
    Buffer.concat([
      Buffer.from(`${one}S2;`),
      Buffer.from(hex, 'hex'),
      Buffer.from(';0101570001;;;;2022-01-10\n'),
    ]),
  )

const codes = (json: string) => ({ bytes: json, sender: 'KOMBIT' })

const CASES: readonly Case[] = [
  { name: 'a zip of no file', file: 'KY_0101_2022-07_001_F.zip', bytes: zip([]), code: 'L040', ...rejected },
  {
    name: 'a zip without KYSag.csv',
    file: 'KY_0147_2022-07_001_F.zip',
    bytes: without('KYSag.csv'),
    code: 'L040',
    facts: { expected: 'KYSag.csv' },
    ...rejected,
  },
  {
    name: 'a zip without KYSagTilstand.csv',
    file: 'KY_0151_2022-07_001_F.zip',
    bytes: without('KYSagTilstand.csv'),
    code: 'L040',
    facts: { expected: 'KYSagTilstand.csv' },
    ...rejected,
  },
  {
    name: 'a zip without KYYdelse.csv',
    file: 'KY_0155_2022-07_001_F.zip',
    bytes: without('KYYdelse.csv'),
    code: 'L040',
    facts: { expected: 'KYYdelse.csv' },
    ...rejected,
  },
  {
    name: 'a zip whose file is written kysag.csv',
    file: 'KY_0159_2022-07_001_F.zip',
    bytes: zipOf({ ...kyFiles({}), 'KYSag.csv': '', 'kysag.csv': one }),
    code: 'L041',
    ...rejected,
  },
  {
    name: 'a zip whose files lie in a folder',
    file: 'KY_0161_2022-07_001_F.zip',
    bytes: zipOf(
      Object.fromEntries(Object.entries(kyFiles({})).map(([name, content]) => [`ky/${name}`, content])),
    ),
    code: 'L040',
    ...rejected,
  },
  {
    name: 'a bare csv of a Kilde with several files',
    file: 'KY_0163_2022-07_001_F.csv',
    bytes: one,
    code: 'L040',
    ...rejected,
  },
  {
    name: 'a file of no byte',
    file: 'KY_0165_2022-07_001_F.zip',
    bytes: sag(''),
    code: 'L041',
    facts: { file: 'KYSag.csv' },
    ...rejected,
  },
  {
    name: 'a file of a byte-order mark only',
    file: 'KY_0270_2022-07_001_F.zip',
    bytes: sag('\uFEFF'),
    code: 'L041',
    ...rejected,
  },
  {
    name: 'a header without a required column',
    file: 'KY_0167_2022-07_001_F.zip',
    bytes: sag('SagId;YdelsesmodtagerCpr;OprettetDato\nS1;0101570001;2022-01-10\n'),
    code: 'L041',
    facts: { file: 'KYSag.csv', columns: ['KleNummer'] },
    ...rejected,
  },
  {
    name: 'a header without the key',
    file: 'KY_0169_2022-07_001_F.zip',
    bytes: sag(one.replace('SagId;', '')),
    code: 'L041',
    facts: { columns: ['SagId'] },
    ...rejected,
  },
  {
    name: 'a header with a required column in small letters',
    file: 'KY_0173_2022-07_001_F.zip',
    bytes: sag(one.replace('SagId', 'sagid')),
    code: 'L041',
    facts: { columns: ['SagId'] },
    ...rejected,
  },
  {
    name: 'a header with a space before a required column',
    file: 'KY_0175_2022-07_001_F.zip',
    bytes: sag(one.replace('KleNummer', ' KleNummer')),
    code: 'L041',
    facts: { columns: ['KleNummer'] },
    ...rejected,
  },
  {
    name: 'a header with a required column twice',
    file: 'KY_0183_2022-07_001_F.zip',
    bytes: sag(one.replace('KleNummer', 'SagId;KleNummer')),
    code: 'L041',
    facts: { column: 'SagId' },
    ...rejected,
  },
  {
    name: 'a header with an optional column twice',
    file: 'KY_0185_2022-07_001_F.zip',
    bytes: sag(one.replace('OrganisationId', 'SagsbehandlerId')),
    code: 'L041',
    facts: { column: 'SagsbehandlerId' },
    ...rejected,
  },
  {
    name: 'a header with an unknown column twice',
    file: 'KY_0187_2022-07_001_F.zip',
    bytes: sag(one.replace('OrganisationId', 'X').replace('SagsbehandlerId', 'X')),
    code: 'L041',
    facts: { file: 'KYSag.csv', line: 1, column: 'no. 6' },
    ...rejected,
  },
  {
    name: 'a header with commas',
    file: 'KY_0190_2022-07_001_F.zip',
    bytes: sag(one.replaceAll(';', ',')),
    code: 'L041',
    ...rejected,
  },
  {
    name: 'a header whose quote is not closed',
    file: 'KY_0201_2022-07_001_F.zip',
    bytes: sag(one.replace('SagId', '"SagId')),
    code: 'L041',
    ...rejected,
  },
  {
    name: 'a byte of ISO-8859-1',
    file: 'KY_0210_2022-07_001_F.zip',
    bytes: bytesInLine3('e5'),
    code: 'L042',
    facts: { file: 'KYSag.csv', line: 3 },
    ...rejected,
  },
  {
    name: 'a UTF-8 sequence that ends early',
    file: 'KY_0217_2022-07_001_F.zip',
    bytes: bytesInLine3('e282'),
    code: 'L042',
    facts: { file: 'KYSag.csv', line: 3 },
    ...rejected,
  },
  {
    name: 'an overlong UTF-8 sequence',
    file: 'KY_0219_2022-07_001_F.zip',
    bytes: bytesInLine3('c080'),
    code: 'L042',
    facts: { line: 3 },
    ...rejected,
  },
  {
    name: 'half a surrogate pair',
    file: 'KY_0223_2022-07_001_F.zip',
    bytes: bytesInLine3('eda080'),
    code: 'L042',
    facts: { line: 3 },
    ...rejected,
  },
  {
    name: 'a character above the last of Unicode',
    file: 'KY_0230_2022-07_001_F.zip',
    bytes: bytesInLine3('f4908080'),
    code: 'L042',
    facts: { line: 3 },
    ...rejected,
  },
  {
    name: 'a NUL byte',
    file: 'KY_0240_2022-07_001_F.zip',
    bytes: bytesInLine3('00'),
    code: 'L042',
    facts: { file: 'KYSag.csv', line: 3 },
    ...rejected,
  },
  {
    name: 'a NUL byte within quotes',
    file: 'KY_0250_2022-07_001_F.zip',
    bytes: bytesInLine3('22610022'),
    code: 'L042',
    facts: { line: 3 },
    ...rejected,
  },
  {
    name: 'a NUL byte in the header',
    file: 'KY_0253_2022-07_001_F.zip',
    bytes: sag(one.replace('SagId', 'Sag\0Id')),
    code: 'L042',
    facts: { line: 1 },
    ...rejected,
  },
  {
    name: 'a NUL byte in the last line, which has no end',
    file: 'KY_0259_2022-07_001_F.zip',
    bytes: sag(`${one}S2;32.18.04;0101570001;;;;2022-01-10\0`),
    code: 'L042',
    facts: { line: 3 },
    ...rejected,
  },
  {
    name: 'a file of UTF-16',
    file: 'KY_0260_2022-07_001_F.zip',
    bytes: sag(Buffer.from(`\uFEFF${one}`, 'utf16le')),
    code: 'L042',
    ...rejected,
  },
  {
    name: 'a broken byte in the second of two files',
    file: 'KY_0265_2022-07_001_F.zip',
    bytes: kyZip({ 'KYSag.csv': one, 'KYYdelse.csv': Buffer.from('596464656c73654964ff0a', 'hex') }),
    code: 'L042',
    facts: { file: 'KYYdelse.csv', line: 1 },
    ...rejected,
  },
  {
    name: 'a code system that ends in the middle',
    file: 'FSIIIKoder_0000_2022-09_001_F.json',
    ...codes('{"resourceType":"CodeSystem","concept":[{"code":"J1"'),
    code: 'L043',
    ...rejected,
  },
  {
    name: 'a code system that is no JSON',
    file: 'FSIIIKoder_0000_2022-09_002_F.json',
    ...codes('<CodeSystem/>'),
    code: 'L043',
    ...rejected,
  },
  {
    name: 'a code system with something after its end',
    file: 'FSIIIKoder_0000_2022-09_003_F.json',
    ...codes('{"resourceType":"CodeSystem","url":"urn:oid:1.2.208.176.2.21","concept":[]}}'),
    code: 'L043',
    ...rejected,
  },
  {
    name: 'a Bundle delivered alone that ends in the middle',
    file: 'FSIII_0751_2022-10_001_D.json',
    bytes: '{"resourceType":"Bundle","entry":[',
    sender: 'Trifork',
    code: 'L043',
    ...rejected,
  },
  {
    name: 'and all of it as it should be',
    file: 'KY_0269_2022-07_001_F.zip',
    bytes: oneCase,
    state: 'loaded',
    counts: [1, 1, 0, 0],
  },
]

export const content: Table = { title: 'content that cannot be read:', cases: CASES }
