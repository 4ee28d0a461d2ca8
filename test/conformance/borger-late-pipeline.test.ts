import { DimBorger } from '@flis/dm'
import { borger, FactBorger, FactBorgerBevægelse } from '@flis/domains/borger'
import { FactTilstand, fsiii } from '@flis/domains/fsiii'
import { FactKYSager, ky } from '@flis/domains/ky'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { notAsComputed } from '../incremental/as-computed.js'
import { CITIZENS, CODES, deliveriesOf, SENDERS } from './fsiii-told.js'
import { toldExamples } from './fsiii-told-examples.js'
import { putCodes, putReports, putSenders } from './fsiii-warehouse.js'
import { sag } from './ky-example-rows.js'

const nr = (nth: number): string => `0101570${String(nth).padStart(3, '0')}`
const CROWD = 60
const [OLD, NEW] = [nr(90), nr(91)]
/** Replacement numbers: one that is somebody's still, one that has become an ordinary number. */
const [LOCAL, ONCE_LOCAL] = ['6101570001', '6201570001']

const person = (Personnummer: string, values: object = {}) => ({
  Personnummer,
  Foedselsdato: '1957-01-01',
  Koen: 'K',
  Status: '01',
  StatusDato: '2000-01-01',
  FoedelandKode: '5100',
  StatsborgerskabKode: '5100',
  ...values,
})
const home = (Personnummer: string, FraDato = '2021-01-01', TilDato: string | null = null) => ({
  Personnummer,
  FraDato,
  TilDato,
  KommuneKode: '0751',
  VejKode: '0001',
  HusNr: '1',
})
const foreign = { StatsborgerskabKode: '5172' }

/** Units that the newest layer of a table took the place of, and rows written; null where all was written anew. */
const newest = async (w: TestWarehouse, table: string): Promise<{ units: number; rows: number } | null> => {
  const [row] = await w.query(
    `with layers as (
       select layer, role, p."rows" as n
       from ops.layers l left join ops.parts p on p.sha256 = l.sha256
       where l.model = '${table}' and version = (select max(nr) from ops.versions)
     ),
     top as (select role, n from layers where layer = (select max(layer) from layers))
     select
       (select max(layer) from layers)::integer as layer,
       coalesce((select sum(n) from top where role = 'units'), 0)::integer as units,
       coalesce((select sum(n) from top where role = 'rows'), 0)::integer as "rows"`,
  )
  return row?.layer === 0 ? null : { units: Number(row?.units), rows: Number(row?.rows) }
}

const versionOf = async (w: TestWarehouse): Promise<number> =>
  Number((await w.query('select max(nr) as nr from ops.versions'))[0]?.nr)

describe('citizens who change without a row of theirs', () => {
  let w: TestWarehouse
  const member = async (nth: number) =>
    (await w.rows(DimBorger)).find((each) => each.Personnummer === nr(nth))

  beforeAll(async () => {
    w = await testWarehouse({ areas: [borger], now: '2022-11-02' })
    const crowd = Array.from({ length: CROWD }, (_, nth) => nr(100 + nth))
    await w.deliverAll('CPR 0000 2022-03 F', {
      BorgerPerson: [
        // a mother by two numbers, three children, a grandchild, and a father who is no parent of theirs
        person(nr(1), foreign),
        person(nr(2), { Status: '60', GaeldendePersonnummer: nr(1) }),
        person(nr(3), { MorPersonnummer: nr(1) }),
        person(nr(4), { MorPersonnummer: nr(2) }),
        person(nr(5), { FarPersonnummer: nr(1), MorPersonnummer: nr(99) }),
        person(nr(6), { MorPersonnummer: nr(3) }),
        person(nr(7), foreign),
        person(nr(8), { FarPersonnummer: nr(7) }),
        ...crowd.map((each) => person(each)),
      ],
      BorgerAdresse: [
        ...[1, 3, 4, 5, 6, 7, 8].map((nth) => home(nr(nth))),
        ...crowd.map((each) => home(each)),
      ],
    })
    await w.monthRun('2022-03')
  })
  afterAll(() => w.close())

  it('a mother who is naturalised changes her children, by whatever number, and nobody else', async () => {
    expect(await member(3)).toMatchObject({ HerkomstKode: 3, OprindelseslandKode: '5172' })
    await w.deliverAll('CPR 0000 2022-04 D', {
      BorgerPerson: [person(nr(1))],
      BorgerAdresse: [home(nr(1))],
    })
    await w.monthRun('2022-03')
    for (const nth of [3, 4, 5])
      expect(await member(nth)).toMatchObject({ HerkomstKode: 1, OprindelseslandKode: '5100' })
    expect(await member(6)).toMatchObject({ HerkomstKode: 1 })
    expect(await member(8)).toMatchObject({ HerkomstKode: 3, OprindelseslandKode: '5172' })
    // the mother, her older number's unit at most, three children; of each of these a row, and 15 months
    expect(await newest(w, 'DimBorger')).toEqual({ units: 4, rows: 4 })
    // the other father and his child
    expect((await w.rows(FactBorger)).filter((row) => row.HerkomstKode === 3)).toHaveLength(2 * 15)
    expect(await newest(w, 'FactBorger')).toEqual({ units: 4, rows: 4 * 15 })
    expect(await notAsComputed(w, borger, '2022-03')).toEqual({})
  })

  it('a parent who comes late, or is annulled, changes the children alone', async () => {
    await w.deliverAll('CPR 0000 2022-05 D', { BorgerPerson: [person(nr(99), foreign)] })
    await w.monthRun('2022-03')
    expect(await newest(w, 'DimBorger')).toEqual({ units: 2, rows: 2 })
    await w.deliverAll('CPR 0000 2022-06 D', { BorgerPerson: [person(nr(7), { Status: '30' })] })
    await w.monthRun('2022-03')
    expect(await member(7)).toBe(undefined)
    expect(await member(8)).toMatchObject({ HerkomstKode: 1 })
    expect(await newest(w, 'DimBorger')).toEqual({ units: 2, rows: 1 })
    expect(await notAsComputed(w, borger, '2022-03')).toEqual({})
  })

  it('what a parent has that tells nothing of origin moves no fact of a child', async () => {
    await w.deliverAll('CPR 0000 2022-07 D', {
      BorgerPerson: [person(nr(1), { Navn: 'Ny', Civilstand: 'G' })],
      BorgerAdresse: [home(nr(1))],
    })
    await w.monthRun('2022-03')
    expect(await newest(w, 'FactBorger')).toEqual({ units: 1, rows: 15 })
    expect(await notAsComputed(w, borger, '2022-03')).toEqual({})
  })
})

describe('months that pass with nothing new', () => {
  let w: TestWarehouse
  beforeAll(async () => {
    w = await testWarehouse({ areas: [borger], now: '2022-11-02' })
    const everyone = [person(nr(2), { Foedselsdato: '2022-03-20' }), person(nr(3))]
    const homes = [home(nr(1), '2021-01-01', '2022-09-01'), home(nr(2), '2022-04-05'), home(nr(3))]
    await w.deliverAll('CPR 0000 2022-03 F', {
      BorgerPerson: [person(nr(1)), ...everyone],
      BorgerAdresse: homes,
    })
    await w.deliverAll('CPR 0000 2022-04 F', { BorgerPerson: everyone, BorgerAdresse: homes })
    await w.monthRun('2022-03')
  })
  afterAll(() => w.close())

  it('take the residence from who is no longer delivered, and tell a birth once there is a residence', async () => {
    const told = async () => ({
      bopæl: (await w.rows(DimBorger)).find((each) => each.Personnummer === nr(1))?.DimKommuneBopæl,
      født: (await w.rows(FactBorgerBevægelse)).filter((row) => row.DimTid === 20220320).length,
    })
    expect(await told()).toEqual({ bopæl: 751, født: 0 })
    await w.monthRun('2022-04')
    expect(await told()).toEqual({ bopæl: -1, født: 1 })
    expect(await newest(w, 'DimBorger')).toEqual({ units: 2, rows: 2 })
    expect(await notAsComputed(w, borger, '2022-04')).toEqual({})
  })
})

describe('facts that referred to a citizen who came late', () => {
  let w: TestWarehouse
  const examples = toldExamples.slice(0, 30).map((told, nth) => [`e${nth}x`, told] as const)
  const citizenOf = async (sagId: string) => {
    const keys = new Set(
      (await w.rows(FactKYSager))
        .filter((row) => row.SagId === sagId)
        .map((row) => row.DimBorgerYdelsesmodtager),
    )
    const members = await w.rows(DimBorger)
    return members.filter((row) => keys.has(row.DimBorgerID)).map((row) => row.Personnummer)
  }
  const unknown = async () => ({
    ky: (await w.rows(FactKYSager)).filter((row) => row.DimBorgerYdelsesmodtager === -1n).length,
    fsiii: (await w.rows(FactTilstand)).filter((row) => row.DimBorger === -1n).length,
  })

  beforeAll(async () => {
    w = await testWarehouse({ areas: [borger, ky, fsiii], now: '2022-11-02' })
    for (const one of CODES) await putCodes(w, one)
    await putSenders(w, { periode: '2022-06', rows: SENDERS })
    for (const one of deliveriesOf(examples)) await putReports(w, { ...one, form: 'ndjson' })
    const cases = [CITIZENS.jens.personnummer, ...Array.from({ length: CROWD }, (_, nth) => nr(100 + nth))]
    await w.deliverAll('KY 0751 2022-06 F', {
      KYSag: [...cases, OLD, LOCAL, ONCE_LOCAL].map((YdelsesmodtagerCpr) => ({
        ...sag('2022-04-01'),
        SagId: YdelsesmodtagerCpr,
        YdelsesmodtagerCpr,
      })),
    })
    await w.deliverAll('KY 0461 2022-06 F', {
      KYSag: [LOCAL, ONCE_LOCAL].map((YdelsesmodtagerCpr) => ({
        ...sag('2022-04-01'),
        SagId: YdelsesmodtagerCpr,
        YdelsesmodtagerCpr,
      })),
    })
    const { jens, ukendt, ...known } = CITIZENS
    await w.deliverAll('CPR 0000 2022-06 F', {
      BorgerPerson: [
        ...Object.values(known).map(({ personnummer, født }) => person(personnummer, { Foedselsdato: født })),
        ...cases.slice(1).map((each) => person(each)),
        person(OLD),
        person(LOCAL),
        person(ONCE_LOCAL, { Status: '60', GaeldendePersonnummer: nr(100) }),
      ],
      BorgerAdresse: [
        home(LOCAL, '2020-01-01', '2022-05-01'),
        { ...home(LOCAL, '2022-05-01'), KommuneKode: '0730' },
        home(nr(100)),
      ],
    })
    await w.monthRun('2022-06')
  })
  afterAll(() => w.close())

  it('point to the citizen in the next run, and no other row is written', async () => {
    const before = await unknown()
    // Jens' case, and two of a kommune in which the replacement numbers are not known
    expect(before.ky).toBe(9)
    expect(before.fsiii).toBeGreaterThan(5)
    const { jens } = CITIZENS
    await w.deliverAll('CPR 0000 2022-07 D', {
      BorgerPerson: [person(jens.personnummer, { Foedselsdato: jens.født })],
    })
    await w.monthRun('2022-06')
    expect((await unknown()).ky).toBe(6)
    expect(await newest(w, 'FactKYSager')).toEqual({ units: 1, rows: 3 })
    expect(await newest(w, 'FactTilstand')).toMatchObject({ units: 1 })
    const ages = (await w.rows(FactTilstand)).filter((row) => row.DimAlder === -1).length
    expect(ages).toBe((await unknown()).fsiii)
    for (const area of [ky, fsiii, borger]) expect(await notAsComputed(w, area, '2022-06')).toEqual({})
  })

  it('a number that changes re-keys the facts of that citizen, and no others', async () => {
    expect(await citizenOf(OLD)).toEqual([OLD])
    await w.deliverAll('CPR 0000 2022-08 D', {
      BorgerPerson: [person(OLD, { Status: '60', GaeldendePersonnummer: NEW }), person(NEW)],
    })
    await w.monthRun('2022-06')
    expect(await citizenOf(OLD)).toEqual([NEW])
    expect(await newest(w, 'FactKYSager')).toEqual({ units: 1, rows: 3 })
    expect((await w.rows(DimBorger)).some((row) => row.Personnummer === OLD)).toBe(false)
    for (const area of [ky, borger]) expect(await notAsComputed(w, area, '2022-06')).toEqual({})
  })

  it('a replacement number is its own kommune’s citizen', async () => {
    const members = (await w.rows(DimBorger)).filter((row) => row.Personnummer === LOCAL)
    expect(members.map((row) => row.DimKommuneBopæl).sort()).toEqual([-1, 730])
    // in 0751 the one who has moved away from it, in 0461 nobody
    const keys = (await w.rows(FactKYSager)).filter((row) => row.SagId === LOCAL)
    const own = members.find((row) => row.DimKommuneBopæl === -1)?.DimBorgerID
    expect(new Set(keys.map((row) => `${row.DimKommune} ${row.DimBorgerYdelsesmodtager}`))).toEqual(
      new Set([`751 ${own}`, '461 -1']),
    )
  })

  it('one that has become an ordinary number is known where that citizen is', async () => {
    const member = (await w.rows(DimBorger)).find((row) => row.Personnummer === nr(100))
    const keys = (await w.rows(FactKYSager)).filter((row) => row.SagId === ONCE_LOCAL)
    expect(new Set(keys.map((row) => `${row.DimKommune} ${row.DimBorgerYdelsesmodtager}`))).toEqual(
      new Set([`751 ${member?.DimBorgerID}`, '461 -1']),
    )
  })

  it('and are −1 again once the citizen is annulled; nothing moves where nothing comes', async () => {
    const { jens } = CITIZENS
    await w.deliverAll('CPR 0000 2022-09 D', {
      BorgerPerson: [person(jens.personnummer, { Foedselsdato: jens.født, Status: '30' })],
    })
    await w.monthRun('2022-06')
    expect((await unknown()).ky).toBe(9)
    expect(await newest(w, 'FactKYSager')).toEqual({ units: 1, rows: 3 })
    const version = await versionOf(w)
    await w.monthRun('2022-06')
    expect(await versionOf(w)).toBe(version)
  })
})
