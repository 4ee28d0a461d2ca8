import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openInstance, openSession, type Row } from '@flis/core'
import { openPromise } from 'yauzl'

/** A member of a zip with what its directory says of it; read with none of the code under test. */
export interface Member {
  readonly name: string
  readonly bytes: Buffer
  readonly time: number
  readonly date: number
  readonly method: number
  readonly utf8: boolean
  readonly extra: number
}

export const membersOf = async (path: string): Promise<readonly Member[]> => {
  const zip = await openPromise(path, { autoClose: false })
  const members: Member[] = []
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
    members.push({
      name: entry.fileName,
      bytes: Buffer.concat(chunks),
      time: entry.lastModFileTime,
      date: entry.lastModFileDate,
      method: entry.compressionMethod,
      utf8: (entry.generalPurposeBitFlag & 0x800) !== 0,
      extra: entry.extraFieldLength,
    })
  }
  zip.close()
  return members
}

/** Asks about the Parquet files of a package; `files(name)` is where one lies. */
export const query = async (
  members: readonly Member[],
  sql: (file: (name: string) => string) => string,
): Promise<readonly Row[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'flis-look-'))
  const session = await openSession(await openInstance(':memory:'))
  try {
    for (const [nth, each] of members.entries()) await writeFile(join(folder, `${nth}`), each.bytes)
    return await session.rows(
      sql(
        (name) => `read_parquet('${join(folder, String(members.findIndex((each) => each.name === name)))}')`,
      ),
    )
  } finally {
    session.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** The values of one column as text. */
export const texts = (rows: readonly Row[], column: string): readonly string[] =>
  rows.map((row) => String(row[column]))

/** Every file below a folder, relative to it, sorted; none where there is no folder. */
export const filesBelow = async (folder: string): Promise<readonly string[]> => {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter((each) => each.isFile())
      .map((each) => join(each.parentPath, each.name).slice(folder.length + 1))
      .sort()
  } catch {
    return []
  }
}

export const manifestIn = async (path: string): Promise<Record<string, unknown>> => {
  const member = (await membersOf(path)).find((each) => each.name === 'manifest.json')
  return JSON.parse(member?.bytes.toString('utf8') ?? '{}') as Record<string, unknown>
}

export const copyOf = async (
  path: string,
  to: string,
  change: (bytes: Buffer) => Buffer,
): Promise<string> => {
  await writeFile(to, change(await readFile(path)))
  return to
}
