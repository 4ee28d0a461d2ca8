import { copyFile, mkdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import {
  appendColumns,
  asFlisError,
  type Contract,
  type Env,
  FlisFailure,
  fail,
  quoteIdent,
  removePath,
  type Session,
  sha256Text,
} from '@flis/core'
import type { Envelope } from '../envelope/file-name.js'
import { METADATA_SUFFIX } from '../envelope/metadata.js'
import { type Announced, type ArrivalEvent, eventText } from '../kafka/arrival-event.js'
import { RowEncoder, typedRows } from '../kafka/encoded-rows.js'
import type { KafkaLink, SentRecord } from '../kafka/kafka-link.js'
import { comesAsRecords, DEFAULT_ARRIVALS, type KafkaOptions, topicOf } from '../kafka/kafka-options.js'
import { openKafka } from '../kafka/kafkajs-link.js'
import { rowsHash } from '../kafka/rows-hash.js'
import { embeddedRegistry, httpRegistry, type SchemaRegistry } from '../kafka/schema-registry.js'
import { framed } from '../kafka/wire.js'
import { closeBrokenRows, openBrokenRows } from './broken-rows.js'
import { contractsOfKilde, type Landing, makeLanding } from './landing.js'
import { parseDelivery } from './parse-delivery.js'
import { enginePath, type RaadataPart, removeParts } from './raadata-part.js'
import { readEnvelope } from './read-envelope.js'

/** What became of a file delivery that was sent as records. */
export interface Published {
  readonly event: ArrivalEvent
  /** Rows that the contract's schema cannot hold: the receiver puts them into quarantine. */
  readonly unfit: number
  /** Lines that are no rows, and are not sent. */
  readonly broken: number
}

const BATCH_ROWS = 5000
const HASHES = 'published_hashes'

interface Publishing {
  readonly landing: Landing
  readonly link: KafkaLink
  readonly registry: SchemaRegistry
  readonly options: KafkaOptions
  readonly leverance: string
  readonly kommune: string
}

/** Sends the rows of a contract; gives what the event says of them, and how many the schema could not hold. */
const sendPart = async (
  { landing, link, registry, options, leverance, kommune }: Publishing,
  { contract, path, columns }: RaadataPart,
): Promise<{ readonly announced: Announced; readonly unfit: number }> => {
  const { session, env } = landing
  const { paths } = env.warehouse
  const topic = topicOf(options, contract)
  const encoder = new RowEncoder(contract)
  const id = await registry.register(`${topic}-value`, encoder.schema)
  const textId = async () => registry.register(`${topic}-unfit`, encoder.textSchema)
  const absent = Object.keys(contract.fields).filter((name) => !columns.includes(name))
  const file = `(
    select *${absent.map((name) => `, null::varchar as ${quoteIdent(name)}`).join('')}
    from read_parquet(${enginePath(join(paths.root, path))}, file_row_number = true)
  )`
  let [count, unfit] = [0, 0]
  await session.run(`create or replace temp table ${HASHES} (hash varchar)`)
  for (let from = 0; ; from += BATCH_ROWS) {
    const rows = await session.rows(
      `${typedRows(contract, file)}
       where file_row_number >= ${from} and file_row_number < ${from + BATCH_ROWS}
       order by file_row_number`,
    )
    if (rows.length === 0) break
    const records: SentRecord[] = []
    const hashes: string[] = []
    for (const row of rows) {
      const { body, canonical } = encoder.encode(row)
      if (canonical === null) unfit += 1
      else hashes.push(sha256Text(canonical))
      const value = framed(canonical === null ? await textId() : id, body)
      records.push({ key: kommune, value, leverance })
    }
    await link.send(topic, records)
    await appendColumns(session, HASHES, [hashes])
    count += rows.length
  }
  const work = join(paths.staging, 'land', 'hashes.csv')
  const sha256 = await rowsHash(session, `select hash from ${HASHES}`, work)
  await session.run(`drop table ${HASHES}`)
  return { announced: { count, sha256 }, unfit }
}

const requireRecords = (contracts: readonly Contract[], { kilde, fileName }: Envelope): void => {
  const other = contracts.find((each) => !comesAsRecords(each))
  if (other !== undefined)
    fail('U001', { file: fileName, kilde, contract: other.name, detail: 'it comes in files only' })
}

const sendDelivery = async (
  publishing: Publishing,
  envelope: Envelope,
  kildesystem: string,
  file: string,
): Promise<Published> => {
  const { landing, link, options, leverance } = publishing
  const { session, env } = landing
  const { kilde, kommune, periode, loebenr, type, fileName, ext } = envelope
  const contracts = contractsOfKilde(landing, kilde)
  requireRecords(contracts, envelope)
  const id = `publish ${fileName}`
  // where the engine may read, under a name that is none of its patterns
  const path = join(env.warehouse.paths.staging, 'land', `published.${ext}`)
  try {
    await copyFile(file, path)
    const { size } = await stat(path)
    const delivery = { id, kilde, fileName, ext, path, bytes: size }
    const { parts } = await parseDelivery(landing, delivery, () => undefined)
    const announced: Record<string, Announced> = {}
    let unfit = 0
    for (const part of parts) {
      const sent = await sendPart(publishing, part)
      announced[part.contract.name] = sent.announced
      unfit += sent.unfit
    }
    const broken = Number(await session.value('select count(*) from broken_rows'))
    const event: ArrivalEvent = {
      ...{ leverance, kilde, kommune, kildesystem, periode, loebenr, type },
      contracts: announced,
    }
    const value = Buffer.from(eventText(event), 'utf8')
    await link.send(options.arrivals ?? DEFAULT_ARRIVALS, [{ key: kommune, value, leverance }])
    return { event, unfit, broken }
  } finally {
    for (const { name } of contracts) await removeParts(session, env.warehouse.paths.root, name, id)
  }
}

/**
 * Sends a delivery of files as records: each row to its contract's topic, keyed by kommune, then the arrival event. Sent
 * again after it broke off it is whole all the same: the last records of a delivery count.
 *
 * The rows are read as landing reads them; the warehouse keeps nothing of them but, where it is its own registry, the
 * schemas.
 *
 * Errors: L001–L043 of the delivery; U001 a Kilde that comes in files only; S020, C011–C013 of the cluster.
 *
 * @param file the data file, with its metadata file beside it
 *
 * @example await publishDelivery(env, session, { brokers: ['127.0.0.1:9092'] }, 'KY_0751_2022-10_001_F.zip')
 */
export const publishDelivery = async (
  env: Env,
  session: Session,
  options: KafkaOptions,
  file: string,
): Promise<Published> => {
  const { root, staging } = env.warehouse.paths
  const work = join(staging, 'land')
  await mkdir(work, { recursive: true })
  await openBrokenRows(session)
  const link = await openKafka(options, root)
  try {
    const landing = makeLanding(env, session, env.areas)
    const { size } = await stat(file).catch(() => fail('U004', { file }))
    const read = await readEnvelope(landing, basename(file), `${file}${METADATA_SUFFIX}`, size)
    if (read.error !== undefined) throw new FlisFailure(read.error)
    const { envelope, kildesystem } = read
    if (envelope === undefined) return fail('L001', { file })
    const name = envelope.fileName.slice(0, -(envelope.ext.length + 1))
    const registry =
      options.registry === undefined ? embeddedRegistry(session) : httpRegistry(options.registry)
    const leverance = `${kildesystem ?? ''}:${name}`
    return await sendDelivery(
      { landing, link, registry, options, leverance, kommune: envelope.kommune },
      envelope,
      kildesystem ?? '',
      file,
    )
  } catch (thrown) {
    throw new FlisFailure(asFlisError(thrown))
  } finally {
    await link.close()
    await closeBrokenRows(session)
    await removePath(work)
  }
}
