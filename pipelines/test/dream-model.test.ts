import { column, dataomraade, fact, fixedClock, parseConfig, sql, warehousePaths } from '@flis/core'
import { DimTid } from '@flis/dm'
import { DreamUge } from '@flis/domains/dream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lineage } from '../src/lineage/lineage.js'
import { rebuild } from '../src/rebuild/rebuild.js'
import { type TestWarehouse, testWarehouse } from '../src/testing/test-warehouse.js'

/** A user's own table of the weeks: the wide file and the citizens come along by themselves. */
const FactLedig = fact('FactLedig', {
  grain: ['Personnummer', 'FraUge'],
  recompute: { by: 'unit' },
  columns: {
    Personnummer: column('VARCHAR', 'Borgeren', { data: 'CPR' }),
    FraUge: 'BIGINT',
    TilUge: 'BIGINT',
    Kode: 'VARCHAR',
  },
  // Unit by unit: an unchanged citizen has no rows of new months.
  sql: ({ from }) => sql`
    select Personnummer, FraUge, TilUge, Kode, _unit, _kommune
    from ${DreamUge}
    where ${from === null ? sql`true` : sql`false`}`,
})
const area = dataomraade('Ledighed', { contracts: [], models: [DimTid, FactLedig] })

const COLUMNS = 'Personnummer;Akasse;y_2230;y_2231'
const DELIVERED = [
  ['2022-07', '0101570001;A;112;112', '0101900001;A;;113', '0202600002;A;;114', '0202600003;A;;115'],
  ['2022-08', '0101570001;A;;112', '0101900001;A;;113'],
  // Back, and without any week: only DreamPerson has a new row.
  ['2022-09', '0101570001;A;;112', '0101900001;A;;113', '0202600002;A;;'],
] as const

describe('a model of one’s own over DREAM', () => {
  let w: TestWarehouse
  beforeAll(async () => {
    w = await testWarehouse({ areas: [area], now: '2022-11-02' })
    for (const [periode, ...lines] of DELIVERED) {
      const bytes = [COLUMNS, ...lines, ''].join('\n')
      await w.deliverFile(`DREAM_0000_${periode}_001_F.csv`, bytes, 'STAR')
      await w.monthRun(periode)
    }
  })
  afterAll(() => w.close())

  it('sees what the source holds, and the last of who is gone, also unit by unit', async () => {
    expect(await w.rows(FactLedig)).toEqual([
      { Personnummer: '0101570001', FraUge: 202231n, TilUge: 202231n, Kode: '112' },
      { Personnummer: '0101900001', FraUge: 202231n, TilUge: 202231n, Kode: '113' },
      { Personnummer: '0202600003', FraUge: 202231n, TilUge: 202231n, Kode: '115' },
    ])
  })

  it('is the same when it is made anew from Rådata', async () => {
    const clock = fixedClock('2022-11-02')
    const config = parseConfig({ areas: ['Ledighed'] })
    const { tables } = await rebuild({ warehouse: w.root, areas: [area], clock, config })
    expect(tables.filter((each) => !each.equal)).toEqual([])
    expect(tables.map((each) => each.table)).toContain('FactLedig')
  })

  it('is followed to the line of the wide file, CPR masked', async () => {
    const key = { FraUge: '202231', Kode: '112' }
    const { sources } = await lineage(warehousePaths(w.root), [area], 'FactLedig', key)
    const [row] = sources.find((each) => each.contract === 'DreamUge')?.rows ?? []
    const file = 'DREAM_0000_2022-08_001_F.csv'
    expect(row).toMatchObject({
      delivery: `STAR:${file}`,
      line: 2n,
      received: {
        file,
        values: { Personnummer: '******-****', Akasse: 'A', y_2230: null, y_2231: '112' },
      },
    })
  })
})
