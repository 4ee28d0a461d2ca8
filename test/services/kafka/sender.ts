import { createHash } from 'node:crypto'
import kafkajs, { type Message } from 'kafkajs'
import { vi } from 'vitest'
import { framed } from './avro-bytes.js'
import { bodyOf, type Raekke } from './proeve.js'
import { clientOf, type Services } from './services.js'

const { Partitioners } = kafkajs

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex')

/** Over the hashes of the canonical rows, sorted, a line each. */
const hashOf = (rows: readonly Raekke[]): string =>
  sha256(
    rows
      .map(({ canonical }) => `${sha256(canonical)}\n`)
      .sort()
      .join(''),
  )

/** Which delivery. */
export interface Label {
  readonly kommune?: string
  readonly periode?: string
  readonly loebenr?: number
  readonly type?: 'F' | 'D'
  readonly kildesystem?: string
  readonly kilde?: string
  readonly contract?: string
}

const labelled = (label: Label) => ({
  ...{ kommune: '0751', periode: '2022-10', loebenr: 1, type: 'F', kildesystem: 'KPsystem' },
  ...{ kilde: 'KP', contract: 'KPRaekke', ...label },
})

const leveranceOf = (label: Label): string => {
  const { kildesystem, kilde, kommune, periode, loebenr, type } = labelled(label)
  return `${kildesystem}:${kilde}_${kommune}_${periode}_${String(loebenr).padStart(3, '0')}_${type}`
}

/** A sender and the topics that it writes to, which nobody else has. */
export const startSender = async (services: Services, name: string, partitions: number) => {
  const client = clientOf(services)
  const admin = client.admin()
  await admin.connect()
  const topics = { rows: `${name}-rows`, arrivals: `${name}-arrivals` }
  await admin.createTopics({
    waitForLeaders: false,
    topics: Object.values(topics).map((topic) => ({ topic, numPartitions: partitions })),
  })
  await vi.waitFor(() => admin.fetchTopicMetadata({ topics: Object.values(topics) }), {
    timeout: 30_000,
    interval: 50,
  })
  const producer = client.producer({ createPartitioner: Partitioners.DefaultPartitioner })
  await producer.connect()
  const register = async (schema: object): Promise<number> => {
    const answer = await fetch(`${services.registry}/subjects/${topics.rows}-value/versions`, {
      method: 'POST',
      headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
      body: JSON.stringify({ schema: JSON.stringify(schema) }),
    })
    if (!answer.ok) throw new Error(`the registry says ${answer.status}: ${await answer.text()}`)
    return ((await answer.json()) as { readonly id: number }).id
  }
  /** Sends records of one key; gives the places where they lie, as Rådata names them. */
  const sendRaw = async (messages: Message[], topic = topics.rows): Promise<readonly string[]> => {
    const [sent] = await producer.send({ topic, acks: -1, messages })
    const first = Number(sent?.baseOffset)
    return messages.map((_, nth) => `${topic}-${sent?.partition}:${first + nth}`)
  }
  const messageOf = (value: Buffer, label: Label = {}): Message => ({
    key: labelled(label).kommune,
    value,
    headers: { leverance: leveranceOf(label) },
  })
  const eventOf = (rows: readonly Raekke[], label: Label = {}) => {
    const { kilde, kommune, kildesystem, periode, loebenr, type, contract } = labelled(label)
    return {
      leverance: leveranceOf(label),
      Kilde: kilde,
      ...{ kommune, kildesystem, periode, løbenr: loebenr, type },
      contracts: { [contract]: { count: rows.length, sha256: hashOf(rows) } },
    }
  }
  return {
    topics,
    register,
    sendRaw,
    messageOf,
    eventOf,
    rows: (schemaId: number, rows: readonly Raekke[], label: Label = {}): Promise<readonly string[]> =>
      sendRaw(rows.map(({ values }) => messageOf(framed(schemaId, bodyOf(values)), label))),
    event: (rows: readonly Raekke[], label: Label = {}, differing: object = {}): Promise<readonly string[]> =>
      sendRaw(
        [
          {
            key: labelled(label).kommune,
            value: JSON.stringify({ ...eventOf(rows, label), ...differing }),
          },
        ],
        topics.arrivals,
      ),
    stop: async (): Promise<void> => {
      await producer.disconnect()
      await admin.deleteTopics({ topics: Object.values(topics) })
      await admin.disconnect()
    },
  }
}

export type Sender = Awaited<ReturnType<typeof startSender>>
