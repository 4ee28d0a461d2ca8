import { randomUUID } from 'node:crypto'
import { fixedClock } from '@flis/core'
import { intakeRun, kafka, main, type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { framed, long, optional, text } from './avro-bytes.js'
import {
  bodyOf,
  FIRST,
  FOREIGN_SCHEMA,
  HEADER,
  KPRaekke,
  OLDER_SCHEMA,
  plainRow,
  proeve,
  type Raekke,
  SCHEMA,
  SECOND,
} from './proeve.js'
import { type Label, type Sender, startSender } from './sender.js'
import { clientOf, runningServices } from './services.js'

const NOW = '2022-12-02T12:00:00'
const PARTITIONS = 3
const started = await runningServices()

const fileOf = (rows: readonly Raekke[]): string => [HEADER, ...rows.map(({ csv }) => csv), ''].join('\n')

/** A warehouse with what its users see of it. */
const open = async () => {
  const w: TestWarehouse = await testWarehouse({ areas: [proeve], now: NOW })
  return {
    w,
    history: () =>
      w.query(
        `select columns(* exclude (_leverance, _linje))::varchar from dsa_hist."KPRaekke" order by all`,
      ),
    current: async (): Promise<readonly unknown[]> =>
      (
        await w.query(
          `select distinct "RaekkeId" as id from dsa_hist."KPRaekke" where _til = 99991231999 order by 1`,
        )
      ).map(({ id }) => id),
    raadata: async () =>
      (await w.query(`select _fil || ':' || _linje as at from raadata."KPRaekke" order by _fil, _linje`)).map(
        ({ at }) => at,
      ),
    deliveries: async () =>
      (
        await w.query(
          `select id, state, code, rows_in::integer as n from ops.deliveries order by length(id), id`,
        )
      ).map((row) => [row.id, row.state, row.code, row.n].filter((each) => each !== null).join(' ')),
    quarantine: async () =>
      (
        await w.query(
          `select file || ':' || line || ' ' || list_aggregate(codes, 'string_agg', ',') as entry
           from ops.quarantine order by file, line`,
        )
      ).map(({ entry }) => entry),
    waiting: async () => (await w.query('select 1 from ops.kafka_records')).length,
  }
}
type World = Awaited<ReturnType<typeof open>>

const fetching = (): void => {
  if (started === undefined) return
  const services = started
  let sender: Sender
  let world: World
  let schema: number

  const run = ({ w }: World = world) =>
    main(
      intakeRun(
        [proeve],
        kafka({
          brokers: [services.broker],
          groupId: sender.topics.rows,
          topics: { [KPRaekke.name]: sender.topics.rows },
          arrivals: sender.topics.arrivals,
          registry: services.registry,
        }),
      ),
      { warehouse: w.root, clock: fixedClock(NOW), kind: 'intake', extent: 'intake' },
    )
  const send = async (rows: readonly Raekke[], label: Label = {}): Promise<void> => {
    await sender.rows(schema, rows, label)
    await sender.event(rows, label)
  }
  const ID = 'KPsystem:KP_0751_2022-10_001_F.kafka'

  beforeEach(async () => {
    sender = await startSender(services, `kp-${randomUUID()}`, PARTITIONS)
    schema = await sender.register(SCHEMA)
    world = await open()
  })
  afterEach(async () => {
    await world.w.close()
    await sender.stop()
  })

  it('gives the same history as the same rows in files', async () => {
    const byFile = await open()
    for (const [periode, rows] of [['2022-10', FIRST] as const, ['2022-11', SECOND] as const]) {
      await send(rows, { periode })
      await run()
      await byFile.w.deliverFile(`KP_0751_${periode}_001_F.csv`, fileOf(rows), 'KPsystem')
      await byFile.w.intake()
    }
    expect(await world.history()).toEqual(await byFile.history())
    expect(await world.deliveries()).toEqual([
      `${ID} loaded 6`,
      'KPsystem:KP_0751_2022-11_001_F.kafka loaded 4',
    ])
    const counts = 'select rows_in, accepted, quarantined, duplicates from ops.verified order by delivery'
    expect(await world.w.query(counts)).toEqual(await byFile.w.query(counts))
    expect(
      await world.w.query(
        `select "RaekkeId" as id, "Note" as note, "Stort"::varchar as stort, "Beloeb"::varchar as beloeb,
           "Dag"::varchar as dag, "Tid"::varchar as tid, "Ja" as ja, "Personnummer" as cpr, "Liste"::varchar as liste
         from dsa_hist."KPRaekke"
         where _fra = 20221031001
         order by id`,
      ),
    ).toEqual([
      {
        ...{ id: '0100', note: 'han sagde "nej"; 1,10', stort: null, beloeb: null, dag: '1899-12-31' },
        ...{ tid: '1970-01-01 00:59:59.999999+01', ja: null, cpr: '0101410001', liste: null },
      },
      {
        ...{ id: 'a', note: null, stort: '9007199254740993', beloeb: '10.50', dag: '2022-10-30' },
        ...{ tid: '2022-10-30 02:30:00+01', ja: true, cpr: '0101570001', liste: '[x, æ]' },
      },
      {
        ...{ id: 'b', note: '', stort: '-9007199254740993', beloeb: '3.00', dag: null },
        ...{ tid: null, ja: false, cpr: null, liste: '[]' },
      },
      {
        ...{ id: 'c', note: 'Rødgrød på Ærø', stort: '0', beloeb: '-0.05', dag: '2024-02-29' },
        ...{ tid: '2022-03-27 03:00:00+02', ja: null, cpr: null, liste: null },
      },
    ])
  })

  it('keeps in Rådata where each record lies, and names that place in quarantine', async () => {
    const places = await sender.rows(schema, FIRST)
    await sender.event(FIRST)
    await run()
    expect(await world.raadata()).toEqual(places)
    expect(await world.quarantine()).toEqual([`${places[5]} R105`])
    expect(await world.waiting()).toBe(0)
  })

  it('reads what an older writer sent, as Avro resolves it', async () => {
    const older = await sender.register(OLDER_SCHEMA)
    const rows: Raekke[] = [{ ...plainRow('a'), canonical: '{"RaekkeId":"a","Stort":"-7"}' }, plainRow('b')]
    await sender.sendRaw([
      sender.messageOf(framed(older, [...text('væk'), ...optional(-7n, long), ...text('a')])),
    ])
    await sender.rows(schema, [plainRow('b')])
    await sender.event(rows)
    await run()
    expect(await world.deliveries()).toEqual([`${ID} loaded 2`])
    expect(
      await world.w.query(
        'select "RaekkeId" as id, "Stort"::varchar as n from dsa_hist."KPRaekke" order by 1',
      ),
    ).toEqual([
      { id: 'a', n: '-7' },
      { id: 'b', n: null },
    ])
  })

  it('puts what is no row into quarantine with topic, partition and offset, and goes on with the rest', async () => {
    const foreign = await sender.register(FOREIGN_SCHEMA)
    const good = [plainRow('a'), plainRow('b'), plainRow('c')]
    const [a = plainRow('a')] = good
    const whole = framed(schema, bodyOf(a.values))
    const { headers: _, ...withoutHeader } = sender.messageOf(whole)
    const [first = ''] = await sender.rows(schema, good.slice(0, 1))
    const poison = await sender.sendRaw([
      sender.messageOf(framed(schema, bodyOf(a.values), 1)),
      sender.messageOf(framed(2_000_000_000, bodyOf(a.values))),
      sender.messageOf(whole.subarray(0, whole.length - 3)),
      sender.messageOf(Buffer.concat([whole, Buffer.from([0])])),
      sender.messageOf(framed(foreign, [...text('a'), ...text('7')])),
      sender.messageOf(Buffer.alloc(0)),
      { ...sender.messageOf(whole), value: null },
      sender.messageOf(Buffer.from('{"RaekkeId":"a"}')),
      withoutHeader,
    ])
    const others = await sender.rows(schema, good.slice(1))
    await sender.event(good)
    await run()
    expect(await world.deliveries()).toEqual([`${ID} loaded 11`])
    expect(await world.current()).toEqual(['a', 'b', 'c'])
    expect(await world.raadata()).toEqual([first, ...others].sort())
    const codes = ['R001', 'R002', 'R001', 'R001', 'R002', 'R001', 'R001', 'R001', 'R002']
    const entries = await world.quarantine()
    expect([...entries].sort()).toEqual(poison.map((place, nth) => `${place} ${codes[nth]}`).sort())
    expect(await world.waiting()).toBe(0)
  })

  it('does not take a record of another kommune into the delivery that its header names', async () => {
    const rows = [plainRow('a'), plainRow('b')]
    await sender.rows(schema, rows)
    const [place] = await sender.sendRaw([
      { ...sender.messageOf(framed(schema, bodyOf({ id: 'x' }))), key: '0461' },
    ])
    await sender.event(rows)
    await run()
    expect(await world.current()).toEqual(['a', 'b'])
    expect(await world.quarantine()).toEqual([`${place} R002`])
  })

  it('puts an arrival event that is none into quarantine, and goes on with the others', async () => {
    const rows = [plainRow('a')]
    const places = await sender.sendRaw(
      ['', 'intet', '[]', '{}', JSON.stringify({ ...sender.eventOf(rows), type: 'X' })].map((value) => ({
        key: '0751',
        value,
      })),
      sender.topics.arrivals,
    )
    await send(rows)
    await run()
    expect(await world.quarantine()).toEqual(places.map((place) => `${place} R002`))
    expect(await world.deliveries()).toEqual([`${ID} loaded 1`])
  })

  it.each([['before'], ['between'], ['after']])('takes an arrival event %s its records', async (when) => {
    const rows = [plainRow('a'), plainRow('b')]
    if (when === 'before') await sender.event(rows)
    await sender.rows(schema, rows.slice(0, 1))
    if (when === 'between') await sender.event(rows)
    const { unready } = await run()
    expect(await world.deliveries()).toEqual([])
    expect(unready).toHaveLength(1)
    await sender.rows(schema, rows.slice(1))
    if (when === 'after') await sender.event(rows)
    await run()
    expect(await world.deliveries()).toEqual([`${ID} loaded 2`])
    expect(await world.current()).toEqual(['a', 'b'])
  })

  it.each([
    ['a hash of other rows', [plainRow('a'), plainRow('b')], [plainRow('a'), plainRow('c')]],
    [
      'a hash of the rows in another form',
      [plainRow('a')],
      [{ ...plainRow('a'), canonical: '{"RaekkeId": "a"}' }],
    ],
    ['fewer rows than came', [plainRow('a'), plainRow('b'), plainRow('c')], [plainRow('a'), plainRow('b')]],
  ])('rejects a delivery of which the event tells %s', async (_, sent, told) => {
    await sender.rows(schema, sent)
    await sender.event(told)
    await run()
    const [only, ...others] = await world.deliveries()
    expect(only).toContain(`${ID} rejected L044`)
    expect(others).toEqual([])
    expect(await world.waiting()).toBe(0)
    const next = [plainRow('d')]
    await send(next, { loebenr: 2 })
    await run()
    expect(await world.current()).toEqual(['d'])
  })

  it('waits for records that are announced and have not come', async () => {
    await sender.rows(schema, [plainRow('a')])
    await sender.event([plainRow('a'), plainRow('b')])
    const { unready } = await run()
    expect(unready).toHaveLength(1)
    expect(unready[0]?.why).toContain('1 of 2')
    await run()
    expect(await world.deliveries()).toEqual([])
    expect(await world.waiting()).toBe(1)
  })

  it('takes the same event twice as one', async () => {
    const rows = [plainRow('a')]
    await sender.rows(schema, rows)
    for (const _ of [1, 2]) await sender.event(rows)
    await run()
    for (const _ of [1, 2]) {
      await sender.event(rows)
      const { unready } = await run()
      expect(unready).toEqual([])
    }
    expect(await world.deliveries()).toEqual([`${ID} loaded 1`])
    expect(await world.raadata()).toHaveLength(1)
  })

  it('takes a delivery that is sent again, records and all, as a duplicate', async () => {
    for (const _ of [1, 2]) {
      await send(FIRST)
      await run()
    }
    expect(await world.deliveries()).toEqual([`${ID} loaded 6`, `${ID}~2 duplicate 0`])
    expect(await world.raadata()).toHaveLength(6)
    expect(await world.waiting()).toBe(0)
  })

  it.each([
    { first: 'records', second: 'file' },
    { first: 'file', second: 'records' },
  ])('takes what comes as $first and then as $second once', async ({ first }) => {
    const file = async (): Promise<void> => {
      await world.w.deliverFile('KP_0751_2022-10_001_F.csv', fileOf(FIRST), 'KPsystem')
      await world.w.intake()
    }
    const records = async (): Promise<void> => {
      await send(FIRST)
      await run()
    }
    if (first === 'file') await file()
    else await records()
    const before = await world.history()
    if (first === 'file') await records()
    else await file()
    const states = (await world.deliveries()).map((each) => each.split(' ').slice(1).join(' '))
    expect(states.sort()).toEqual(['loaded 6', 'rejected L005 0'])
    expect(await world.history()).toEqual(before)
    expect(await world.raadata()).toHaveLength(6)
  })

  it('takes deliveries of several kommuner that lie among each other, each by itself', async () => {
    const kommuner = ['0101', '0461', '0751', '0851']
    const rowsOf = (kommune: string): readonly Raekke[] =>
      ['1', '2', '3'].map((nr) => plainRow(`${kommune}-${nr}`))
    for (const nth of [0, 1, 2])
      for (const kommune of kommuner)
        await sender.rows(schema, rowsOf(kommune).slice(nth, nth + 1), { kommune })
    for (const kommune of kommuner.slice(1)) await sender.event(rowsOf(kommune), { kommune })
    await run()
    expect(await world.current()).toEqual(
      kommuner.slice(1).flatMap((each) => rowsOf(each).map(({ values }) => values.id)),
    )
    await sender.event(rowsOf('0101'), { kommune: '0101' })
    await run()
    expect(await world.current()).toHaveLength(12)
  })

  it('does not need the group to know how far it has read', async () => {
    await send(FIRST)
    await run()
    const before = await world.history()
    const admin = clientOf(services).admin()
    await admin.connect()
    await admin.deleteGroups([sender.topics.rows])
    await admin.disconnect()
    await send(SECOND, { periode: '2022-11' })
    await run()
    expect(before.length).toBeGreaterThan(0)
    expect(await world.deliveries()).toHaveLength(2)
    expect(await world.raadata()).toHaveLength(FIRST.length + SECOND.length)
  })

  it('rejects what the envelope forbids, as of a file', async () => {
    const rows = [plainRow('a')]
    await send(rows, { kommune: '9999' })
    await send(rows, { periode: '2022-13' })
    await run()
    expect((await world.deliveries()).map((each) => /rejected L\d{3}/.exec(each)?.[0]).sort()).toEqual([
      'rejected L003',
      'rejected L004',
    ])
  })
}

const notRun = (): void =>
  it('is not run: no broker with a registry is here (npm run services:up)', () =>
    expect(process.env.FLIS_REQUIRE_SERVICES).not.toBe('1'))

describe('deliveries on a real Kafka', started === undefined ? notRun : fetching)
