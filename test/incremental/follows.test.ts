import { column, contract, dataomraade, dimension, fact, field, follow, kilde, lookup, sql } from '@flis/core'
import { DimKommune, DimTid, rollout } from '@flis/dm'
import { fixedClock, main, month, monthRun, type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const Emne = contract('Emne', {
  kilde: kilde('E', { scope: 'national', senders: ['E'] }),
  mode: 'full',
  absence: 'slut',
  keyScope: 'global',
  fields: { Nummer: field.key.text(), Titel: field.text(), Pris: field.integer() },
})
const Sag = contract('Sag', {
  kilde: 'T',
  mode: 'full',
  fields: {
    Id: field.key.text(),
    Nummer: field.text(),
    Fra: field.date(),
  },
})
const DimEmne = dimension('DimEmne', {
  natural: ['Nummer'],
  columns: { Nummer: 'VARCHAR', Titel: 'VARCHAR' },
  sql: () => sql`select Nummer, Titel from ${Emne} as emne where _sidst is null`,
})
const EmnePris = lookup('EmnePris', {
  grain: ['Nummer'],
  columns: { Nummer: 'VARCHAR', Pris: 'BIGINT' },
  sql: () => sql`select Nummer, Pris::bigint as Pris from ${Emne} as emne`,
})
const FactSag = fact('FactSag', {
  grain: ['DimTid', 'DimKommune', 'Id'],
  exported: true,
  recompute: {
    by: 'unit',
    follows: [
      follow(
        DimEmne,
        (members) =>
          sql`select sag._unit as unit from ${Sag} as sag join ${members} as emne on emne.Nummer = sag.Nummer`,
      ),
      follow(
        EmnePris,
        (members) =>
          sql`select sag._unit as unit from ${Sag} as sag join ${members} as pris on pris.Nummer = sag.Nummer`,
      ),
    ],
  },
  columns: {
    DimTid: DimTid.key,
    DimKommune: DimKommune.key,
    DimEmne: DimEmne.key,
    Pris: column('BIGINT', 'Prisen; 0 = ukendt'),
    Id: 'VARCHAR',
  },
  sql: ({ month: until, from }) => sql`
    select ${DimTid.of('m.last_day')} as DimTid, ${DimKommune.of('s._kommune')} as DimKommune,
      coalesce(emne.DimEmneID, -1) as DimEmne, coalesce(pris.Pris, 0) as Pris, s.Id, s._unit, s._kommune
    from ${rollout(sql`(select *, null::date as Til from ${Sag} as sag)`, { start: 'Fra', end: 'Til', until, from })}
    left join ${DimEmne} as emne on emne.Nummer = s.Nummer and emne.DimEmneID <> -1
    left join ${EmnePris} as pris on pris.Nummer = s.Nummer`,
})
const emner = dataomraade('E', { contracts: [Emne], models: [DimEmne, EmnePris] })
const area = dataomraade('T', { contracts: [Sag], models: [FactSag] })

const SAGER = ['a', 'b', 'c', 'd'].map((Id, nth) => ({ Id, Nummer: `0${nth}`, Fra: '2022-01-15' }))
const emne = (Nummer: string, Titel: string, Pris = 1) => ({ Nummer, Titel, Pris })

/** How many units the newest layer of FactSag took the place of; null where the table was written anew. */
const replaced = async (w: TestWarehouse): Promise<bigint | null> => {
  const rows = await w.query(
    `select max(layer) as top, sum(p."rows") filter (role = 'units' and layer = (
       select max(layer) from ops.layers where model = 'FactSag' and version = (select max(nr) from ops.versions)
     )) as units
     from ops.layers l left join ops.parts p on p.sha256 = l.sha256
     where l.model = 'FactSag' and version = (select max(nr) from ops.versions)`,
  )
  const units = rows[0]?.units
  return rows[0]?.top === 0 || units === null || units === undefined ? null : BigInt(String(units))
}

const told = async (w: TestWarehouse): Promise<readonly string[]> => {
  const rows = await w.query(
    `select f.Id, f.Pris, coalesce(e.Titel, '-') as Titel, count(*) as n
     from dm."FactSag" f join dm."DimEmne" e on e.DimEmneID = f.DimEmne
     group by all order by all`,
  )
  return rows.map((row) => `${String(row.Id)} ${String(row.Titel)} ${String(row.Pris)} ×${String(row.n)}`)
}

describe('a fact that follows a table of other units', () => {
  let w: TestWarehouse
  beforeAll(async () => {
    w = await testWarehouse({ areas: [area, emner], now: '2023-01-02' })
    await w.deliver(Sag, 'T 0751 2022-01', SAGER)
    await w.deliver(Sag, 'T 0461 2022-01', SAGER)
    await w.deliver(Emne, 'E 0000 2022-01', [emne('00', 'Nul'), emne('01', 'Et')])
    await w.monthRun('2022-02')
  })
  afterAll(() => w.close())

  it('refers to −1 where no member is known', async () => {
    expect(await told(w)).toEqual(['a Nul 1 ×4', 'b Et 1 ×4', 'c Ukendt 0 ×4', 'd Ukendt 0 ×4'])
  })

  it('repairs the rows of units that find a member that has come, and only those', async () => {
    await w.deliver(Emne, 'E 0000 2022-02', [emne('00', 'Nul'), emne('01', 'Et'), emne('02', 'To')])
    await w.monthRun('2022-02')
    expect(await told(w)).toEqual(['a Nul 1 ×4', 'b Et 1 ×4', 'c To 1 ×4', 'd Ukendt 0 ×4'])
    expect(await replaced(w)).toBe(2n)
  })

  it('computes anew the units that pointed to a member that has gone', async () => {
    await w.deliver(Emne, 'E 0000 2022-02 002', [emne('01', 'Et'), emne('02', 'To')])
    await w.monthRun('2022-02')
    expect(await told(w)).toEqual(['a Ukendt 1 ×4', 'b Et 1 ×4', 'c To 1 ×4', 'd Ukendt 0 ×4'])
    expect(await replaced(w)).toBe(2n)
  })

  it('follows a lookup without keys by its rows', async () => {
    await w.deliver(Emne, 'E 0000 2022-02 003', [emne('01', 'Et', 7), emne('02', 'To')])
    await w.monthRun('2022-02')
    expect(await told(w)).toEqual(['a Ukendt 1 ×4', 'b Et 7 ×4', 'c To 1 ×4', 'd Ukendt 0 ×4'])
    expect(await replaced(w)).toBe(2n)
  })

  it('stands as one run over the same deliveries gives it, and a rerun finds nothing to do', async () => {
    const whole = await testWarehouse({ areas: [area, emner], now: '2023-01-02' })
    try {
      await whole.deliver(Sag, 'T 0751 2022-01', SAGER)
      await whole.deliver(Sag, 'T 0461 2022-01', SAGER)
      await whole.deliver(Emne, 'E 0000 2022-02 003', [emne('01', 'Et', 7), emne('02', 'To')])
      await whole.deliver(Emne, 'E 0000 2022-01', [emne('00', 'Nul'), emne('01', 'Et')])
      await whole.monthRun('2022-02')
      expect(await told(w)).toEqual(await told(whole))
    } finally {
      await whole.close()
    }
    expect((await w.plan('2022-02')).steps).toEqual([])
  })
})

describe('a fact of another area than the table that it follows', () => {
  it('takes up what changed while only the other area ran', async () => {
    const w = await testWarehouse({ areas: [area, emner], now: '2023-01-02' })
    try {
      await w.deliver(Sag, 'T 0751 2022-01', SAGER)
      await w.deliver(Emne, 'E 0000 2022-01', [emne('00', 'Nul')])
      await w.monthRun('2022-02')
      await w.deliver(Emne, 'E 0000 2022-02', [emne('00', 'Nul'), emne('01', 'Et')])
      await main(monthRun([emner]), {
        warehouse: w.root,
        areas: [emner],
        month: month('2022-02'),
        clock: fixedClock('2023-01-02'),
      })
      expect(await told(w)).toEqual(['a Nul 1 ×2', 'b Ukendt 0 ×2', 'c Ukendt 0 ×2', 'd Ukendt 0 ×2'])
      await w.monthRun('2022-02')
      expect(await told(w)).toEqual(['a Nul 1 ×2', 'b Et 1 ×2', 'c Ukendt 0 ×2', 'd Ukendt 0 ×2'])
      expect(await replaced(w)).toBe(1n)
    } finally {
      await w.close()
    }
  })
})
