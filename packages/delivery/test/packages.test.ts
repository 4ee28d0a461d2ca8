import { join } from 'node:path'
import { column, dataomraade, dsaTable, fact, sql } from '@flis/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { packages, packedBefore } from '../src/index.js'
import { filesBelow, membersOf, query, texts } from './open-package.js'
import { boerneydelse, insertSager, openWorld, recordLoad, TestSag, type World } from './package-world.js'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const outbox = (): Promise<readonly string[]> => filesBelow(`${world.root}/outbox`)
const inLedger = async (): Promise<readonly string[]> =>
  (await world.session.rows('select id from ops.packages order by id')).map((row) => String(row.id))
const outcomes = (): readonly string[] =>
  world.events.flatMap((each) =>
    each.event === 'step-done' && each.step.startsWith('package') ? [`${each.step}: ${each.outcome}`] : [],
  )

describe('packages', () => {
  it('are neither in the outbox nor in the ledger before the run publishes', async () => {
    const { packaged } = await world.make()
    expect(packaged.packages.map((each) => each.id)).toEqual([
      'FLIS_Boerneydelse_0101_2022-10_DM_001',
      'FLIS_Boerneydelse_0751_2022-10_DM_001',
    ])
    expect(await outbox()).toEqual([])
    expect(await inLedger()).toEqual([])
  })

  it('are in the outbox, and nowhere in staging, when the run is done', async () => {
    await world.run()
    expect(await outbox()).toEqual([
      '0101/MAANED/FLIS_Boerneydelse_0101_2022-10_DM_001.zip',
      '0751/MAANED/FLIS_Boerneydelse_0751_2022-10_DM_001.zip',
    ])
    expect(await filesBelow(`${world.root}/staging/run-1/packages`)).toEqual([])
    const [row] = await world.session.rows(`select * from ops.packages where kommune = '0751'`)
    expect(row).toMatchObject({
      id: 'FLIS_Boerneydelse_0751_2022-10_DM_001',
      area: 'Børneydelse',
      kind: 'DM',
      periode: '2022-10',
      nr: 1,
      run: 1,
      run_kind: 'MAANED',
      version: 1,
      path: 'outbox/0751/MAANED/FLIS_Boerneydelse_0751_2022-10_DM_001.zip',
      state: 'produced',
      produced: '2022-11-02T07:00:00.000Z',
    })
  })

  it('are not made again while their content is the same', async () => {
    await world.run()
    const before = await outbox()
    const again = await world.run({ run: 2, now: '2022-11-03' })
    expect(again.packages).toEqual([])
    expect(outcomes()).toEqual([
      'package Børneydelse 0101: nothing to do',
      'package Børneydelse 0751: nothing to do',
    ])
    expect(await outbox()).toEqual(before)
  })

  it('count as the month-run’s where an earlier flis wrote down no run kind', async () => {
    await world.run()
    await world.session.run('update ops.packed set run_kind = null')
    const before = (runKind: 'MAANED' | 'FLEKS') => packedBefore(world.session, '2022-10', runKind)
    expect((await before('MAANED')).map((each) => [each.kommune, each.run])).toEqual([
      ['0101', 1],
      ['0751', 1],
    ])
    expect(await before('FLEKS')).toEqual([])
    await world.run({ run: 2 })
    expect((await before('MAANED')).map((each) => each.run)).toEqual([2, 2])
  })

  it('are not made again by a delivery that changes no row of them', async () => {
    await world.run()
    await recordLoad(world.session, '0751', 'NC:TS_0751_2022-10_002_F.zip', '20221031002')
    expect((await world.run({ run: 2 })).packages).toEqual([])
  })

  it('get the next number where the content has changed, for that kommune alone', async () => {
    await world.run()
    await insertSager(
      world.session,
      [{ kommune: '0751', sag: 'd', cpr: null, dato: '2022-10-31', beloeb: '1.00' }],
      2,
    )
    const second = await world.run({ run: 2 })
    expect(second.packages.map((each) => each.id)).toEqual(['FLIS_Boerneydelse_0751_2022-10_DM_002'])
    expect(outcomes()).toEqual(['package Børneydelse 0101: nothing to do', 'package Børneydelse 0751: done'])
    const versions = await world.session.rows('select id, version from ops.packages order by id')
    expect(versions.map((row) => row.version)).toEqual([1, 1, 2])
  })

  it('hold the rows of all layers of a table, and none that a later layer has replaced', async () => {
    await world.run()
    await world.session.run(
      `update ${dsaTable(TestSag)} set Beloeb = 1500 where SagId = 'a' and _kommune = '0751'`,
    )
    const added = { kommune: '0751', sag: 'e', cpr: null, dato: '2022-10-31', beloeb: '2000.00' }
    await insertSager(world.session, [added], 2)
    const second = await world.run({ run: 2 })
    expect(second.tables.get('FactStoreBeløb')?.layers).toHaveLength(2)
    const [made] = second.packages
    const rows = await query(
      await membersOf(join(world.root, made?.path ?? '')),
      (file) => `select SagId || ' ' || Beløb as sag from ${file('FactStoreBeløb.parquet')}`,
    )
    expect(texts(rows, 'sag')).toEqual(['a 1500.00', 'e 2000.00'])
  })

  it('report each step as it is begun, committed and done, with the rows of its tables', async () => {
    await world.make({ kommuner: ['0751'] })
    expect(world.events.filter((each) => 'step' in each && each.step.startsWith('package'))).toEqual([
      { event: 'step-started', step: 'package Børneydelse 0751', why: 'changed input' },
      { event: 'step-committing', step: 'package Børneydelse 0751' },
      { event: 'step-done', step: 'package Børneydelse 0751', outcome: 'done', rows: 10 },
    ])
  })

  it('are made for no kommune without rows in the area', async () => {
    expect((await world.run({ kommuner: ['0751', '0851'] })).packages.map((each) => each.kommune)).toEqual([
      '0751',
    ])
  })

  it('are made for a kommune without rows that the configuration names, and for no other', async () => {
    const run = await world.run({ kommuner: ['0101', '0751', '0851'], only: ['0751', '0851'] })
    expect(run.packages.map((each) => each.kommune)).toEqual(['0751', '0851'])
    expect(outcomes()[0]).toBe('package Børneydelse 0101: nothing to do')
  })

  it('leave nothing but what a plan without packages asks for', async () => {
    expect((await world.run({ kommuner: [] })).packages).toEqual([])
    expect(await outbox()).toEqual([])
  })

  const factOf = (name: string, options: { to?: string; kommune?: boolean; total?: string }) =>
    fact(name, {
      grain: ['SagId'],
      exported: true,
      columns: {
        SagId: 'VARCHAR',
        ...(options.kommune === false ? {} : { DimKommune: column('INTEGER', 'Kommune') }),
        ...(options.to === undefined ? {} : { DimX: { ...column('INTEGER', 'X'), to: options.to } }),
        ...(options.total === undefined ? {} : { Beløb: column(options.total, 'Sum', { total: true }) }),
      },
      sql: () => sql`
        select
          SagId,
          751 as DimKommune,
          1::integer as DimX,
          1::double as Beløb
        from ${TestSag} as sager
        where sager._kommune = '0751'`,
    })
  const areaOf = (name: string, model = factOf('FactX', {})) =>
    dataomraade(name, { contracts: [TestSag], models: [model] })

  it.each([
    ['an exported fact that does not say whose its rows are', [areaOf('X', factOf('F', { kommune: false }))]],
    ['a key to a dimension that no area builds', [areaOf('X', factOf('F', { to: 'DimUbygget' }))]],
    ['a control total that is not exact', [areaOf('X', factOf('F', { total: 'DOUBLE' }))]],
    ['an area whose name cannot stand in a file name', [areaOf('Æ/Ø')]],
    ['two areas of one name in files', [areaOf('Ældre'), areaOf('Aeldre', factOf('FactY', {}))]],
  ])('refuse %s, and nothing is visible', async (_, areas) => {
    const env = world.env({ areas, kommuner: ['0751'] })
    const built = {
      landed: [],
      historised: 0,
      month: env.run.month,
      tables: new Map(),
      changed: [],
      examined: [],
      filled: [],
    }
    const result = await packages('DM')({ ...built, seq: 0n, base: 0, atPublish: [], afterPublish: [] })(
      env,
    )()
    expect(result).toMatchObject({ _tag: 'Left', left: { code: 'M004' } })
    expect(await outbox()).toEqual([])
  })

  it('of an area beside another hold that area alone', async () => {
    const other = dataomraade('Andet', { contracts: [TestSag], models: [factOf('FactAndet', {})] })
    const run = await world.run({ areas: [boerneydelse, other], kommuner: ['0751'] })
    expect(run.packages.map((each) => each.id)).toEqual([
      'FLIS_Boerneydelse_0751_2022-10_DM_001',
      'FLIS_Andet_0751_2022-10_DM_001',
    ])
    const members = await membersOf(join(world.root, run.packages[1]?.path ?? ''))
    expect(members.map((each) => each.name).filter((each) => !each.startsWith('ddl/'))).toEqual([
      'manifest.json',
      'skema.json',
      'FactAndet.parquet',
    ])
  })
})
