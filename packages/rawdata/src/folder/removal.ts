import { readdir, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { hasCode, identityOf, statOf, syncFolder, writeWhole } from './durable.js'

export interface LeavingFile {
  readonly path: string
  /** Which bytes are meant: another file that came under the name meanwhile is an arrival of its own. */
  readonly identity: string
}

const removeFiles = async (files: readonly LeavingFile[]): Promise<void> => {
  for (const { path, identity } of files) {
    const status = await statOf(path)
    if (status !== undefined && identityOf(status) === identity) await rm(path)
  }
  for (const folder of new Set(files.map(({ path }) => dirname(path)))) await syncFolder(folder)
}

/**
 * Removes the files of a pair. Two files cannot be removed at once, so what is to go is written down first and
 * a kill in between leaves no half pair behind.
 */
export const removeFromInbox = async (
  notes: string,
  name: string,
  files: readonly LeavingFile[],
): Promise<void> => {
  if (files.length === 0) return
  const note = join(notes, `${name}.json`)
  await writeWhole(note, JSON.stringify(files))
  await removeFiles(files)
  await rm(note)
}

/** Finishes what an earlier process began to remove. */
export const finishRemovals = async (notes: string): Promise<void> => {
  const names = await readdir(notes).catch((thrown: unknown) => {
    if (hasCode(thrown, 'ENOENT')) return []
    throw thrown
  })
  for (const name of names.filter((each) => each.endsWith('.json') && !each.startsWith('.'))) {
    const note = join(notes, name)
    await removeFiles(JSON.parse(await readFile(note, 'utf8')) as readonly LeavingFile[])
    await rm(note)
  }
}
