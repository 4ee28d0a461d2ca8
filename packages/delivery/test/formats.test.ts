import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { dsaTable } from '@flis/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Manifest, verifyPackage } from '../src/index.js'
import { contentSha256 } from '../src/skema.js'
import { jsonText } from '../src/structure.js'
import { writeZip } from '../src/write-zip.js'
import { rejectionOf } from './failing.js'
import { type Member, manifestIn, membersOf } from './open-package.js'
import { boerneydelse, openWorld, recordLoad, TestSag, type World } from './package-world.js'

let world: World
let csv: readonly Member[]
let excel: readonly Member[]
let dsa: readonly Member[]
const pathOf = (kind: string, nr: number): string =>
  join(world.root, `outbox/0751/MAANED/FLIS_Boerneydelse_0751_2022-10_${kind}_00${nr}.zip`)

/** SagIds that a text file must not spoil, and that a spreadsheet must not run. */
const AWKWARD = ['', '=1+1', '+x', '-y', '@z', '\tt', '\rr', 'a;b', 'a"b', 'a\nb', ' c ', 'æøå', 'NULL']

beforeAll(async () => {
  world = await openWorld({ sager: [] })
  const values = AWKWARD.map(
    (sag, nth) =>
      `('${sag}', null, date '2022-10-01', timestamptz '2022-10-01 00:30:00+02', ${nth}.50, '0751', 'NC',
        20221031001, 99991231999, 'NC:TS_0751', ${nth + 2})`,
  )
  await world.session.run(`insert into ${dsaTable(TestSag)} values ${values.join(', ')}`)
  await recordLoad(world.session, '0751', 'NC:TS_0751', '20221031001')
  const run = (nr: number, settings: object) =>
    world.run({ run: nr, kommuner: ['0751'], kinds: ['DM', 'DSA'], settings: { ...settings } })
  await run(1, { format: 'csv' })
  await run(2, { format: 'parquet', areas: { Børneydelse: { format: 'csv-excel' } } })
  csv = await membersOf(pathOf('DM', 1))
  excel = await membersOf(pathOf('DM', 2))
  dsa = await membersOf(pathOf('DSA', 1))
})
afterAll(() => world.close())

const textOf = (members: readonly Member[], name: string): string =>
  members.find((each) => each.name === name)?.bytes.toString('utf8') ?? ''

/** The same package with other bytes in a table, and a manifest to fit. */
const forged = async (name: string, change: (text: string) => string): Promise<string> => {
  const manifest = JSON.parse(csv[0]?.bytes.toString('utf8') ?? '') as Manifest
  const bytes = Buffer.from(change(textOf(csv, name)))
  const files = manifest.files.map((each) =>
    each.name === name
      ? { ...each, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
      : each,
  )
  const fitting = {
    ...manifest,
    files,
    contentSha256: contentSha256(files, manifest.skema.structureSha256),
  }
  const stored = join(world.root, 'forged.csv')
  await writeFile(stored, bytes)
  const target = join(world.root, 'forged.zip')
  await writeZip(
    target,
    csv.map((each) => {
      if (each.name === 'manifest.json') return { name: each.name, from: Buffer.from(jsonText(fitting)) }
      return each.name === name ? { name, from: stored, packed: true } : { name: each.name, from: each.bytes }
    }),
  )
  return target
}

describe('a csv package', () => {
  it('is UTF-8 with a header, semicolons and RFC 4180 quoting, NULL apart from the empty text', () => {
    const lines = textOf(csv, 'FactSager.csv')
    expect(lines.split('\n')[0]).toBe('DimKommune;DimTid;DimPerson;DimIntern;SagId;Oprettet;Beløb')
    const row = (sag: string, amount: string): string =>
      `751;20221001;-1;1;${sag};2022-09-30T22:30:00.000000Z;${amount}\n`
    for (const [nth, sag] of [
      [0, '""'],
      [1, '=1+1'],
      [6, '"\rr"'],
      [7, '"a;b"'],
      [8, '"a""b"'],
      [9, '"a\nb"'],
      [10, ' c '],
      [11, 'æøå'],
      [12, 'NULL'],
    ] as const)
      expect(lines).toContain(row(sag, `${nth}.50`))
    expect(textOf(csv, 'DimTid.csv').split('\n')[1]).toBe('-1;;;;;Ukendt;;;Ukendt;')
    expect(textOf(dsa, 'TestSag.csv')).toContain('=1+1;;2022-10-01;')
  })

  it('passes its own check, rows and sums read from the text', async () => {
    const { manifest } = await verifyPackage(pathOf('DM', 1))
    expect(manifest.format).toBe('csv')
    expect(manifest.files.find((each) => each.table === 'FactSager')).toMatchObject({
      name: 'FactSager.csv',
      rows: AWKWARD.length,
      totals: { Beløb: '84.50' },
    })
    expect((await verifyPackage(pathOf('DSA', 1))).manifest.format).toBe('csv')
  })

  it.each<readonly [string, (text: string) => string, object]>([
    [
      'a row less',
      (text) => text.replace(/\n751;[^\n]*æøå[^\n]*/, ''),
      { detail: 'rows', expected: '13', found: '12' },
    ],
    ['another amount', (text) => text.replace('11.50', '11.51'), { detail: 'sum of Beløb', found: '84.51' }],
    ['another header', (text) => text.replace('Beløb', 'Beloeb'), { detail: 'columns' }],
    [
      'a column too few',
      (text) => text.replace(/;11\.50/, ''),
      { detail: 'not a csv file of these columns' },
    ],
    [
      'a value that a cast would forgive',
      (text) => text.replace('751;20221001;-1;1;æøå', '751;20221001.4;-1;1;æøå'),
      { column: 'DimTid', detail: 'a value that is not of its type' },
    ],
    [
      'a date that is none',
      (text) => text.replaceAll('2022-09-30T22:30:00.000000Z', '2022-09-31T22:30:00.000000Z'),
      { column: 'Oprettet' },
    ],
  ])('names P001 for %s', async (_, change, facts) => {
    const path = await forged('FactSager.csv', change)
    expect(await rejectionOf(() => verifyPackage(path))).toMatchObject({
      code: 'P001',
      facts: { file: 'forged.zip/FactSager.csv', ...facts },
    })
  })
})

describe('a csv-excel package', () => {
  it('has keys as text, and an apostrophe before what a spreadsheet would run', () => {
    const text = textOf(excel, 'FactSager.csv')
    const row = (sag: string, amount: string): string =>
      `"751";"20221001";"'-1";"1";${sag};2022-09-30T22:30:00.000000Z;${amount}\n`
    for (const [nth, sag] of [
      [0, '""'],
      [1, `"'=1+1"`],
      [2, `"'+x"`],
      [3, `"'-y"`],
      [4, `"'@z"`],
      [5, `"'\tt"`],
      [6, `"'\rr"`],
      [7, '"a;b"'],
      [10, '" c "'],
    ] as const)
      expect(text).toContain(row(sag, `${nth}.50`))
  })

  it('leaves numbers and days as they are, says that keys are text, and passes its own check', async () => {
    expect(textOf(excel, 'DimTid.csv').split('\n')[2]).toBe(
      '"20221001";2022-10-01;2022;4;10;oktober;39;2022;lørdag;0',
    )
    const { manifest } = await verifyPackage(pathOf('DM', 2))
    const [first] = manifest.files.find((each) => each.table === 'FactSager')?.columns ?? []
    expect(first).toMatchObject({ name: 'DimKommune', type: 'VARCHAR' })
  })

  it('holds no scripts for databases', () => {
    expect(excel.map((each) => each.name).filter((each) => each.startsWith('ddl/'))).toEqual([])
    expect(csv.map((each) => each.name).filter((each) => each.startsWith('ddl/'))).toEqual([
      'ddl/postgresql.sql',
      'ddl/postgresql-counts.sql',
      'ddl/sqlserver.sql',
      'ddl/sqlserver-counts.sql',
    ])
  })
})

describe('the format of a package', () => {
  it('follows the kommune’s own setting before the area’s, and the area’s before the warehouse’s', async () => {
    const formats: string[] = []
    for (const [nth, settings] of [
      { format: 'csv' },
      { format: 'csv', areas: { Børneydelse: { format: 'csv-excel' } } },
      { format: 'csv', areas: { Børneydelse: { format: 'csv-excel' } }, formats: { '0751': 'parquet' } },
    ].entries()) {
      const run = await world.run({ run: 10 + nth, kommuner: ['0751'], settings, month: '2022-11' })
      formats.push(...run.packages.map((each) => `${each.nr} ${each.format}`))
    }
    expect(formats).toEqual(['1 csv', '2 csv-excel', '3 parquet'])
  })

  it('is told as a change of the skema', async () => {
    const skema = JSON.parse(excel[1]?.bytes.toString('utf8') ?? '')
    expect(skema.changes).toMatchObject({
      since: 'FLIS_Boerneydelse_0751_2022-10_DM_001',
      removed: [],
      added: [],
    })
    expect(skema.changes.changed).toEqual(
      expect.arrayContaining([
        { what: 'format', from: 'csv', to: 'csv-excel' },
        { table: 'FactSager', column: 'DimTid', what: 'type', from: 'INTEGER', to: 'VARCHAR' },
      ]),
    )
    expect((await manifestIn(pathOf('DM', 2))).area).toBe(boerneydelse.name)
  })
})
