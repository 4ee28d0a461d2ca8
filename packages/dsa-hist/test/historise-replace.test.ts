import { contract, dataomraade, field, kilde } from '@flis/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LandedWarehouse, landedWarehouse } from './landed.js'

const shared = { kilde: 'T', mode: 'full', keyScope: 'global', unit: ['Hvem'] } as const
const Person = contract('Person', {
  ...shared,
  fields: { Hvem: field.key.text(), Alder: field.integer().optional() },
})
const Bolig = contract('Bolig', {
  ...shared,
  fields: { Hvem: field.key.text(), Nr: field.key.integer(), Vej: field.text() },
  replaces: { by: 'Hvem', presentIn: 'Person' },
})
const area = dataomraade('T', {
  kilder: [kilde('T', { types: ['F', 'D'] })],
  contracts: [Bolig, Person],
  models: [],
})

let w: LandedWarehouse
beforeEach(async () => {
  w = await landedWarehouse(area)
})
afterEach(() => w.close())

const split = (words: string): readonly string[] => words.split(' ').filter((each) => each !== '')

/** Persons `p` or `p=age`, homes `p1=road`. */
const land = (type: 'F' | 'D', periode: string, persons: string, homes: string, kommune = '0751') =>
  w.land({
    contract: Person,
    kommune,
    periode,
    type,
    rows: split(persons).map((word) => {
      const [Hvem = '', Alder = null] = word.split('=')
      return { Hvem, Alder }
    }),
    beside: [
      {
        contract: Bolig,
        rows: split(homes).map((word) => {
          const [key = '', Vej = ''] = word.split('=')
          return { Hvem: key.slice(0, 1), Nr: key.slice(1), Vej }
        }),
      },
    ],
  })

const bring = async (...of: Parameters<typeof land>): Promise<void> => {
  await land(...of)
  await w.historise()
}

const NOW = 99991231999n
const homes = async (): Promise<readonly string[]> =>
  (
    await w.session.rows(
      `select Hvem, Nr, Vej, _fra // 1000 % 100 as fra, _til // 1000 % 100 as til, _til
       from dsa_hist."Bolig" order by _kommune, Hvem, Nr, _fra, _til`,
    )
  ).map(
    (row) =>
      `${String(row.Hvem)}${String(row.Nr)}=${String(row.Vej)} ${String(row.fra)}–${row._til === NOW ? '' : String(row.til)}`,
  )
const persons = async (): Promise<readonly string[]> =>
  (await w.session.rows(`select Hvem, Alder from dsa_hist."Person" where _til = ${NOW} order by all`)).map(
    (row) => `${String(row.Hvem)} ${String(row.Alder)}`,
  )
const leftOut = () =>
  w.session.rows(
    `select periode, contract, count, examples::varchar as examples
     from ops.quality where test = 'række uden person' order by all`,
  )

describe('a delta', () => {
  it('replaces the rows of the persons present, and leaves all others', async () => {
    await bring('F', '2022-10-01', 'p=1 q=2 r', 'p1=A p2=B q1=C')
    await bring('D', '2022-10-02', 'p=9 s', 'p2=B p3=D s1=E')
    expect(await homes()).toEqual(['p1=A 1–2', 'p2=B 1–', 'p3=D 2–', 'q1=C 1–', 's1=E 2–'])
    expect(await persons()).toEqual(['p 9', 'q 2', 'r null', 's null'])
  })

  it('can be the first delivery of all; rows of persons it does not hold are left out and told of', async () => {
    await bring('D', '2022-10-02', 'p=1 q=x', 'p1=A q1=B r1=C')
    expect(await homes()).toEqual(['p1=A 2–'])
    expect(await leftOut()).toEqual([
      {
        periode: '2022-10-02',
        contract: 'Bolig',
        count: 2n,
        examples: "['(NC:T_0751_2022-10-02_001_D.zip, 3)', '(NC:T_0751_2022-10-02_001_D.zip, 4)']",
      },
    ])
  })

  it('that only says what is known changes no row and no unit', async () => {
    await bring('F', '2022-10-01', 'p q', 'p1=A q1=C')
    await w.session.run('delete from ops.changes')
    await bring('D', '2022-10-02', 'p', 'p1=A')
    expect(await homes()).toEqual(['p1=A 1–', 'q1=C 1–'])
    expect(await w.session.rows('select * from ops.changes')).toEqual([])
  })

  it('writes down that it was one', async () => {
    await bring('F', '2022-10-01', 'p', '')
    await bring('D', '2022-10-02', 'p', '')
    expect(
      await w.session.rows('select distinct contract, type, extract_time from ops.loads order by all'),
    ).toEqual([
      { contract: 'Bolig', type: 'D', extract_time: 20221002001n },
      { contract: 'Bolig', type: 'F', extract_time: 20221001001n },
      { contract: 'Person', type: 'D', extract_time: 20221002001n },
      { contract: 'Person', type: 'F', extract_time: 20221001001n },
    ])
  })

  it('has the last word on what a full delivery had ended, until it is taken back', async () => {
    await bring('F', '2022-10-01', 'p', 'p1=A p2=B')
    await bring('F', '2022-10-02', 'p', 'p1=A')
    await bring('D', '2022-10-03', 'p', 'p1=A')
    // The empty stretch says that the delta replaced it; there is one, however often deltas follow.
    expect(await homes()).toEqual(['p1=A 1–', 'p2=B 1–2', 'p2=B 3–3'])
    await bring('D', '2022-10-04', 'p', 'p1=A')
    expect(await homes()).toEqual(['p1=A 1–', 'p2=B 1–2', 'p2=B 3–3'])
    await w.session.run(`update ops.deliveries set state = 'withdrawn' where type = 'D'`)
    await w.historise()
    expect(await homes()).toEqual(['p1=A 1–', 'p2=B 1–2'])
  })

  it('that comes late takes its place between full deliveries', async () => {
    await bring('F', '2022-10-01', 'p q', 'p1=A q1=C')
    await bring('F', '2022-10-03', 'p q', 'p1=A p2=B q1=C')
    await bring('D', '2022-10-02', 'p', 'p2=B')
    expect(await homes()).toEqual(['p1=A 1–2', 'p1=A 3–', 'p2=B 2–', 'q1=C 1–'])
  })

  it('goes side by side with a full delivery of another kommune, also where both hold a key', async () => {
    await land('F', '2022-10-01', 'p', 'p1=A')
    await land('F', '2022-10-01', 'p', 'p1=B', '0461')
    await w.historise()
    await land('D', '2022-10-02', 'p', 'p2=C')
    await land('F', '2022-10-02', 'p', 'p1=D', '0461')
    await w.historise()
    expect(await homes()).toEqual(['p1=B 1–2', 'p1=D 2–', 'p1=A 1–2', 'p2=C 2–'])
  })

  it('may end as much as it likes, where a full delivery is held (L060)', async () => {
    const many = Array.from({ length: 100 }, (_, i) => `p${i}=A`)
    await bring('F', '2022-10-01', 'p q', many.join(' '))
    await bring('F', '2022-10-02', 'p q', many.slice(30).join(' '))
    await bring('D', '2022-10-03', 'p', '')
    expect(await w.session.rows('select type, state, code from ops.deliveries order by id')).toEqual([
      { type: 'F', state: 'loaded', code: null },
      { type: 'F', state: 'held', code: 'L060' },
      { type: 'D', state: 'loaded', code: null },
    ])
    expect((await homes()).filter((each) => each.endsWith('–'))).toEqual([])
  })

  it('of which too many rows fail is held (L061)', async () => {
    await bring('F', '2022-10-01', 'p', 'p1=A')
    await bring('D', '2022-10-02', 'p', Array.from({ length: 21 }, (_, i) => `px${i}=A`).join(' '))
    expect(await w.session.rows('select state, code from ops.deliveries order by id')).toEqual([
      { state: 'loaded', code: null },
      { state: 'held', code: 'L061' },
    ])
    expect(await homes()).toEqual(['p1=A 1–'])
    expect(await leftOut()).toEqual([])
  })
})

describe('a person in quarantine', () => {
  it('keeps all rows as they were, in a full delivery and in a delta', async () => {
    await bring('F', '2022-10-01', 'p=1 q=1', 'p1=A p2=B q1=C')
    await bring('F', '2022-10-02', 'p=x q=2', 'p1=D p3=E q1=F')
    await bring('D', '2022-10-03', 'p=x', 'p1=G')
    expect(await homes()).toEqual(['p1=A 1–', 'p2=B 1–', 'q1=C 1–2', 'q1=F 2–'])
    expect(await persons()).toEqual(['p 1', 'q 2'])
    expect((await leftOut()).map(({ periode, count }) => [periode, count])).toEqual([
      ['2022-10-02', 2n],
      ['2022-10-03', 1n],
    ])
  })

  it('is known all the same when a good row stands beside the broken one', async () => {
    await bring('F', '2022-10-01', 'p=1', 'p1=A')
    await bring('F', '2022-10-02', 'p=x p=2', 'p1=B')
    expect(await homes()).toEqual(['p1=A 1–2', 'p1=B 2–'])
    expect(await persons()).toEqual(['p 2'])
  })

  it('in a first full delivery brings nothing', async () => {
    await bring('F', '2022-10-01', 'p=x q', 'p1=A q1=B')
    expect(await homes()).toEqual(['q1=B 1–'])
  })

  it('frees the finding when its delivery is taken back', async () => {
    await bring('F', '2022-10-01', 'p=x', 'p1=A')
    expect(await leftOut()).toHaveLength(1)
    await w.session.run(`update ops.deliveries set state = 'withdrawn'`)
    await w.historise()
    expect(await leftOut()).toEqual([])
    expect(await homes()).toEqual([])
  })
})
