import { deflateRawSync } from 'node:zlib'
import type { Case, Table } from './family.js'
import { kyFiles, oneCase, sager } from './ky-files.js'
import { type Member, zip } from './zip-bytes.js'

const line = 'S1;32.18.04;0101570001;;;;2022-01-10\n'
const files = Object.entries(kyFiles({ 'KYSag.csv': sager(line) }))
const good: readonly Member[] = files.map(([name, content]) => ({ name, content }))
/** The good delivery, in which something is different about KYSag.csv. */
const sagWith = (lie: Partial<Member>): Buffer =>
  zip(good.map((each) => (each.name === 'KYSag.csv' ? { ...each, ...lie } : each)))
/** The good delivery and one member more. */
const and = (more: Partial<Member>): Buffer =>
  zip([...good, { name: 'mere.txt', content: 'mere\n', ...more }])

const cut = (from: number, to: number): Buffer =>
  Buffer.concat([oneCase.subarray(0, from), oneCase.subarray(to)])
const spaces = ' '.repeat(1_048_576)
const rejected = { state: 'rejected' } as const

const CASES: readonly Case[] = [
  {
    name: 'text in place of a zip',
    file: 'KY_0101_2022-08_001_F.zip',
    bytes: 'SagId;KleNummer\nS1;32.18.04\n',
    code: 'L030',
    ...rejected,
  },
  { name: 'an empty file', file: 'KY_0147_2022-08_001_F.zip', bytes: '', code: 'L030', ...rejected },
  {
    name: 'a zip that ends in the middle',
    file: 'KY_0151_2022-08_001_F.zip',
    bytes: oneCase.subarray(0, 400),
    code: 'L030',
    ...rejected,
  },
  {
    name: 'a zip without its directory',
    file: 'KY_0153_2022-08_001_F.zip',
    bytes: oneCase.subarray(0, oneCase.indexOf('PK\x01\x02')),
    code: 'L030',
    ...rejected,
  },
  {
    name: 'a zip from whose middle bytes are gone',
    file: 'KY_0155_2022-08_001_F.zip',
    bytes: cut(60, 90),
    code: 'L030',
    ...rejected,
  },
  {
    name: 'a member with a wrong check sum',
    file: 'KY_0157_2022-08_001_F.zip',
    bytes: sagWith({ crc: 0xdeadbeef }),
    code: 'L030',
    ...rejected,
  },
  {
    name: 'a stored member with a wrong check sum',
    file: 'KY_0159_2022-08_001_F.zip',
    bytes: sagWith({ method: 0, crc: 1 }),
    code: 'L030',
    ...rejected,
  },
  {
    name: 'a member that claims to be longer than it is',
    file: 'KY_0161_2022-08_001_F.zip',
    bytes: sagWith({ size: 100_000 }),
    code: 'L030',
    ...rejected,
  },
  {
    name: 'a member that claims to be shorter than it is',
    file: 'KY_0163_2022-08_001_F.zip',
    bytes: sagWith({ size: 10 }),
    code: 'L030',
    ...rejected,
  },
  {
    name: 'a member whose packed bytes are none',
    file: 'KY_0165_2022-08_001_F.zip',
    bytes: sagWith({ packed: Buffer.from('ffffffffffffffff', 'hex') }),
    code: 'L030',
    ...rejected,
  },
  {
    name: 'a member whose packed bytes end early',
    file: 'KY_0167_2022-08_001_F.zip',
    bytes: sagWith({ packed: deflateRawSync(Buffer.from(sager(line))).subarray(0, 40) }),
    code: 'L030',
    ...rejected,
  },
  {
    name: 'a member packed by a method of which we know nothing',
    file: 'KY_0169_2022-08_001_F.zip',
    bytes: sagWith({ method: 14, packed: Buffer.from('5d000080', 'hex') }),
    code: 'L030',
    ...rejected,
  },
  {
    name: 'a member marked as encrypted',
    file: 'KY_0173_2022-08_001_F.zip',
    bytes: sagWith({ flags: 1 }),
    code: 'L031',
    ...rejected,
  },
  {
    name: 'an encrypted member that no contract asks for',
    file: 'KY_0175_2022-08_001_F.zip',
    bytes: and({ flags: 1 }),
    code: 'L031',
    ...rejected,
  },
  {
    name: 'a member encrypted by AES',
    file: 'KY_0183_2022-08_001_F.zip',
    bytes: sagWith({ flags: 1, method: 99, packed: Buffer.alloc(60, 7) }),
    code: 'L031',
    ...rejected,
  },
  {
    name: 'a member one folder up',
    file: 'KY_0185_2022-08_001_F.zip',
    bytes: and({ name: '../mere.csv' }),
    code: 'L032',
    ...rejected,
  },
  {
    name: 'a member that goes up within its path',
    file: 'KY_0187_2022-08_001_F.zip',
    bytes: and({ name: 'a/../../mere.csv' }),
    code: 'L032',
    ...rejected,
  },
  {
    name: 'a member with an absolute name',
    file: 'KY_0190_2022-08_001_F.zip',
    bytes: and({ name: '/tmp/flis-mere.csv' }),
    code: 'L032',
    ...rejected,
  },
  {
    name: 'a member with a drive',
    file: 'KY_0201_2022-08_001_F.zip',
    bytes: and({ name: 'C:\\mere.csv' }),
    code: 'L032',
    ...rejected,
  },
  {
    name: 'a member with a backslash',
    file: 'KY_0210_2022-08_001_F.zip',
    bytes: and({ name: 'mappe\\mere.csv' }),
    code: 'L032',
    ...rejected,
  },
  {
    name: 'a member with a NUL in its name',
    file: 'KY_0217_2022-08_001_F.zip',
    bytes: and({ name: 'mere.csv\0.txt' }),
    code: 'L032',
    ...rejected,
  },
  {
    name: 'a member that is a link',
    file: 'KY_0219_2022-08_001_F.zip',
    bytes: and({ mode: 0o120777, content: '/etc/passwd' }),
    code: 'L032',
    ...rejected,
  },
  {
    name: 'a contract’s file that is a link',
    file: 'KY_0223_2022-08_001_F.zip',
    bytes: sagWith({ mode: 0o120777, content: '../KYSag.csv' }),
    code: 'L032',
    ...rejected,
  },
  {
    name: 'two members of one name',
    file: 'KY_0230_2022-08_001_F.zip',
    bytes: zip([...good, { name: 'KYSag.csv', content: sager(line) }]),
    code: 'L032',
    ...rejected,
  },
  {
    name: 'two unknown members of one name',
    file: 'KY_0240_2022-08_001_F.zip',
    bytes: zip([...good, { name: 'x.txt', content: '1' }, { name: 'x.txt', content: '2' }]),
    code: 'L032',
    ...rejected,
  },
  {
    name: 'a member that unpacks to a thousand times its size',
    file: 'KY_0250_2022-08_001_F.zip',
    bytes: and({ content: spaces }),
    code: 'L033',
    ...rejected,
  },
  {
    name: 'a contract’s file that unpacks to a thousand times its size',
    file: 'KY_0253_2022-08_001_F.zip',
    bytes: sagWith({ content: sager(`S1;${spaces};0101570001;;;;2022-01-10\n`) }),
    code: 'L033',
    ...rejected,
  },
  {
    name: 'a zip in which a member is stored',
    file: 'KY_0259_2022-08_001_F.zip',
    bytes: sagWith({ method: 0 }),
    state: 'loaded',
    counts: [1, 1, 0, 0],
  },
  {
    name: 'a zip whose writer did not know the sizes beforehand',
    file: 'KY_0265_2022-08_001_F.zip',
    bytes: zip(good.map((each) => ({ ...each, streamed: true }))),
    state: 'loaded',
    counts: [1, 1, 0, 0],
  },
  {
    name: 'a zip with a folder of its own in it',
    file: 'KY_0269_2022-08_001_F.zip',
    bytes: zip([...good, { name: 'mappe/', content: '', method: 0, mode: 0o040755 }]),
    state: 'loaded',
    counts: [1, 1, 0, 0],
  },
  {
    name: 'a zip with what a Macintosh adds',
    file: 'KY_0270_2022-08_001_F.zip',
    bytes: zip([...good, { name: '__MACOSX/._KYSag.csv', content: 'x' }]),
    state: 'loaded',
    counts: [1, 1, 0, 0],
    findings: [['ukendt fil', '']],
  },
  {
    name: 'a zip with a comment',
    file: 'KY_0260_2022-08_001_F.zip',
    bytes: zip(good, 'sendt fra ydelsessystemet'),
    state: 'loaded',
    counts: [1, 1, 0, 0],
  },
]

export const zips: Table = { title: 'a zip', cases: CASES }

/** Where the settings allow 8,000 bytes. */
export const largeZips: Table = {
  title: 'a zip that is larger than what the settings allow',
  cases: [
    {
      name: 'as a whole',
      file: 'KY_0101_2022-08_001_F.zip',
      bytes: sagWith({ content: sager(line.repeat(210)) }),
      code: 'L033',
      ...rejected,
    },
    {
      name: 'by what it claims',
      file: 'KY_0147_2022-08_001_F.zip',
      bytes: and({ method: 0, size: 9000 }),
      code: 'L033',
      ...rejected,
    },
    {
      name: 'and one that is not',
      file: 'KY_0151_2022-08_001_F.zip',
      bytes: oneCase,
      state: 'loaded',
      counts: [1, 1, 0, 0],
    },
  ],
}
