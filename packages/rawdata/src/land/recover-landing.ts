import { readdir } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { type Env, removePath, type Session, sha256File } from '@flis/core'
import { hasCode } from '../folder/durable.js'
import { folder as folderSource } from '../folder/folder-source.js'
import type { Arrival as ListedArrival, Source } from '../source.js'
import { markAcknowledged, outcomeOf } from './acknowledge.js'
import { type EarlierDelivery, unacknowledged } from './identity.js'
import { PART_NAME, raadataFolder } from './raadata-part.js'

export interface Recovered {
  /** Deliveries whose source had not been told. */
  readonly acknowledged: number
  /** Files removed that no ledger row names. */
  readonly removed: number
}

const namesIn = async (folder: string): Promise<readonly string[]> => {
  try {
    return await readdir(folder)
  } catch (thrown) {
    if (hasCode(thrown, 'ENOENT', 'ENOTDIR')) return []
    throw thrown
  }
}

const isPairOf = async (
  { path, metadataPath }: ListedArrival,
  { sha256, metadataSha256 }: EarlierDelivery,
): Promise<boolean> =>
  (await sha256File(path)) === sha256 && (await sha256File(metadataPath)) === metadataSha256

/** What stands in an inbox, short files too: these are rejected once patience is at its end. */
const pairsIn = async (source: Source): Promise<readonly ListedArrival[]> => {
  const { ready, waiting } = await source.list()
  return [...ready, ...waiting.flatMap(({ arrival }) => arrival ?? [])]
}

const acknowledgeAgain = async (
  source: Source,
  there: ListedArrival,
  delivery: EarlierDelivery,
): Promise<void> => {
  // other bytes under the name are an arrival of their own: then only what lies in the archive gets its name
  const arrival = (await isPairOf(there, delivery)) ? there : { ...there, seen: '' }
  await source.acknowledge(arrival, outcomeOf(delivery))
}

const finishAcknowledging = async (
  env: Env,
  session: Session,
  inboxes: readonly string[],
): Promise<number> => {
  const { root, archive, rejected } = env.warehouse.paths
  const left = await unacknowledged(session)
  if (left.length === 0) return 0
  for (const path of inboxes) {
    const inbox = isAbsolute(path) ? path : join(root, path)
    const source = folderSource({ inbox, archive, rejected })
    const pairs = new Map((await pairsIn(source)).map((pair) => [pair.fileName, pair]))
    for (const delivery of left) {
      const there = pairs.get(delivery.fileName)
      if (there !== undefined) await acknowledgeAgain(source, there, delivery)
    }
  }
  for (const { id } of left) await markAcknowledged(session, id)
  return left.length
}

const removeAll = async (paths: readonly string[]): Promise<number> => {
  for (const each of paths) await removePath(each)
  return paths.length
}

/** Parquet files that landing made and the ledger does not name. */
const orphanParts = async (env: Env, session: Session): Promise<readonly string[]> => {
  const { root, raadata } = env.warehouse.paths
  const counted = new Set((await session.rows('select path from ops.raadata')).map((row) => String(row.path)))
  const orphans: string[] = []
  for (const contract of await namesIn(raadata)) {
    for (const name of await namesIn(join(raadata, contract))) {
      const path = `${raadataFolder(contract)}/${name}`
      if (PART_NAME.test(name) && !counted.has(path)) orphans.push(join(root, path))
    }
  }
  return orphans
}

/** Half-written copies in archive and rejected; the finished ones have another name. */
const halfCopies = async (env: Env): Promise<readonly string[]> => {
  const { archive, rejected } = env.warehouse.paths
  const found: string[] = []
  for (const folder of [join(archive, 'sha256'), archive, rejected])
    for (const name of await namesIn(folder)) if (/^\..+\.part$/.test(name)) found.push(join(folder, name))
  return found
}

/**
 * Makes good what a process that died while landing left undone: pairs still in an inbox whose delivery is in the
 * ledger leave it, and files that no ledger row names are removed. Call it before the sources are listed, with nobody
 * else landing. Repeating it changes nothing.
 *
 * @param inboxes every folder that deliveries are landed from, relative to the warehouse or absolute
 *
 * @example await recoverLanding(env, session) // { acknowledged: 1, removed: 2 }
 */
export const recoverLanding = async (
  env: Env,
  session: Session,
  inboxes: readonly string[] = [env.warehouse.paths.inbox],
): Promise<Recovered> => {
  const acknowledged = await finishAcknowledging(env, session, inboxes)
  const { staging } = env.warehouse.paths
  // with what was fetched from servers, or written from received records: there it still is
  const work: string[] = []
  for (const folder of ['land', 'sftp', 'kafka'])
    work.push(...(await namesIn(join(staging, folder))).map((name) => join(staging, folder, name)))
  const removed = await removeAll([...(await orphanParts(env, session)), ...(await halfCopies(env)), ...work])
  return { acknowledged, removed }
}
