import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { type SampleOptions, type SampleReport, writeSample } from '@flis/sample'
import { afterAll } from 'vitest'
import { type Entry, fromBuffer, type ZipFile } from 'yauzl'

const folders: string[] = []

/** A folder that is removed after the test file. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'flis-sample-'))
  folders.push(folder)
  return folder
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

export const SMALL: Omit<SampleOptions, 'out'> = {
  kommuner: ['0101', '0751', '0851'],
  from: '2022-09',
  to: '2022-11',
  scale: 0.001,
  seed: 1,
  faults: 0,
  areas: ['KY', 'FSIII'],
}

/** Makes a sample and says where it lies. */
export const sample = async (
  options: Partial<SampleOptions> = {},
): Promise<{ readonly out: string; readonly report: SampleReport }> => {
  const out = temporaryFolder()
  return { out, report: await writeSample({ ...SMALL, out, ...options }) }
}

/** All files under a folder, as path with `/` → SHA-256. */
export const hashes = async (folder: string): Promise<Readonly<Record<string, string>>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const pairs = await Promise.all(
    files.map(async (file) => {
      const hash = createHash('sha256')
        .update(await readFile(file))
        .digest('hex')
      return [relative(folder, file).split(sep).join('/'), hash] as const
    }),
  )
  return Object.fromEntries(pairs.sort(([a], [b]) => a.localeCompare(b)))
}

const opened = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => (error ? reject(error) : resolve(zip)))
  })

const content = (zip: ZipFile, entry: Entry): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error)
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('error', reject)
      stream.on('end', () => resolve(Buffer.concat(chunks)))
    })
  })

/** The bytes of the members of a zip, in their order. */
export const unzipBytes = async (path: string): Promise<Readonly<Record<string, Buffer>>> => {
  const zip = await opened(await readFile(path))
  const members: Record<string, Buffer> = {}
  return new Promise((resolve, reject) => {
    zip.on('error', reject)
    zip.on('end', () => resolve(members))
    zip.on('entry', (entry: Entry) => {
      content(zip, entry).then((text) => {
        members[entry.fileName] = text
        zip.readEntry()
      }, reject)
    })
    zip.readEntry()
  })
}

/** The members of a zip as text, in their order. */
export const unzip = async (path: string): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(
    Object.entries(await unzipBytes(path)).map(([name, bytes]) => [name, bytes.toString('utf8')]),
  )

/** Physical lines of a text file, the header among them. */
export const linesOf = (text: string): readonly string[] =>
  text === '' ? [] : (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n')

/** The data lines of a member of a zip, split at `;` (good lines hold no quotes). */
export const records = async (path: string, member: string): Promise<readonly (readonly string[])[]> =>
  linesOf((await unzip(path))[member] ?? '')
    .slice(1)
    .map((line) => line.split(';'))
