import { readdir, readFile, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { sha256Text } from '@flis/core'
import { hasCode, writeWhole } from '../folder/durable.js'
import type { RemoteFile, SftpConnection } from './connect-sftp.js'
import { seenOf } from './remote-pairs.js'

const removeRemote = async (
  server: SftpConnection,
  folder: string,
  files: readonly RemoteFile[],
): Promise<void> => {
  for (const file of files) {
    const path = `${folder}/${file.name}`
    const there = await server.stat(path)
    // other bytes that came under the name meanwhile are an arrival of their own
    if (there !== undefined && seenOf(there) === seenOf(file)) await server.remove(path)
  }
}

/**
 * Removes the files of a remote pair. Two files cannot be removed at once, so what is to go is written down first and a
 * cut in between leaves no half pair behind.
 *
 * @param notes how the names of this server's notes begin, with their folder
 */
export const removePair = async (
  notes: string,
  server: SftpConnection,
  folder: string,
  files: readonly RemoteFile[],
): Promise<void> => {
  const note = `${notes}-${sha256Text(files.map(({ name }) => name).join('\n')).slice(0, 40)}.json`
  await writeWhole(note, JSON.stringify(files))
  await removeRemote(server, folder, files)
  await rm(note, { force: true })
}

/** Finishes what an earlier process, or a lost connection, left half removed. */
export const finishRemotePairs = async (
  notes: string,
  server: SftpConnection,
  folder: string,
): Promise<void> => {
  const names = await readdir(dirname(notes)).catch((thrown: unknown) => {
    if (hasCode(thrown, 'ENOENT')) return []
    throw thrown
  })
  for (const name of names.filter((each) => each.startsWith(`${basename(notes)}-`))) {
    const note = join(dirname(notes), name)
    await removeRemote(server, folder, JSON.parse(await readFile(note, 'utf8')) as readonly RemoteFile[])
    await rm(note, { force: true })
  }
}
