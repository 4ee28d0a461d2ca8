// Sends the records of 98 kommuner to a topic, and an arrival event of each; says how long it took from the first of them.
// node --import tsx bench/kafka-send.ts <place as JSON> <records>
import { createHash } from 'node:crypto'
import { KOMMUNE_CODES } from '@flis/core'
import avsc from 'avsc'
import kafkajs, { type Message } from 'kafkajs'
import {
  canonicalOf,
  type KafkaPlace,
  NEWER,
  OLDER,
  PARTITIONS,
  PERIODE,
  recordOf,
  shareOf,
} from './kafka-area.js'
import { cpuSeconds, say } from './say.js'

const BATCH = 2000
const UNDER_WAY = 4
const { Kafka, logLevel, Partitioners } = kafkajs
const [settings = '{}', count = '0'] = process.argv.slice(2)
const place = JSON.parse(settings) as KafkaPlace
const records = Number(count)

const register = async (schema: object): Promise<number> => {
  const answer = await fetch(`${place.registry}/subjects/${place.rows}-value/versions`, {
    method: 'POST',
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    body: JSON.stringify({ schema: JSON.stringify(schema) }),
  })
  return ((await answer.json()) as { readonly id: number }).id
}
const writerOf = async (schema: object) => {
  const type = avsc.Type.forSchema(schema as avsc.Schema)
  const head = Buffer.alloc(5)
  head.writeInt32BE(await register(schema), 1)
  return (value: object): Buffer => Buffer.concat([head, type.toBuffer(value)])
}
const older = await writerOf(OLDER)
const newer = await writerOf(NEWER)

const leveranceOf = (kommune: string): string => `BENCH:BENCH_${kommune}_${PERIODE}_001_D`
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
/** The sender knows them before it sends: what they cost is not the receiver's. */
const events = KOMMUNE_CODES.map((kommune, nth): Message => {
  const size = shareOf(records, nth)
  const hashes = Array.from({ length: size }, (_, nr) => `${sha256(canonicalOf(kommune, nr))}\n`)
  const contracts = { Record: { count: size, sha256: sha256(hashes.sort().join('')) } }
  const label = { Kilde: 'BENCH', kommune, kildesystem: 'BENCH', periode: PERIODE, løbenr: 1, type: 'D' }
  return { key: kommune, value: JSON.stringify({ leverance: leveranceOf(kommune), ...label, contracts }) }
})

const client = new Kafka({ brokers: [place.broker], logLevel: logLevel.NOTHING })
const admin = client.admin()
await admin.connect()
await admin.createTopics({
  waitForLeaders: false,
  topics: [place.rows, place.arrivals].map((topic) => ({ topic, numPartitions: PARTITIONS })),
})
const isThere = async (): Promise<boolean> => {
  const topics = await admin.listTopics()
  return topics.includes(place.rows) && topics.includes(place.arrivals)
}
for (let tries = 0; tries < 1000 && !(await isThere()); tries++);
await admin.disconnect()
const producer = client.producer({ createPartitioner: Partitioners.DefaultPartitioner })
await producer.connect()

const send = async (kommune: string, from: number, to: number): Promise<void> => {
  const leverance = leveranceOf(kommune)
  const messages = Array.from({ length: to - from }, (_, nth): Message => {
    const record = recordOf(kommune, from + nth)
    return { key: kommune, value: record.older ? older(record) : newer(record), headers: { leverance } }
  })
  await producer.send({ topic: place.rows, messages })
}

const started = process.hrtime.bigint()
const cpuBefore = cpuSeconds()
let sent = 0
for (let from = 0; from < shareOf(records, 0); from += BATCH)
  for (let nth = 0; nth < KOMMUNE_CODES.length; nth += UNDER_WAY)
    await Promise.all(
      KOMMUNE_CODES.slice(nth, nth + UNDER_WAY).map(async (kommune, beside) => {
        const to = Math.min(from + BATCH, shareOf(records, nth + beside))
        if (to > from) await send(kommune, from, to)
        sent += Math.max(to - from, 0)
      }),
    )
await producer.send({ topic: place.arrivals, messages: events })
const seconds = Number(process.hrtime.bigint() - started) / 1e9
const cpu = cpuSeconds() - cpuBefore
await producer.disconnect()
say({ seconds, cpu, sent })
