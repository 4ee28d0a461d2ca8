import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fail, sha256Text, syncFile } from '@flis/core'
import { MOST_XML_BYTES } from '../envelope/small-xml.js'
import { hasCode, statOf } from '../folder/durable.js'
import type { RemoteFile, SftpConnection } from './connect-sftp.js'
import { seenOf } from './remote-pairs.js'

const PART = '.part'
const TRIES = 3

/**
 * Where remote files lie here while they are landed. A name tells which bytes are meant, not what the server calls them;
 * what is whole has its name, what is on its way ends in `.part`. Nothing of it is of worth: it can be fetched again.
 */
export interface Spool {
  /** The local path of a remote file as it was seen. */
  pathOf(file: RemoteFile): string
  /** Brings a small file here, once; one that is too large only as far as shows it. */
  fetchSmall(server: SftpConnection, folder: string, file: RemoteFile): Promise<string>
  /** Brings a file here, whole and as it was seen; false when it is not there like that. */
  fetch(server: SftpConnection, folder: string, file: RemoteFile): Promise<boolean>
  /** Removes what is of no use for these files. */
  keepOnly(files: readonly RemoteFile[]): Promise<void>
  remove(file: RemoteFile): Promise<void>
}

/** @param mark whose half files are whose, where a look and a run go on at the same time */
export const spoolIn = (folder: string, mark: string): Spool => {
  const nameOf = (file: RemoteFile): string => sha256Text(`${file.name}\n${seenOf(file)}`).slice(0, 40)
  const pathOf = (file: RemoteFile): string => join(folder, nameOf(file))
  const isSeen = async (server: SftpConnection, remote: string, file: RemoteFile): Promise<boolean> => {
    const now = await server.stat(remote)
    return now !== undefined && seenOf(now) === seenOf(file)
  }
  return {
    pathOf,
    fetchSmall: async (server, remoteFolder, file) => {
      const path = pathOf(file)
      if ((await statOf(path)) !== undefined) return path
      const bytes = await server.read(`${remoteFolder}/${file.name}`, MOST_XML_BYTES)
      if (bytes.length < Math.min(file.bytes, MOST_XML_BYTES))
        fail('S020', { file: file.name, detail: 'fewer bytes came than stand there' })
      const part = `${path}.${mark}${PART}`
      for (let left = TRIES; ; left--)
        try {
          await mkdir(folder, { recursive: true })
          await writeFile(part, bytes)
          await rename(part, path)
          return path
        } catch (thrown) {
          // a run that began meanwhile has cleared up
          if (left <= 1 || !hasCode(thrown, 'ENOENT')) throw thrown
        }
    },
    fetch: async (server, remoteFolder, file) => {
      const [path, remote] = [pathOf(file), `${remoteFolder}/${file.name}`]
      if ((await statOf(path))?.size === BigInt(file.bytes)) return true
      if (!(await isSeen(server, remote, file))) return false
      await mkdir(folder, { recursive: true })
      const part = `${path}.${mark}${PART}`
      // anew each time: what a lost connection still writes goes into a file that has no name
      await rm(part, { force: true })
      await server.download(remote, part)
      const { size } = await stat(part)
      const same = await isSeen(server, remote, file)
      if (!same || size !== file.bytes) {
        await rm(part, { force: true })
        return same ? fail('S020', { file: file.name, detail: 'fewer bytes came than stand there' }) : false
      }
      await syncFile(part)
      await rename(part, path)
      return true
    },
    keepOnly: async (files) => {
      const kept = new Set(files.map(nameOf))
      for (const name of await readdir(folder).catch(() => []))
        if (!kept.has(name)) await rm(join(folder, name), { force: true })
    },
    remove: (file) => rm(pathOf(file), { force: true }),
  }
}
