import { join } from 'node:path'
import { asFlisError, FlisFailure, sha256Text } from '@flis/core'
import type { Metadata } from '../envelope/metadata.js'
import { readMetadataFile } from '../envelope/read-metadata.js'
import { hasCode, statOf } from '../folder/durable.js'
import { fileAway } from '../folder/file-away.js'
import type { Arrival, Outcome, Source, Waiting } from '../source.js'
import { BUSINESS_RECEIPT_SUFFIX, businessReceiptXml, receiptOf } from './business-receipt.js'
import type { RemoteFile, SftpConnection } from './connect-sftp.js'
import { type RemotePair, remotePairs, seenOf } from './remote-pairs.js'
import { finishRemotePairs, removePair } from './remote-removal.js'
import { placeOf, type SftpLogin } from './sftp-options.js'
import { type Spool, spoolIn } from './spool.js'
import { type SftpWork, withSftp } from './with-sftp.js'

export interface SftpSourceOptions extends SftpWork {
  readonly login: SftpLogin
  /** Folder of deliveries on the server. */
  readonly path: string
  /** Folder on the server for our BusinessReceipts; undefined: none are written. */
  readonly receipts: string | undefined
  readonly archive: string
  readonly rejected: string
  /** Folder for what is fetched and not landed yet. */
  readonly staging: string
  /** Only looks, beside whoever may be taking deliveries at the same time: clears nothing up. */
  readonly looking?: boolean
}

/** Metadata of a pair, undefined when they cannot be read: that is landing's to reject. */
const metadataAt = async (path: string, fileName: string): Promise<Metadata | undefined> => {
  try {
    return await readMetadataFile(path, fileName)
  } catch (thrown) {
    if (thrown instanceof FlisFailure || hasCode(thrown, 'ENOENT')) return undefined
    throw thrown
  }
}

interface World extends SftpSourceOptions {
  readonly spool: Spool
  /** What is to be removed on the server. */
  readonly notes: string
}

const lonely = ({ fileName }: RemotePair, why: Waiting['why'], { changedAt }: RemoteFile): Waiting => ({
  fileName,
  why,
  changedAt,
})

const whole = async (
  { spool, path, login, signal, connect }: World,
  server: SftpConnection,
  fileName: string,
  data: RemoteFile,
  metadata: RemoteFile,
): Promise<Arrival | Waiting> => {
  const work = { ...(signal === undefined ? {} : { signal }), ...(connect === undefined ? {} : { connect }) }
  const metadataPath = await spool.fetchSmall(server, path, metadata)
  const arrival: Arrival = {
    fileName,
    path: spool.pathOf(data),
    metadataPath,
    bytes: data.bytes,
    seen: `${seenOf(data)}/${seenOf(metadata)}`,
    fetch: () => withSftp(login, (again) => spool.fetch(again, path, data), work),
  }
  const promised = (await metadataAt(metadataPath, fileName))?.sizeInBytes
  if (promised === undefined || data.bytes >= promised) return arrival
  return { fileName, why: 'still arriving', arrival, changedAt: data.changedAt }
}

/** A file that went between two questions (it has been taken, or its sender took it back) is no trouble of the server's. */
const unlessGone = async <T>(
  { path }: World,
  server: SftpConnection,
  file: RemoteFile,
  work: () => Promise<T>,
): Promise<T | undefined> => {
  try {
    return await work()
  } catch (thrown) {
    const isGone =
      asFlisError(thrown).code === 'C013' && (await server.stat(`${path}/${file.name}`)) === undefined
    if (isGone) return undefined
    throw thrown
  }
}

const standing = async (world: World, server: SftpConnection) => {
  const { path, notes, spool, looking = false } = world
  if (!looking) await finishRemotePairs(notes, server, path)
  const ready: Arrival[] = []
  const waiting: Waiting[] = []
  const pairs = remotePairs(await server.list(path))
  for (const pair of pairs) {
    const { fileName, data, metadata } = pair
    if (data !== undefined && metadata !== undefined) {
      const found = await unlessGone(world, server, metadata, () =>
        whole(world, server, fileName, data, metadata),
      )
      if (found === undefined) continue
      if ('why' in found) waiting.push(found)
      else ready.push(found)
    } else if (data !== undefined) waiting.push(lonely(pair, 'no metadata', data))
    else if (metadata !== undefined) waiting.push(lonely(pair, 'no data file', metadata))
  }
  if (!looking)
    await spool.keepOnly(pairs.flatMap(({ data, metadata }) => [data ?? [], metadata ?? []].flat()))
  return { ready, waiting }
}

/** A file is there under its name whole or not at all. */
const writeReceipt = async (world: World, server: SftpConnection, arrival: Arrival, outcome: Outcome) => {
  const { receipts } = world
  if (receipts === undefined) return
  const { fileName, metadataPath } = arrival
  const there = (await statOf(metadataPath)) !== undefined
  const metadata = there ? await metadataAt(metadataPath, fileName) : undefined
  const name = `${fileName}${BUSINESS_RECEIPT_SUFFIX}`
  const temporary = `${receipts}/.${sha256Text(name).slice(0, 16)}.part`
  await server.upload(Buffer.from(businessReceiptXml(fileName, metadata, receiptOf(outcome))), temporary)
  await server.rename(temporary, `${receipts}/${name}`)
}

/** The pair as it was listed, from what the arrival says of it. */
const listedFiles = ({ fileName, seen }: Arrival): readonly RemoteFile[] =>
  seen.split('/').map((each, nth) => {
    const [bytes, changedAt] = each.split(':').map(Number)
    const name = nth === 0 ? fileName : `${fileName}.metadata`
    return { name, bytes: bytes ?? 0, changedAt: changedAt ?? 0 }
  })

/**
 * Deliveries on a server in the shape of Serviceplatformen: pairs `<file>` and `<file>.metadata` in a folder, in either
 * order of arrival. Listing brings the metadata here, `fetch` the data file, to a local temporary file under which no
 * half bytes ever stand.
 *
 * Acknowledging gives the landed bytes their names in `archive/` or `rejected/`, as the folder source does, writes a
 * BusinessReceipt, and removes the pair from the server. A pair that was overwritten since it was listed stays.
 *
 * Errors: those of {@link withSftp}; C013 when a folder on the server is missing or may not be used.
 */
export const sftpSource = (options: SftpSourceOptions): Source => {
  const { login, path, archive, rejected, staging, looking = false, signal, connect } = options
  const place = sha256Text(`${placeOf(login, path)}\n${login.user}`).slice(0, 16)
  const world: World = {
    ...options,
    spool: spoolIn(join(staging, 'sftp', place), looking ? `look-${process.pid}` : 'run'),
    notes: join(archive, '.leaving-sftp', place),
  }
  const work = { ...(signal === undefined ? {} : { signal }), ...(connect === undefined ? {} : { connect }) }
  return {
    name: placeOf(login, path),
    list: () => withSftp(login, (server) => standing(world, server), work),
    acknowledge: async (arrival, outcome) => {
      const fetched = (await statOf(arrival.metadataPath)) !== undefined
      await fileAway(
        { archive, rejected, links: true },
        { arrival, outcome, metadata: fetched ? arrival.metadataPath : undefined },
      )
      const files = listedFiles(arrival)
      await withSftp(
        login,
        async (server) => {
          await writeReceipt(world, server, arrival, outcome)
          await removePair(world.notes, server, path, files)
        },
        work,
      )
      for (const file of files) await world.spool.remove(file)
    },
  }
}
