import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Env, fail, flisError, removePath, requireRaadata, type Session } from '@flis/core'
import type { Envelope } from '../envelope/file-name.js'
import { METADATA_SUFFIX } from '../envelope/metadata.js'
import { withLoebenr } from '../envelope/with-loebenr.js'
import { archiveName, contentPath, placeBytes } from '../folder/archive.js'
import { syncFolder } from '../folder/durable.js'
import { closeBrokenRows, openBrokenRows } from './broken-rows.js'
import { commitDelivery, type DecidedDelivery, recommitDelivery } from './commit-delivery.js'
import { findingsOf } from './findings.js'
import { earlierDeliveries, holderOf, nextId } from './identity.js'
import { type Landing, makeLanding } from './landing.js'
import { parseDelivery } from './parse-delivery.js'
import { orRejection, readEnvelope } from './read-envelope.js'
import { sealedHistory } from './sealed-history.js'

/** A delivery of the ledger with its kept bytes. */
interface KeptDelivery {
  readonly id: string
  readonly fileName: string
  readonly kildesystem: string | null
  readonly state: string
  readonly code: string | null
  readonly sha256: string
  readonly metadataSha256: string
  readonly bytes: number
  /** Where the data file's bytes lie in the archive. */
  readonly path: string
  readonly metadataPath: string
}

const keptDelivery = async (env: Env, session: Session, id: string): Promise<KeptDelivery> => {
  const [row] = await session.rows('select * from ops.deliveries where id = $id', { id })
  if (row === undefined) return fail('U004', { delivery: id })
  await requireRaadata(session, [id])
  const { archive } = env.warehouse.paths
  const [sha256, metadataSha256] = [String(row.sha256), String(row.metadata_sha256)]
  return {
    id,
    fileName: String(row.file_name),
    kildesystem: row.kildesystem === null ? null : String(row.kildesystem),
    state: String(row.state),
    code: row.code === null ? null : String(row.code),
    sha256,
    metadataSha256,
    bytes: Number(row.bytes),
    path: contentPath(archive, sha256),
    metadataPath: contentPath(archive, metadataSha256),
  }
}

/** What the kept bytes give when they are read under an envelope. */
const parsed = async (
  landing: Landing,
  kept: KeptDelivery,
  id: string,
  envelope: Envelope,
): Promise<DecidedDelivery['outcome']> => {
  const { fileName, kilde, ext } = envelope
  const { path, bytes } = kept
  const sealed = await sealedHistory(landing, kept.kildesystem, envelope)
  if (sealed !== undefined)
    return { state: 'rejected', error: flisError(sealed.code, { ...sealed.facts, delivery: id }) }
  const read = await orRejection(() =>
    parseDelivery(landing, { id, kilde, fileName, ext, path, bytes }, () => undefined),
  )
  if ('error' in read)
    return { state: 'rejected', error: flisError(read.error.code, { ...read.error.facts, delivery: id }) }
  return { state: 'received', parsed: read.value, findings: findingsOf(id, read.value) }
}

const withLanding = async <T>(
  env: Env,
  session: Session,
  work: (landing: Landing) => Promise<T>,
): Promise<T> => {
  const folder = join(env.warehouse.paths.staging, 'land')
  await mkdir(folder, { recursive: true })
  await openBrokenRows(session)
  try {
    return await work(makeLanding(env, session, env.areas))
  } finally {
    await closeBrokenRows(session)
    await removePath(folder)
  }
}

/** A delivery that loads after all leaves `rejected/`; its name goes to the archive. */
const leaveRejected = async (env: Env, { fileName, sha256, path }: KeptDelivery): Promise<void> => {
  const { archive, rejected } = env.warehouse.paths
  const name = archiveName(fileName)
  await placeBytes(path, archive, name, { sha256, links: true })
  await syncFolder(archive)
  for (const suffix of ['', METADATA_SUFFIX, '.error.json'])
    await removePath(join(rejected, `${name}${suffix}`))
}

const READABLE = ['received', 'loaded', 'held', 'withdrawn', 'rejected']

/**
 * Reads a delivery again from its kept bytes, by today's contracts and settings: envelope, files, lines. It stands in
 * the ledger as if it came now, but at its old place; what was loaded of it is to be historised anew.
 *
 * Errors: U004 unknown delivery; D001 one that was a duplicate, or whose identity another delivery holds (L005).
 *
 * @param also what belongs into the same transaction
 * @returns state and code that landing gives it
 */
export const rereadDelivery = async (
  env: Env,
  session: Session,
  id: string,
  also: () => Promise<void>,
): Promise<{ readonly state: string; readonly code: string | null }> => {
  const kept = await keptDelivery(env, session, id)
  if (!READABLE.includes(kept.state) || kept.code === 'L005')
    return fail('D001', {
      delivery: id,
      found: kept.code ?? kept.state,
      expected: 'a delivery that was taken in',
    })
  return withLanding(env, session, async (landing) => {
    const read = await readEnvelope(landing, kept.fileName, kept.metadataPath, kept.bytes)
    const { envelope, error } = read
    const outcome: DecidedDelivery['outcome'] =
      error !== undefined || envelope === undefined
        ? { state: 'rejected', error: error ?? flisError('L001', { delivery: id }) }
        : await parsed(landing, kept, id, envelope)
    const { fileName, sha256, metadataSha256, bytes } = kept
    const decided: DecidedDelivery = {
      ...{ id, fileName, sha256, metadataSha256, bytes, outcome },
      kildesystem: read.kildesystem,
      ...(envelope === undefined ? {} : { envelope }),
    }
    await session.transaction(async () => {
      await recommitDelivery(landing, decided)
      if (kept.state === 'withdrawn' && outcome.state === 'received')
        await session.run(`update ops.deliveries set state = 'withdrawn' where id = $id`, { id })
      await also()
    })
    if (kept.state === 'rejected' && outcome.state === 'received') await leaveRejected(env, kept)
    return { state: outcome.state, code: outcome.state === 'rejected' ? outcome.error.code : null }
  })
}

/**
 * Takes in a delivery that was rejected because its identity was taken (L005), under another løbenr: the bytes land as
 * a delivery of its own, with that number's extract time.
 *
 * Errors: U004; D001 when it is no such delivery, or the number is taken too; L001–L043 of its content.
 *
 * @returns id of the new delivery
 */
export const takeInAs = async (
  env: Env,
  session: Session,
  id: string,
  loebenr: number,
  also: (taken: string) => Promise<void>,
): Promise<string> => {
  const kept = await keptDelivery(env, session, id)
  if (kept.state !== 'rejected' || kept.code !== 'L005')
    return fail('D001', {
      delivery: id,
      found: kept.code ?? kept.state,
      expected: 'a delivery rejected with L005',
    })
  return withLanding(env, session, async (landing) => {
    const { kildesystem, sha256, metadataSha256, bytes } = kept
    const read = await readEnvelope(landing, kept.fileName, kept.metadataPath, kept.bytes)
    if (read.envelope === undefined) return fail('D001', { delivery: id, ...read.error?.facts })
    const fileName = withLoebenr(read.envelope, loebenr, landing.rules)
    const earlier = await earlierDeliveries(session, kildesystem, fileName)
    const holder = holderOf(earlier)
    if (holder !== undefined)
      return fail('D001', { delivery: id, found: holder.id, expected: 'a løbenr that is free' })
    const taken = await nextId(session, kildesystem, fileName, earlier.length)
    const envelope: Envelope = { ...read.envelope, fileName, loebenr }
    const outcome = await parsed(landing, kept, taken, envelope)
    await commitDelivery(
      landing,
      { id: taken, fileName, kildesystem, envelope, sha256, metadataSha256, bytes, outcome },
      () => also(taken),
    )
    await placeBytes(kept.path, env.warehouse.paths.archive, archiveName(fileName), {
      sha256,
      links: true,
    })
    await syncFolder(env.warehouse.paths.archive)
    await session.run('update ops.deliveries set acknowledged = true where id = $taken', { taken })
    return taken
  })
}
