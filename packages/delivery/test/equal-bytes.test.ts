import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { dsaTable } from '@flis/core'
import { ROW_GROUP, type Table } from '@flis/dm'
import { afterEach, describe, expect, it } from 'vitest'
import { packages } from '../src/index.js'
import { type Member, membersOf } from './open-package.js'
import { openWorld, type RunOptions, recordLoad, TestSag, type World } from './package-world.js'

const MANY = 140_000
const worlds: World[] = []
const zone = process.env.TZ

afterEach(async () => {
  if (zone === undefined) delete process.env.TZ
  else process.env.TZ = zone
  for (const world of worlds.splice(0)) await world.close()
})

/** More rows than go into a row group, so that threads have something to share. */
const insertMany = async (world: World): Promise<void> => {
  await world.session.run(
    `insert into ${dsaTable(TestSag)}
     select
       'm' || i,
       case when i % 3 = 0 then null else lpad((101000000 + i % 500)::varchar, 10, '0') end,
       date '2022-01-01' + (i % 300)::integer,
       timestamptz '2022-03-27 00:30:00+00' + to_minutes(i % 100),
       (i % 9973)::decimal(12, 2) / 4,
       case when i % 10 = 0 then '0101' else '0751' end,
       'NC', 20221031002, 99991231999, 'NC:TS_many', i
     from range(${MANY}) as numbers(i)`,
  )
  await recordLoad(world.session, '0751', 'NC:TS_many', '20221031002')
}

const packageOf = async (threads: number, tz: string, run: RunOptions): Promise<readonly Member[]> => {
  process.env.TZ = tz
  const world = await openWorld({ threads })
  worlds.push(world)
  expect(await world.session.value(`select current_setting('threads')`)).toBe(BigInt(threads))
  expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(tz)
  await insertMany(world)
  await world.run({ ...run, kommuner: ['0751'] })
  return membersOf(join(world.root, 'outbox/0751/MAANED/FLIS_Boerneydelse_0751_2022-10_DM_001.zip'))
}

const contentOf = (members: readonly Member[]): readonly (readonly [string, string])[] =>
  members
    .filter((each) => each.name !== 'manifest.json')
    .map((each) => [each.name, each.bytes.toString('base64')])

/** A member with the SHA-256 of its bytes for the bytes: millions of them are slow to compare one by one. */
const told = ({ bytes, ...member }: Member) => ({
  ...member,
  sha256: createHash('sha256').update(bytes).digest('hex'),
})

const manifestOf = (members: readonly Member[]): Record<string, unknown> =>
  JSON.parse(members[0]?.bytes.toString('utf8') ?? '{}') as Record<string, unknown>

describe('for an equal basis', () => {
  it('tables and skema are byte-equal under other threads, zones and times, and the manifest differs in run and time only', async () => {
    const first = await packageOf(1, 'UTC', { run: 1, now: '2022-11-02T08:00:00' })
    expect(manifestOf(first).files).toContainEqual(
      expect.objectContaining({ name: 'FactSager.parquet', rows: MANY * 0.9 + 2 }),
    )
    expect(MANY * 0.9).toBeGreaterThan(ROW_GROUP)
    const others = [
      await packageOf(2, 'America/New_York', { run: 7, now: '2022-12-24T18:00:00' }),
      await packageOf(2, 'Pacific/Auckland', { run: 8, now: '2023-01-01T00:00:00' }),
    ]
    for (const other of others) {
      expect(contentOf(other)).toEqual(contentOf(first))
      const { run, produced, ...rest } = manifestOf(other)
      const { run: firstRun, produced: firstProduced, ...firstRest } = manifestOf(first)
      expect(rest).toEqual(firstRest)
      expect([run, produced]).not.toEqual([firstRun, firstProduced])
    }
  }, 120_000)

  it('the whole zip is byte-equal at the same run and time, in whatever zone, as csv and of DSA_HIST too', async () => {
    const same: RunOptions = {
      run: 3,
      now: '2022-11-02T08:00:00',
      kinds: ['DM', 'DSA'],
      settings: { format: 'csv' },
    }
    const one = await packageOf(1, 'Asia/Tokyo', same)
    const two = await packageOf(2, 'America/Anchorage', same)
    expect(two.map(told)).toEqual(one.map(told))
    const [a, b] = worlds
    const sha = async (world: World | undefined): Promise<unknown> =>
      world?.session.value(`select string_agg(kind || ' ' || sha256, ', ' order by kind) from ops.packages`)
    expect(await sha(b)).toBe(await sha(a))
    expect(await sha(b)).toMatch(/^DM \w{64}, DSA \w{64}$/)
  }, 120_000)

  it('packages made twice in a run are the same to the byte', async () => {
    const world = await openWorld()
    worlds.push(world)
    const { env, packaged } = await world.make()
    const again = await packages('DM')({ ...packaged, atPublish: [], afterPublish: [] })(env)()
    expect(again).toMatchObject({ _tag: 'Right', right: { packages: packaged.packages } })
    expect(packaged.packages).toHaveLength(2)
  })

  it('rows that lie in another order in the tables give the same bytes', async () => {
    const world = await openWorld()
    worlds.push(world)
    const { env, packaged } = await world.make()
    const tables = new Map<string, Table>()
    for (const [name, table] of packaged.tables) {
      const path = join(world.root, `${tables.size}.parquet`)
      const [layer] = table.layers
      const [part] = layer?.rows ?? []
      if (layer === undefined || part === undefined) continue
      await world.session.run(
        `copy (select * from read_parquet('${part.path}') order by hash(columns(*))) to '${path}' (format parquet)`,
      )
      tables.set(name, { ...table, layers: [{ ...layer, rows: [{ ...part, path }] }] })
    }
    const again = await packages('DM')({ ...packaged, tables, atPublish: [], afterPublish: [] })(env)()
    expect(again).toMatchObject({ _tag: 'Right', right: { packages: packaged.packages } })
  })
})
