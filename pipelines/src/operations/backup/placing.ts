import { mkdir, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { exists, removePath, syncFolder, warehousePaths, writeFileAtomically } from '@flis/core'

/** Where a restore works: within the target, so that each name moves in one step. */
export const restoringFolder = (target: string): string => join(target, '.restoring')

/** What lies ready to be put in its place. */
export const readyFolder = (target: string): string => join(restoringFolder(target), 'warehouse')
const noteFile = (target: string): string => join(restoringFolder(target), 'ready.json')

/** Written once everything of the backup lies ready and has been checked: from here on a restore goes forward only. */
export interface Ready {
  /** Name of the backup. */
  readonly name: string
  /** Folder within the target for what stood there before; null where nothing did. */
  readonly aside: string | null
  /** Names that go there. */
  readonly replaced: readonly string[]
}

/** The note of a restore that was stopped after it was ready. */
export const readyNote = async (target: string): Promise<Ready | undefined> =>
  (await exists(noteFile(target)))
    ? (JSON.parse(await readFile(noteFile(target), 'utf8')) as Ready)
    : undefined

export const writeReadyNote = (target: string, ready: Ready): Promise<void> =>
  writeFileAtomically(noteFile(target), `${JSON.stringify(ready)}\n`)

const isSettings = (name: string): boolean => name.startsWith('flis.config.')

/** A folder without settings is no warehouse: they go first and come last. */
const settingsFirst = (names: readonly string[]): readonly string[] =>
  [...names].sort((a, b) => Number(isSettings(b)) - Number(isSettings(a)))

/**
 * Puts what lies ready in its place, name by name, and what stood there aside. Stopped at any point it goes on when it is
 * called again; meanwhile the folder is no warehouse.
 */
export const placeReady = async (target: string, { aside, replaced }: Ready): Promise<void> => {
  const ready = readyFolder(target)
  if (aside !== null) {
    const folder = join(target, aside)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    for (const name of settingsFirst(replaced)) {
      // Once a name has been put in its place it is no longer ready, and what stands there is the restored one.
      const isOld = !(await exists(join(folder, name)))
      if (isOld && (await exists(join(target, name)))) await rename(join(target, name), join(folder, name))
    }
    await syncFolder(folder)
  }
  for (const name of [...settingsFirst(await readdir(ready))].reverse())
    await rename(join(ready, name), join(target, name))
  await syncFolder(target)
  const { inbox, archive, rejected, outbox, published } = warehousePaths(target)
  for (const folder of [inbox, archive, rejected, outbox, published]) await mkdir(folder, { recursive: true })
  await removePath(restoringFolder(target))
  await syncFolder(target)
}
