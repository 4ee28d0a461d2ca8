import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import kafkajs, { type Consumer, type Message, type PartitionAssigner } from 'kafkajs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { framed, long, text } from './avro-bytes.js'
import { maalinger, NOW, SCHEMA } from './once-world.js'
import { type Sender, startSender } from './sender.js'
import { clientOf, restartBroker, runningServices } from './services.js'

/** How often a consumer is killed, its broker restarted, or its partitions taken from it. */
const ROUNDS = Number(process.env.FLIS_ONCE ?? '8')
const PARTITIONS = 4
const KOMMUNER = ['0101', '0147', '0461', '0751', '0851']
/** Records of a delivery. With a buffer as small as may be, some transactions a round. */
const RECORDS = 400
const BUFFER_BYTES = 65_536
/** So many commits a run makes at least before it lands anything. */
const RECEIVING = 3
const worker = fileURLToPath(new URL('once-worker.ts', import.meta.url))
const started = await runningServices()

/** A small generator with a seed, so that a failing draw can be drawn again. */
const draws = (seed: number): ((below: number) => number) => {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

interface Ended {
  readonly signal: string | null
  /** Each act, and how it ended. */
  readonly lines: readonly string[]
}

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex')

const once = (): void => {
  if (started === undefined) return
  const services = started
  let sender: Sender
  let w: TestWarehouse
  let schema: number
  let sent = 0
  const places: string[] = []
  let loebenr = 0

  beforeAll(async () => {
    sender = await startSender(services, `km-${randomUUID()}`, PARTITIONS)
    schema = await sender.register(SCHEMA)
    w = await testWarehouse({ areas: [maalinger], now: NOW })
    // the working file is there: of two processes that make one at once the engine says other things than S001
    await w.intake()
  })
  afterAll(async () => {
    await w.close()
    await sender.stop()
  })

  /** One delivery of each kommune; their records lie among each other. */
  const sendRound = async (): Promise<void> => {
    loebenr += 1
    const deliveries = KOMMUNER.map((kommune) => {
      const label = { kilde: 'KM', contract: 'KMMaaling', type: 'D', kommune, loebenr } as const
      const ids = Array.from({ length: RECORDS }, (_, nr) => `${kommune}-${loebenr}-${nr}`)
      const messages = ids.map(
        (id, nr): Message => sender.messageOf(framed(schema, [...text(id), ...long(nr)]), label),
      )
      const canonical = ids.map((id, nr) => `{"MaalingId":"${id}","Vaerdi":"${nr}"}`)
      return { label, messages, canonical }
    })
    for (const half of [0, 1])
      for (const { messages } of deliveries)
        places.push(
          ...(await sender.sendRaw(messages.slice((half * RECORDS) / 2, ((half + 1) * RECORDS) / 2))),
        )
    for (const { label, canonical } of deliveries) {
      const hash = sha256(
        canonical
          .map((each) => `${sha256(each)}\n`)
          .sort()
          .join(''),
      )
      await sender.event([], label, { contracts: { KMMaaling: { count: RECORDS, sha256: hash } } })
    }
    sent += KOMMUNER.length * RECORDS
  }

  const settingsOf = (groupId: string) => ({
    brokers: [services.broker],
    groupId,
    topics: { KMMaaling: sender.topics.rows },
    arrivals: sender.topics.arrivals,
    registry: services.registry,
    bufferBytes: BUFFER_BYTES,
  })

  /** Runs the consumer; `at` is told of each of its acts while it goes on. */
  const run = (
    groupId: string,
    kill: readonly [kind: string, nth: number] | readonly [] = [],
    at: (line: string, child: ChildProcess) => void = () => undefined,
  ): Promise<Ended> =>
    new Promise((resolve) => {
      const child = spawn(
        process.execPath,
        [
          ...['--conditions=flis-source', '--import', 'tsx', worker, w.root],
          ...[JSON.stringify(settingsOf(groupId)), ...kill.map(String)],
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      )
      const lines: string[] = []
      createInterface({ input: child.stdout }).on('line', (line) => {
        lines.push(line)
        at(line, child)
      })
      child.on('close', (_, signal) => resolve({ signal, lines }))
    })

  /** A query in between, after which nothing here holds the file. */
  const query = async (sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> => {
    const instance = await DuckDBInstance.create(join(w.root, 'flis.duckdb'), { access_mode: 'READ_ONLY' })
    const connection = await instance.connect()
    const rows = (await connection.runAndReadAll(sql)).getRowObjects()
    connection.closeSync()
    instance.closeSync()
    return rows
  }

  /** What the topics were sent, each record once, by topic, partition and offset. */
  const requireOnce = async (where: string): Promise<void> => {
    const [found] = await query(
      `select count(*)::integer as records, count(distinct (_fil, _linje))::integer as places,
         (select count(*)::integer from ops.kafka_records) as waiting,
         (select count(*)::integer from dsa_hist."KMMaaling") as history
       from raadata."KMMaaling"`,
    )
    expect(found, where).toEqual({ records: sent, places: sent, waiting: 0, history: sent })
  }

  /** What has been received and waits for the rest of its delivery: landing would also hide what lies there twice. */
  const requireNoneTwice = async (where: string): Promise<void> => {
    const twice = 'select count(*) - count(distinct (stream, "offset")) as twice from ops.kafka_records'
    expect(await query(twice), where).toEqual([{ twice: 0n }])
  }

  /** Runs until a run has ended by itself: after a kill or a restart of the broker a run may still fail, but not for ever. */
  const settle = async (groupId: string): Promise<void> => {
    let ended = await run(groupId)
    for (let tries = 0; ended.lines.at(-1) !== 'done' && tries < 5; tries++) ended = await run(groupId)
    expect(ended.lines.at(-1)).toBe('done')
  }

  it('stores each record once in an undisturbed run, in several transactions', async () => {
    await sendRound()
    const { lines } = await run('undisturbed')
    expect(lines.at(-1)).toBe('done')
    expect(lines.filter((line) => line.startsWith('after a commit')).length).toBeGreaterThan(3)
    await requireOnce('undisturbed')
  })

  it(`stores each record once, whatever ${ROUNDS} kills, restarts and rebalances come between`, async () => {
    const draw = draws(20221202)
    await sendRound()
    const { lines } = await run('measured')
    const countOf = (kind: string): number => lines.filter((line) => line.startsWith(`${kind} `)).length
    const kinds = ['before a commit', 'after a commit', 'statement', 'request']
    const killed: string[] = []
    for (let round = 0; round < ROUNDS; round++) {
      await sendRound()
      const kind = kinds[round % kinds.length] ?? ''
      // every other time among the first ones, which are those of receiving
      const among =
        kind.endsWith('a commit') && round % 8 < 4 ? Math.min(RECEIVING, countOf(kind)) : countOf(kind)
      const nth = 1 + draw(among)
      const where = `round ${round}: ${kind} ${nth} of ${countOf(kind)}`
      // of four rounds one in the group of the one before, where the broker still waits for whoever was killed there
      const group = `group-${round - (round % 4 === 3 ? 1 : 0)}`
      // while it joins the group or reads
      const reading = `request ${12 + draw(12)}`
      switch (round % 8) {
        case 5: {
          let restarting: Promise<void> | undefined
          await run(group, [], (line) => {
            if (line === reading) restarting = restartBroker()
          })
          await restarting
          break
        }
        case 6: {
          await (round % 16 === 6 ? besideOneThatLeaves(group, reading) : besideOneThatComes(group, reading))
          break
        }
        default: {
          const { signal } = await run(group, [kind, nth])
          if (signal === 'SIGKILL') killed.push(kind)
        }
      }
      await requireNoneTwice(where)
      // every other time the next records come before the rest has been read
      if (round % 2 === 0) continue
      await settle(group)
      await requireOnce(where)
    }
    await settle('last')
    await requireOnce('in the end')
    const order = 'select _fil || \':\' || _linje as place from raadata."KMMaaling" order by 1'
    expect((await query(order)).map(({ place }) => place)).toEqual([...places].sort())
    if (ROUNDS >= 4) expect([...new Set(killed)].sort()).toEqual([...kinds].sort())
  }, 3_600_000)

  /** Another member of the group has partitions when ours comes, and leaves while ours is at work. */
  const besideOneThatLeaves = async (groupId: string, when: string): Promise<void> => {
    const other = await member(groupId)
    let leaving: Promise<void> | undefined
    await run(groupId, [], (line) => {
      if (line === when) leaving = other.disconnect()
    })
    await (leaving ?? other.disconnect())
  }

  /** Another member comes and takes some of the partitions while ours is at work. */
  const besideOneThatComes = async (groupId: string, when: string): Promise<void> => {
    let coming: Promise<Consumer> | undefined
    await run(groupId, [], (line) => {
      if (line === when) coming = member(groupId)
    })
    await (await coming)?.disconnect()
  }

  /** A member of the tests' own, which takes its partitions and never notes an offset. */
  const member = async (groupId: string): Promise<Consumer> => {
    const consumer = clientOf(services).consumer({ groupId, partitionAssigners: [inTurn] })
    await consumer.connect()
    await consumer.subscribe({ topics: Object.values(sender.topics), fromBeginning: true })
    const joined = new Promise<void>((resolve) => {
      consumer.on(consumer.events.GROUP_JOIN, () => resolve())
    })
    await consumer.run({ autoCommit: false, eachBatch: async () => undefined })
    await joined
    return consumer
  }

  it('is fetched by one of two processes at once', async () => {
    await sendRound()
    const ended = await Promise.all([run('two'), run('two')])
    expect([
      ['done', 'failed S001'],
      ['done', 'done'],
    ]).toContainEqual(ended.map(({ lines }) => lines.at(-1) ?? '').sort())
    await requireOnce('two processes')
  })
}

/** Partitions in turn, under the name that our own consumers speak: all members of a group must know one in common. */
const inTurn: PartitionAssigner = ({ cluster }) => {
  const { AssignerProtocol } = kafkajs
  const name = 'FlisByPartition'
  return {
    name,
    version: 1,
    assign: async ({ members, topics }) =>
      members.map(({ memberId }, nth) => ({
        memberId,
        memberAssignment: AssignerProtocol.MemberAssignment.encode({
          version: 1,
          assignment: Object.fromEntries(
            topics.map((topic) => [
              topic,
              cluster
                .findTopicPartitionMetadata(topic)
                .map(({ partitionId }) => partitionId)
                .filter((partition) => partition % members.length === nth),
            ]),
          ),
          userData: Buffer.alloc(0),
        }),
      })),
    protocol: ({ topics }) => ({
      name,
      metadata: AssignerProtocol.MemberMetadata.encode({ version: 1, topics, userData: Buffer.alloc(0) }),
    }),
  }
}

const notRun = (): void =>
  it('is not run: no broker with a registry is here (npm run services:up)', () =>
    expect(process.env.FLIS_REQUIRE_SERVICES).not.toBe('1'))

describe('each record from Kafka is stored once', started === undefined ? notRun : once)
