import { join } from 'node:path'
import { bridge, dataomraade, fact, sql } from '@flis/core'
import { DimKommune } from '@flis/dm'
import { afterEach, describe, expect, it } from 'vitest'
import { verifyPackage } from '../src/index.js'
import { membersOf, query, texts } from './open-package.js'
import { openWorld, TestSag, type World } from './package-world.js'

let world: World | undefined
afterEach(() => world?.close())

const FactSag = fact('FactSag', {
  grain: ['DimKommune', 'SagId'],
  exported: true,
  columns: { DimKommune: DimKommune.key, SagId: 'VARCHAR' },
  sql: () => sql`select ${DimKommune.of('s._kommune')} as DimKommune, s.SagId from ${TestSag} as s`,
})

/** Links of cases and days; whose they are stands in a column that receivers do not see. */
const BroSagDag = bridge('BroSagDag', {
  grain: ['SagId', 'Dag', '_kommune'],
  exported: true,
  recompute: { by: 'unit' },
  columns: { SagId: 'VARCHAR', Dag: 'DATE' },
  sql: () => sql`
    select s.SagId, s.Dato as Dag, s._unit, s._kommune
    from ${TestSag} as s`,
})
const area = dataomraade('Med bro', { contracts: [TestSag], models: [FactSag, BroSagDag] })

describe('a bridge in a package', () => {
  it('holds the links of the kommune’s own things, without the column that says so', async () => {
    world = await openWorld()
    await world.run({ areas: [area] })
    const path = join(world.root, 'outbox/0751/MAANED/FLIS_Med-bro_0751_2022-10_DM_001.zip')
    const columns = await query(
      await membersOf(path),
      (file) => `describe select * from ${file('BroSagDag.parquet')}`,
    )
    expect(texts(columns, 'column_name')).toEqual(['SagId', 'Dag'])
    const rows = await query(
      await membersOf(path),
      (file) => `select SagId || ' ' || Dag as link from ${file('BroSagDag.parquet')}`,
    )
    expect(texts(rows, 'link')).toEqual(['a 2022-10-05', 'b 2022-09-30'])
    expect((await verifyPackage(path)).manifest.files.map((each) => each.table)).toContain('BroSagDag')
  })

  it('without links is a table without rows', async () => {
    world = await openWorld({ sager: [] })
    await world.run({ areas: [area], kommuner: ['0751'], only: ['0751'] })
    const path = join(world.root, 'outbox/0751/MAANED/FLIS_Med-bro_0751_2022-10_DM_001.zip')
    expect(
      await query(await membersOf(path), (file) => `select 1 from ${file('BroSagDag.parquet')}`),
    ).toEqual([])
  })
})
