import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { exists, fail } from '@flis/core'
import { isBackup } from './manifest.js'

const NAME = /^flis-\d{4}-\d{2}-\d{2}-\d{3,}$/

/** Names of the backups in a folder, oldest first. */
export const backupsIn = async (folder: string): Promise<readonly string[]> => {
  if (!(await exists(folder))) return []
  const names: string[] = []
  for (const name of (await readdir(folder)).sort())
    if (NAME.test(name) && (await isBackup(join(folder, name)))) names.push(name)
  return names
}

/** The name of the next backup on a day: `flis-2022-11-02-001`. */
export const nextName = (names: readonly string[], day: string): string => {
  const last = names.filter((name) => name.startsWith(`flis-${day}-`)).at(-1)
  const nr = last === undefined ? 1 : Number(last.slice(`flis-${day}-`.length)) + 1
  return `flis-${day}-${String(nr).padStart(3, '0')}`
}

/** A backup by its folder, or the newest of a folder of backups (U004 where there is none). */
export const foundBackup = async (folder: string): Promise<string> => {
  if (await isBackup(folder)) return folder
  const newest = (await backupsIn(folder)).at(-1)
  return newest === undefined
    ? fail('U004', { file: folder, detail: 'no backup of flis' })
    : join(folder, newest)
}
