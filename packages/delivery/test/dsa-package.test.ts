import { join } from 'node:path'
import {
  column,
  contract,
  dataomraade,
  dsaTable,
  dsaTableDdl,
  fact,
  field,
  kilde,
  quoteText,
  sql,
} from '@flis/core'
import { RefSorKommune } from '@flis/dm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dsaContracts, verifyPackage } from '../src/index.js'
import { rejectionOf } from './failing.js'
import { type Member, manifestIn, membersOf, query } from './open-package.js'
import { openWorld, type World } from './package-world.js'

const LAND = kilde('LAND', { scope: 'national' })
const BEGGE = kilde('BEGGE', { scope: 'both' })

const Sag = contract('Sag', {
  kilde: 'EGEN',
  mode: 'full',
  persons: ['borgere'],
  fields: {
    SagId: field.key.text({ description: 'Sagens id' }),
    Personnummer: field.cpr(),
    Beloeb: field.decimal(12, 2, { data: 'økonomi' }),
  },
  description: 'Sager',
})
const Adresse = contract('Adresse', {
  kilde: LAND,
  mode: 'full',
  keyScope: 'global',
  fields: { AdresseId: field.key.text(), KommuneKode: field.kommune() },
  owner: { column: 'KommuneKode' },
})
const Tilstand = contract('Tilstand', {
  kilde: BEGGE,
  mode: 'upsert',
  keyScope: 'global',
  persons: ['borgere'],
  fields: {
    Id: field.key.text(),
    Personnummer: field.cpr(),
    AfsenderSor: field.text(),
    KontaktIds: field.list(),
  },
  owner: { column: 'AfsenderSor', through: { contract: RefSorKommune, key: 'Sor', kommune: 'KommuneKode' } },
})
const Person = contract('Person', {
  kilde: LAND,
  mode: 'full',
  keyScope: 'global',
  persons: ['borgere'],
  fields: { Personnummer: field.key.cpr(), Navn: field.text({ data: 'kontakt' }) },
})
const Kode = contract('Kode', {
  kilde: LAND,
  mode: 'full',
  keyScope: 'global',
  fields: { Kode: field.key.text(), Tekst: field.text() },
  owner: 'everyone',
})
const FactSag = fact('FactSag', {
  grain: ['SagId'],
  exported: true,
  columns: { DimKommune: column('INTEGER', 'Kommune'), SagId: 'VARCHAR', Sor: 'VARCHAR' },
  sql: () => sql`
    select s._kommune::integer as DimKommune, s.SagId, sor.Sor
    from ${Sag} as s
    left join ${RefSorKommune} as sor on sor.Sor = s.SagId`,
})
const landet = dataomraade('Landet', {
  kilder: [LAND, BEGGE],
  contracts: [Sag, Adresse, Tilstand, Person, Kode],
  models: [FactSag],
})
/** What is kept of others is never given to others. */
const andet = dataomraade('Andet', { kilder: [LAND], contracts: [Person, Kode], models: [] })

const END = '99991231999'
const at = (kommune: string, from: string, to: string, line: number): string =>
  `${quoteText(kommune)}, 'NC', ${from}, ${to}, ${quoteText(`NC:${kommune}`)}, ${line}`
const ROWS: readonly (readonly [{ readonly name: string }, readonly string[]])[] = [
  [
    Sag,
    [
      `'a', '0101410001', 10.50, ${at('0751', '20220930001', '20221031001', 2)}`,
      `'a', '0101410001', 12.50, ${at('0751', '20221031001', END, 2)}`,
      `'b', '0101570001', 1.00, ${at('0101', '20221031001', END, 2)}`,
    ],
  ],
  [
    Adresse,
    [
      `'x', '0751', ${at('0000', '20221031001', END, 2)}`,
      `'y', '0101', ${at('0000', '20221031001', END, 3)}`,
    ],
  ],
  [
    RefSorKommune,
    [
      `'111', '0101', ${at('0000', '20220930001', '20221031001', 2)}`,
      `'111', '0751', ${at('0000', '20221031001', END, 2)}`,
      `'222', '0101', ${at('0000', '20221031001', END, 3)}`,
    ],
  ],
  [
    Tilstand,
    ['111', '222', '999'].map(
      (sor, nth) =>
        `'t${sor}', '0101900001', '${sor}', ['k;1', 'k"2'], ${at('0000', '20221031001', END, nth)}, timestamptz '2022-10-01 12:00:00+02', timestamptz '2022-10-01 12:00:00+02', 'sha'`,
    ),
  ],
  [Tilstand, [`'egen', '0101900001', '222', [], ${at('0751', '20221031001', END, 1)}, null, null, 'sha'`]],
  [Person, [`'0101410001', 'Navn', ${at('0000', '20221031001', END, 2)}`]],
  [
    Kode,
    [
      `'1', 'før', ${at('0000', '20220930001', '20221031001', 2)}`,
      `'1', 'nu', ${at('0000', '20221031001', END, 2)}`,
    ],
  ],
]

let world: World
let members: readonly Member[]
const idOf = (kommune: string, nr = 1): string => `FLIS_Landet_${kommune}_2022-10_DSA_00${nr}`
const pathOf = (kommune: string, nr = 1): string =>
  join(world.root, `outbox/${kommune}/MAANED/${idOf(kommune, nr)}.zip`)

beforeAll(async () => {
  world = await openWorld()
  for (const each of [Sag, Adresse, Tilstand, Person, Kode, RefSorKommune])
    await world.session.run(dsaTableDdl(each))
  for (const [of, rows] of ROWS)
    await world.session.run(
      `insert into ${dsaTable(of)} values ${rows.map((each) => `(${each})`).join(', ')}`,
    )
  await world.session.run(
    `insert into ops.loads (kilde, contract, kommune, kildesystem, delivery, periode, extract_time, run)
     select 'EGEN', 'Sag', k, 'NC', 'NC:' || k, '2022-10', 20221031001, 1 from (values ('0751'), ('0101')) as ks(k)`,
  )
  await world.run({ areas: [landet, andet], kinds: ['DM', 'DSA'] })
  members = await membersOf(pathOf('0751'))
})
afterAll(() => world.close())

const rowsOf = async (table: string, columns: string, of = members): Promise<readonly string[]> =>
  (
    await query(of, (file) => `select concat_ws(' ', ${columns}) as shown from ${file(`${table}.parquet`)}`)
  ).map((row) => String(row.shown))

describe('a DSA package', () => {
  it('stands beside the DM package of the same run, under its own kind', async () => {
    const made = await world.session.rows('select id from ops.packages order by id')
    expect(made.map((row) => row.id)).toEqual([
      'FLIS_Landet_0101_2022-10_DM_001',
      'FLIS_Landet_0101_2022-10_DSA_001',
      'FLIS_Landet_0751_2022-10_DM_001',
      'FLIS_Landet_0751_2022-10_DSA_001',
    ])
    expect((await verifyPackage(pathOf('0751'))).manifest).toMatchObject({
      id: idOf('0751'),
      kind: 'DSA',
      window: 'full',
      rules: [],
      leftOut: ['Person'],
    })
  })

  it('holds a file per contract, and none of those whose rows are nobody’s', () => {
    const tables = members.map((each) => each.name).filter((each) => each.endsWith('.parquet'))
    expect(tables).toEqual([
      'Adresse.parquet',
      'Kode.parquet',
      'RefSorKommune.parquet',
      'Sag.parquet',
      'Tilstand.parquet',
    ])
  })

  it('holds all versions of the kommune’s own rows, in order, with the system columns', async () => {
    expect(
      await rowsOf('Sag', 'SagId, Beloeb, _kommune, _kildesystem, _fra, _til, _leverance, _linje'),
    ).toEqual([
      'a 10.50 0751 NC 20220930001 20221031001 NC:0751 2',
      `a 12.50 0751 NC 20221031001 ${END} NC:0751 2`,
    ])
  })

  it('holds of national deliveries the rows that the contract says are the kommune’s, as things are now', async () => {
    expect(await rowsOf('Adresse', 'AdresseId')).toEqual(['x'])
    // 999 is known nowhere, 111 has moved from 0101 to 0751; a kommune’s own delivery is its own whoever sent it.
    expect(await rowsOf('Tilstand', 'Id, _kommune')).toEqual(['egen 0751', 't111 0000'])
    const other = await membersOf(pathOf('0101'))
    expect(await rowsOf('Tilstand', 'Id, _kommune', other)).toEqual(['t222 0000'])
    expect(await rowsOf('Adresse', 'AdresseId', other)).toEqual(['y'])
  })

  it('holds codes of the whole country whole, also those that only the tables read', async () => {
    expect(await rowsOf('Kode', 'Tekst')).toEqual(['før', 'nu'])
    expect(await rowsOf('RefSorKommune', 'Sor, KommuneKode')).toEqual(['111 0101', '111 0751', '222 0101'])
  })

  it('holds no row that another kommune has sent', async () => {
    const foreign: string[] = []
    for (const { name } of members.filter((each) => each.name.endsWith('.parquet')))
      foreign.push(
        ...(await rowsOf(name.replace('.parquet', ''), '_kommune')).filter(
          (each) => each !== '0751' && each !== '0000',
        ),
      )
    expect(foreign).toEqual([])
  })

  it('tells types, categories, the key of a version and the sums', async () => {
    const manifest = await manifestIn(pathOf('0751'))
    const files = manifest.files as readonly { readonly table: string; readonly totals: object }[]
    expect(files.find((each) => each.table === 'Sag')).toMatchObject({
      description: 'Sager',
      rows: 2,
      totals: { Beloeb: '23.00' },
      columns: expect.arrayContaining([
        { name: 'Personnummer', type: 'VARCHAR', description: '', data: 'CPR' },
        expect.objectContaining({ name: '_til', type: 'BIGINT', data: 'ingen' }),
      ]),
    })
    const skema = JSON.parse(members[1]?.bytes.toString('utf8') ?? '')
    expect(skema).toMatchObject({ kind: 'DSA', changes: { since: null } })
    expect(skema.tables.find((each: { name: string }) => each.name === 'Sag')).toMatchObject({
      kind: 'dsa',
      grain: [],
      versionsOf: ['_kommune', '_kildesystem', 'SagId'],
    })
    expect(skema.tables.find((each: { name: string }) => each.name === 'Tilstand')).toMatchObject({
      versionsOf: ['Id'],
    })
  })

  it('is not made again while its content is the same, and gets the next number when it changes', async () => {
    expect((await world.run({ areas: [landet], kinds: ['DSA'], run: 2 })).packages).toEqual([])
    await world.session.run(
      `insert into ${dsaTable(Kode)} values ('2', 'ny', ${at('0000', '20221130001', END, 3)})`,
    )
    const third = await world.run({ areas: [landet], kinds: ['DSA'], run: 3, kommuner: ['0751'] })
    expect(third.packages.map((each) => each.id)).toEqual([idOf('0751', 2)])
  })

  it('is made for no kommune that has codes alone, unless the settings name it', async () => {
    const none = await world.run({ areas: [landet], kinds: ['DSA'], run: 4, kommuner: ['0851'] })
    expect(none.packages).toEqual([])
    const named = await world.run({
      areas: [landet],
      kinds: ['DSA'],
      run: 5,
      kommuner: ['0851'],
      only: ['0851'],
    })
    expect(named.packages.map((each) => each.id)).toEqual([idOf('0851')])
    expect(await rowsOf('Sag', 'SagId', await membersOf(pathOf('0851')))).toEqual([])
  })

  it('is made for no area of which nothing can be cut by kommune', async () => {
    expect(dsaContracts(andet)).toMatchObject({ own: [], leftOut: ['Person'] })
    const run = await world.run({ areas: [andet], kinds: ['DSA'], run: 6, only: ['0751'] })
    expect(run.packages).toEqual([])
  })
})

describe('whose the rows of a national delivery are', () => {
  const of = (owner: Parameters<typeof contract>[1]['owner'], data: 'ingen' | 'kontakt' = 'ingen') =>
    contract('X', {
      kilde: LAND,
      mode: 'full',
      fields: { Id: field.key.text(), Kommune: field.text({ data }) },
      ...(owner === undefined ? {} : { owner }),
    })

  it.each([
    ['a column that is not there', { column: 'Findes' }, { column: 'Findes' }],
    [
      'a key that the other contract has not',
      { column: 'Kommune', through: { contract: RefSorKommune, key: 'Nr', kommune: 'KommuneKode' } },
      { column: 'Nr', expected: 'a column of RefSorKommune' },
    ],
  ])('cannot be told by %s', async (_, owner, facts) => {
    expect(await rejectionOf(() => of(owner))).toMatchObject({ code: 'M004', facts })
  })

  it('is never everyone where a column holds personal data', async () => {
    expect(of('everyone').owner).toBe('everyone')
    expect(await rejectionOf(() => of('everyone', 'kontakt'))).toMatchObject({
      code: 'M004',
      facts: { column: 'Kommune' },
    })
  })
})
