import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fixedClock } from '@flis/core'
import { intakeRun, kafka, main, publishDelivery, type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { metadataXml } from '@flis/rawdata'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { KPRaekke, proeve } from './proeve.js'
import { type Sender, startSender } from './sender.js'
import { runningServices } from './services.js'

const NOW = '2022-12-02T12:00:00'
const started = await runningServices()

const HEADER = 'RaekkeId;Note;Stort;Beloeb;Dag;Tid;Ja;Personnummer;Liste'
const LINES = [
  'tom;;;;;;;;',
  '"tomme";"";"";"";"";"";"";"";""',
  'nuller;x;007;12,50;01-02-2022;2022-10-30T02:30:00+01:00;1;0101410001;"[""a"",""æøå""]"',
  'nuller kort;x;7;12,5;01-02-2022;2022-10-30T02:30+02:00;0;010141-0001;[]',
  'lokal;Rødgrød ""med"" fløde €😀;9007199254740993;-0,01;31-12-9999;2022-07-01T12:00:00.000001;;;',
  'stor;"a;b\\n";-999999999999999999;9999999999,99;;;;0000000000;',
  'dobbelt;1;;;;;;;',
  'dobbelt;1;;;;;;;',
  'forkert cpr;;;;;;;3213131234;',
  'forkert dato;;;;31-02-2022;;;;',
  'forkert tal;;1e3;;;;;;',
  ';uden nøgle;;;;;;;',
  'for;få',
]
const text = [HEADER, ...LINES, '']
  .join('\n')
  .replace('Rødgrød ""med"" fløde €😀', '"Rødgrød ""med"" fløde €😀"')

const HISTORY = `select columns(* exclude (_leverance, _linje))::varchar from dsa_hist."KPRaekke" order by all`
/** Codes of landing tell of form, and that is another one here. */
const COUNTS = `select sum(rows_in)::integer as n, sum(accepted)::integer as taken, sum(duplicates)::integer as twice
  from ops.deliveries`

let folder: string
let sender: Sender
let warehouses: readonly [TestWarehouse, TestWarehouse]

if (started !== undefined) {
  const services = started
  const settings = () => ({
    brokers: [services.broker],
    groupId: sender.topics.rows,
    topics: { [KPRaekke.name]: sender.topics.rows },
    arrivals: sender.topics.arrivals,
  })
  const publish = async (name: string, content: string) => {
    const file = join(folder, name)
    await writeFile(file, content)
    const { size } = await stat(file)
    await writeFile(
      `${file}.metadata`,
      metadataXml({ fileName: name, sizeInBytes: size, sender: 'KPsystem', recipients: ['FLIS'] }),
    )
    const { root } = warehouses[1]
    return publishDelivery(file, {
      warehouse: root,
      areas: [proeve],
      clock: fixedClock(NOW),
      kafka: settings(),
    })
  }
  const intake = () =>
    main(intakeRun([proeve], kafka(settings())), {
      warehouse: warehouses[1].root,
      clock: fixedClock(NOW),
      kind: 'intake',
      extent: 'intake',
    })

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'publish-'))
    sender = await startSender(services, `kp-${randomUUID()}`, 2)
    warehouses = [
      await testWarehouse({ areas: [proeve], now: NOW }),
      await testWarehouse({ areas: [proeve], now: NOW }),
    ]
  })
  afterEach(async () => {
    for (const each of warehouses) await each.close()
    await sender.stop()
    await rm(folder, { recursive: true })
  })

  it('a delivery of files that is published gives the same history as by file, schemas in the warehouse', async () => {
    const [byFile, byKafka] = warehouses
    const name = 'KP_0751_2022-10_001_F.csv'
    await byFile.deliverFile(name, text, 'KPsystem')
    await byFile.intake()
    const { unfit, broken, event } = await publish(name, text)
    expect({ unfit, broken, count: event.contracts.KPRaekke?.count }).toEqual({
      unfit: 2,
      broken: 1,
      count: 12,
    })
    await intake()
    const history = await byKafka.query(HISTORY)
    expect(history).toEqual(await byFile.query(HISTORY))
    expect(history.length).toBe(7)
    // the line that is no row is not sent
    expect(await byKafka.query(COUNTS)).toEqual([{ n: 12, taken: 7, twice: 1 }])
    expect(await byFile.query(COUNTS)).toEqual([{ n: 13, taken: 7, twice: 1 }])
  })

  it('a delivery that is published twice lands once, and a corrected one under its number is L005', async () => {
    const [, byKafka] = warehouses
    const name = 'KP_0751_2022-10_001_F.csv'
    const rows = (content: string): string => `${HEADER}\n${content};;;;;;;;\n`
    await publish(name, rows('a'))
    await publish(name, rows('a'))
    await intake()
    await publish(name, rows('a'))
    await intake()
    await publish(name, rows('b'))
    await intake()
    expect(await byKafka.query('select state, code from ops.deliveries order by length(id), id')).toEqual([
      { state: 'loaded', code: null },
      { state: 'duplicate', code: null },
      { state: 'rejected', code: 'L005' },
    ])
    expect(await byKafka.query('select 1 from ops.kafka_records')).toEqual([])
    expect(await byKafka.query('select "RaekkeId" as id from dsa_hist."KPRaekke"')).toEqual([{ id: 'a' }])
  })
} else
  it('is not run: no broker with a registry is here (npm run services:up)', () =>
    expect(process.env.FLIS_REQUIRE_SERVICES).not.toBe('1'))
