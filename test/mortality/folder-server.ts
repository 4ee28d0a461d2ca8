import { copyFile, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { exists } from '@flis/core'

export type Act = <T>(name: string, work: () => Promise<T>) => Promise<T>
export const atOnce: Act = (_, work) => work()

/** A folder as an SFTP server shows it; each act that changes something can be the last one of a process. */
export const folderServer = (folder: string, act: Act) => {
  const at = (path: string): string => join(folder, path)
  const statOf = async (path: string) => {
    if (!(await exists(at(path)))) return undefined
    const { size, mtimeMs } = await stat(at(path))
    return { name: basename(path), bytes: size, changedAt: Math.floor(mtimeMs / 1000) * 1000 }
  }
  return {
    list: async (path: string) => {
      const names = await readdir(at(path))
      return (await Promise.all(names.map((name) => statOf(`${path}/${name}`)))).flatMap((each) => each ?? [])
    },
    stat: statOf,
    read: (path: string): Promise<Buffer> => readFile(at(path)),
    // what a kill leaves: half of it
    download: async (path: string, local: string): Promise<void> => {
      const bytes = await readFile(at(path))
      await act('half', () => writeFile(local, bytes.subarray(0, bytes.length / 2)))
      await act('download', () => copyFile(at(path), local))
    },
    upload: async (from: string | Buffer, path: string): Promise<void> => {
      const bytes = typeof from === 'string' ? await readFile(from) : from
      await act('half', () => writeFile(at(path), bytes.subarray(0, bytes.length / 2)))
      await act('upload', () => writeFile(at(path), bytes))
    },
    rename: (from: string, to: string): Promise<void> => act('rename', () => rename(at(from), at(to))),
    remove: (path: string): Promise<void> => act('remove', () => rm(at(path), { force: true })),
    close: async (): Promise<void> => undefined,
  }
}
