// Reads the same topic with kafkajs and decodes each record with avsc, and does nothing with it: what is there to be had.
// node --import tsx bench/bare-kafka.ts <place as JSON> <consumer group> <records>
import avsc from 'avsc'
import kafkajs from 'kafkajs'
import { type KafkaPlace, NEWER } from './kafka-area.js'
import { cpuSeconds, say } from './say.js'

const { Kafka, logLevel } = kafkajs
const [settings = '{}', groupId = '', count = '0'] = process.argv.slice(2)
const place = JSON.parse(settings) as KafkaPlace
const records = Number(count)
const started = process.hrtime.bigint()
const cpuBefore = cpuSeconds()

interface Decoded {
  readonly Status: number
  readonly Timer: Buffer | null
  readonly Note: string | null
}
const reader = avsc.Type.forSchema(NEWER as avsc.Schema)
const resolvers = new Map<number, avsc.Resolver>()
const resolverOf = async (id: number): Promise<avsc.Resolver> => {
  const answer = await fetch(`${place.registry}/schemas/ids/${id}`)
  const { schema } = (await answer.json()) as { readonly schema: string }
  const resolver = reader.createResolver(avsc.Type.forSchema(JSON.parse(schema) as avsc.Schema))
  resolvers.set(id, resolver)
  return resolver
}

const consumer = new Kafka({ brokers: [place.broker], logLevel: logLevel.NOTHING }).consumer({ groupId })
await consumer.connect()
await consumer.subscribe({ topics: [place.rows], fromBeginning: true })
const result = { rows: 0, status: 0, timer: 0, notes: 0 }
await new Promise<void>((resolve, reject) => {
  consumer
    .run({
      autoCommit: false,
      eachBatch: async ({ batch }) => {
        for (const { value } of batch.messages) {
          if (value === null || value[0] !== 0) continue
          const id = value.readInt32BE(1)
          const resolver = resolvers.get(id) ?? (await resolverOf(id))
          const decoded = reader.decode(value, 5, resolver).value as Decoded
          result.rows += 1
          result.status += decoded.Status
          result.timer += decoded.Timer?.readInt16BE() ?? 0
          result.notes += decoded.Note === null ? 0 : 1
        }
        if (result.rows >= records) resolve()
      },
    })
    .catch(reject)
})
const seconds = Number(process.hrtime.bigint() - started) / 1e9
const cpu = cpuSeconds() - cpuBefore
await consumer.disconnect()
const asTexts = Object.fromEntries(Object.entries(result).map(([name, value]) => [name, String(value)]))
say({ seconds, cpu, result: asTexts })
