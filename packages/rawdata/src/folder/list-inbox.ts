import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { FlisFailure } from '@flis/core'
import { METADATA_SUFFIX } from '../envelope/metadata.js'
import { readMetadataFile } from '../envelope/read-metadata.js'
import type { Arrival, Waiting } from '../source.js'
import { hasCode, identityOf, statOf } from './durable.js'

/** Names that uploads still under way have, and hidden ones. */
export const NOT_YET = /^\.|\.(?:part|tmp|filepart)$/

/** By periode (a month after its days), then løbenr, then name; names of another pattern come last. */
export const byExtract = (a: string, b: string): number => {
  const key = (name: string): string => {
    const [, periode, loebenr] = /_(\d{4}-\d{2}(?:-\d{2})?)_(\d{3})_/.exec(name) ?? []
    return periode === undefined ? `~${name}` : `${periode.padEnd(10, '~')} ${loebenr} ${name}`
  }
  return key(a) < key(b) ? -1 : 1
}

const namesIn = async (inbox: string): Promise<readonly string[]> => {
  const found = await readdir(inbox, { withFileTypes: true })
  // a link is no file of ours: it could point anywhere
  return found.filter((each) => each.isFile() && !NOT_YET.test(each.name)).map((each) => each.name)
}

/** The size that the metadata promise; undefined when they cannot be read, which is landing's to reject. */
const promisedBytes = async (metadataPath: string): Promise<number | undefined> => {
  try {
    return (await readMetadataFile(metadataPath, metadataPath)).sizeInBytes
  } catch (thrown) {
    if (thrown instanceof FlisFailure) return undefined
    throw thrown
  }
}

/** One pair; undefined when a file of it has gone since the folder was read. */
const pairOf = async (inbox: string, fileName: string): Promise<Arrival | Waiting | undefined> => {
  const path = join(inbox, fileName)
  const metadataPath = `${path}${METADATA_SUFFIX}`
  const status = await statOf(path)
  if (status === undefined) return undefined
  const bytes = Number(status.size)
  const arrival = { fileName, path, metadataPath, bytes, seen: identityOf(status) }
  const promised = await promisedBytes(metadataPath)
  const whole = promised === undefined || bytes >= promised
  return whole ? arrival : { fileName, why: 'still arriving', arrival, changedAt: Number(status.mtimeMs) }
}

const lonely = async (inbox: string, fileName: string, why: Waiting['why'], present: string) => {
  const status = await statOf(join(inbox, present))
  return status === undefined ? undefined : { fileName, why, changedAt: Number(status.mtimeMs) }
}

/** What stands in an inbox folder: pairs that are ready, and what is not, both in a stable order. */
export const listInbox = async (inbox: string) => {
  const names = new Set(await namesIn(inbox))
  const dataNames = [...names].map((name) =>
    name.endsWith(METADATA_SUFFIX) ? name.slice(0, -METADATA_SUFFIX.length) : name,
  )
  const ready: Arrival[] = []
  const waiting: Waiting[] = []
  for (const name of [...new Set(dataNames)].sort(byExtract)) {
    const metadata = `${name}${METADATA_SUFFIX}`
    const found = !names.has(metadata)
      ? await lonely(inbox, name, 'no metadata', name)
      : !names.has(name)
        ? await lonely(inbox, name, 'no data file', metadata)
        : await pairOf(inbox, name).catch((thrown: unknown) => {
            if (hasCode(thrown, 'ENOENT')) return undefined
            throw thrown
          })
    if (found === undefined) continue
    if ('why' in found) waiting.push(found)
    else ready.push(found)
  }
  return { ready, waiting }
}
