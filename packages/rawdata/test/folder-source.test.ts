import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, symlink, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { flisError } from '@flis/core'
import { beforeEach, describe, expect, it } from 'vitest'
import { metadataXml } from '../src/envelope/metadata.js'
import { contentPath, keepBytes } from '../src/folder/archive.js'
import { identityOf, statOf } from '../src/folder/durable.js'
import { folder } from '../src/folder/folder-source.js'
import type { Arrival, Source } from '../src/source.js'
import { failureOf } from './failure-of.js'
import { temporaryFolder } from './temporary-folder.js'

const name = 'KY_0751_2022-10_001_F.zip'
const sha = (text: string): string => createHash('sha256').update(text).digest('hex')
const rejection = flisError('L012', { file: name, kilde: 'KY', found: 'X' })

let root: string
let inbox: string
let archive: string
let rejected: string
let source: Source

beforeEach(async () => {
  root = await temporaryFolder()
  inbox = join(root, 'inbox')
  archive = join(root, 'archive')
  rejected = join(root, 'rejected')
  source = folder({ inbox, archive, rejected })
  await mkdir(inbox)
})

const metadataOf = (fileName: string, bytes: number): string =>
  metadataXml({ fileName, sizeInBytes: bytes, sender: 'NC', recipients: ['FLIS'] })

const put = async (fileName: string, text: string, promised = Buffer.byteLength(text)): Promise<void> => {
  await writeFile(join(inbox, fileName), text)
  await writeFile(join(inbox, `${fileName}.metadata`), metadataOf(fileName, promised))
}

const onlyArrival = async (from: Source = source): Promise<Arrival> => {
  const [arrival, another] = (await from.list()).ready
  if (arrival === undefined || another !== undefined) throw new Error('expected one arrival')
  return arrival
}

const readIn = (...path: readonly string[]): Promise<string> => readFile(join(root, ...path), 'utf8')
const namesIn = async (path: string): Promise<readonly string[]> =>
  (await readdir(path)).filter((each) => !each.startsWith('.')).sort()

describe('an inbox', () => {
  it('lists pairs by periode, løbenr and name, in whatever order they came', async () => {
    const names = [
      'CPR_0000_2022-11-01_001_D.zip',
      'KY_0751_2022-10_002_F.zip',
      'leverance.csv',
      'KY_0101_2022-10_001_F.zip',
      'CPR_0000_2022-10-31_001_D.zip',
      'KY_0751_2022-10_001_F.zip',
      'CPR_0000_2022-10-01_001_D.zip',
    ]
    for (const each of names) await put(each, 'x')
    expect((await source.list()).ready.map(({ fileName }) => fileName)).toEqual([
      'CPR_0000_2022-10-01_001_D.zip',
      'CPR_0000_2022-10-31_001_D.zip',
      'KY_0101_2022-10_001_F.zip',
      'KY_0751_2022-10_001_F.zip',
      'KY_0751_2022-10_002_F.zip',
      'CPR_0000_2022-11-01_001_D.zip',
      'leverance.csv',
    ])
  })

  it('tells of an arrival where it lies', async () => {
    await put(name, 'abc')
    expect(await onlyArrival()).toMatchObject({
      fileName: name,
      path: join(inbox, name),
      metadataPath: join(inbox, `${name}.metadata`),
      bytes: 3,
    })
  })

  it('is made when it is not there', async () => {
    await rm(inbox, { recursive: true })
    expect(await source.list()).toEqual({ ready: [], waiting: [] })
  })

  it('reports what is still on its way', async () => {
    await writeFile(join(inbox, 'KY_0101_2022-10_001_F.zip'), 'x')
    await writeFile(
      join(inbox, 'KY_0147_2022-10_001_F.zip.metadata'),
      metadataOf('KY_0147_2022-10_001_F.zip', 1),
    )
    await put(name, 'abc', 4)
    await utimes(join(inbox, name), 1_666_000_000, 1_666_000_000)
    const { ready, waiting } = await source.list()
    expect(ready).toEqual([])
    expect(waiting).toMatchObject([
      { fileName: 'KY_0101_2022-10_001_F.zip', why: 'no metadata' },
      { fileName: 'KY_0147_2022-10_001_F.zip', why: 'no data file' },
      { fileName: name, why: 'still arriving', changedAt: 1_666_000_000_000, arrival: { bytes: 3 } },
    ])
    expect(waiting.slice(0, 2).every((each) => !('arrival' in each))).toBe(true)
  })

  it('has a pair ready once the rest has come', async () => {
    await put(name, 'abc', 4)
    expect((await source.list()).ready).toEqual([])
    await writeFile(join(inbox, name), 'abcd')
    expect((await source.list()).ready).toHaveLength(1)
  })

  it.each([
    ['the data file is too large', () => put(name, 'abc', 2)],
    ['the data file is empty as promised', () => put(name, '')],
    [
      'the metadata cannot be read',
      async () => {
        await put(name, 'abc')
        await writeFile(join(inbox, `${name}.metadata`), '<FileMetadata>')
      },
    ],
    [
      'the metadata are empty',
      async () => {
        await put(name, 'abc')
        await truncate(join(inbox, `${name}.metadata`), 0)
      },
    ],
  ])('leaves it to landing to judge when %s', async (_, arrange) => {
    await arrange()
    expect((await source.list()).ready).toHaveLength(1)
  })

  it('passes over folders, links, hidden files and uploads under way', async () => {
    await mkdir(join(inbox, 'sub.zip'))
    await mkdir(join(inbox, 'sub.zip.metadata'))
    for (const each of ['.hidden.zip', 'a.zip.part', 'b.zip.tmp', 'c.zip.filepart']) await put(each, 'x')
    await writeFile(join(root, 'elsewhere'), 'x')
    await symlink(join(root, 'elsewhere'), join(inbox, 'link.zip'))
    await symlink(join(root, 'elsewhere'), join(inbox, 'link.zip.metadata'))
    const { ready, waiting } = await source.list()
    expect(ready).toEqual([])
    expect(waiting.map(({ fileName }) => fileName)).toEqual(['a.zip.part', 'b.zip.tmp', 'c.zip.filepart'])
  })
})

describe.each([true, false])('an acknowledged pair (hard links: %s)', (links) => {
  beforeEach(() => {
    source = folder({ inbox, archive, rejected, links })
  })

  it.each(['loaded', 'duplicate', 'held', 'received'] as const)(
    'that is %s lies in the archive',
    async (state) => {
      await put(name, 'abc')
      await source.acknowledge(await onlyArrival(), { state, sha256: sha('abc') })
      expect(await namesIn(inbox)).toEqual([])
      expect(await namesIn(archive)).toEqual([name, `${name}.metadata`, 'sha256'])
      expect(await readIn('archive', name)).toBe('abc')
      expect(await readIn('archive', `${name}.metadata`)).toBe(metadataOf(name, 3))
      expect(await readFile(contentPath(archive, sha('abc')), 'utf8')).toBe('abc')
    },
  )

  it('that is rejected lies beside its error', async () => {
    await put(name, 'abc')
    await source.acknowledge(await onlyArrival(), { state: 'rejected', sha256: sha('abc'), error: rejection })
    expect(await namesIn(inbox)).toEqual([])
    expect(await namesIn(rejected)).toEqual([name, `${name}.error.json`, `${name}.metadata`])
    expect(await readIn('rejected', name)).toBe('abc')
    expect(await readFile(contentPath(archive, sha('abc')), 'utf8')).toBe('abc')
    expect(JSON.parse(await readIn('rejected', `${name}.error.json`))).toEqual({
      file: name,
      code: 'L012',
      da: expect.stringMatching(/^FLIS-L012 afsenderen må ikke levere/),
      en: expect.stringMatching(/^FLIS-L012 the Sender may not deliver/),
      next: rejection.next,
      facts: rejection.facts,
    })
  })

  it('that comes again changes nothing', async () => {
    for (const state of ['loaded', 'duplicate'] as const) {
      await put(name, 'abc')
      await source.acknowledge(await onlyArrival(), { state, sha256: sha('abc') })
    }
    expect(await namesIn(inbox)).toEqual([])
    expect(await namesIn(archive)).toEqual([name, `${name}.metadata`, 'sha256'])
  })

  it('never takes the name of other bytes', async () => {
    for (const text of ['abc', 'other', 'other']) {
      await put(name, text)
      await source.acknowledge(await onlyArrival(), {
        state: 'rejected',
        sha256: sha(text),
        error: rejection,
      })
    }
    const other = `${name}.${sha('other').slice(0, 8)}`
    expect(await namesIn(rejected)).toEqual(
      [
        name,
        `${name}.error.json`,
        `${name}.metadata`,
        other,
        `${other}.error.json`,
        `${other}.metadata`,
      ].sort(),
    )
    expect(await readIn('rejected', name)).toBe('abc')
    expect(await readIn('rejected', other)).toBe('other')
  })

  it('never takes the name of other metadata', async () => {
    await put(name, 'abc')
    await source.acknowledge(await onlyArrival(), { state: 'loaded', sha256: sha('abc') })
    await put(name, 'abc', 1)
    await source.acknowledge(await onlyArrival(), { state: 'rejected', sha256: sha('abc'), error: rejection })
    await put(name, 'abc', 2)
    await source.acknowledge(await onlyArrival(), { state: 'rejected', sha256: sha('abc'), error: rejection })
    const second = sha(metadataOf(name, 2)).slice(0, 8)
    expect(await namesIn(rejected)).toEqual([
      name,
      `${name}.error.json`,
      `${name}.metadata`,
      `${name}.metadata.${second}`,
    ])
  })

  it('of the same bytes under another name is kept once', async () => {
    for (const each of [name, 'KY_0751_2022-10_002_F.zip']) {
      await put(each, 'abc')
      await source.acknowledge(await onlyArrival(), { state: 'loaded', sha256: sha('abc') })
    }
    expect(await namesIn(join(archive, 'sha256', sha('abc').slice(0, 2)))).toEqual([sha('abc')])
    expect((await stat(contentPath(archive, sha('abc')))).nlink).toBe(links ? 3 : 1)
  })

  it('may have a name as long as any', async () => {
    const long = `${'ø'.repeat(120)}.zip`
    await put(long, 'abc')
    await source.acknowledge(await onlyArrival(), { state: 'rejected', sha256: sha('abc'), error: rejection })
    expect(await namesIn(inbox)).toEqual([])
    const short = `${'ø'.repeat(46)}~${sha(long).slice(0, 16)}`
    expect(await namesIn(rejected)).toEqual([short, `${short}.error.json`, `${short}.metadata`])
  })

  it('that is too long is told from another of the same beginning and bytes', async () => {
    for (const end of ['a', 'b']) {
      const long = `${'ø'.repeat(110)}${end}.zip`
      await put(long, 'abc')
      await source.acknowledge(await onlyArrival(), {
        state: 'rejected',
        sha256: sha('abc'),
        error: rejection,
      })
    }
    expect(await namesIn(rejected)).toHaveLength(6)
  })
})

/** What is written down before the first file leaves the inbox. */
const note = async (...paths: readonly string[]): Promise<void> => {
  const files = await Promise.all(
    paths.map(async (path) => {
      const status = await statOf(path)
      return { path, identity: status === undefined ? '' : identityOf(status) }
    }),
  )
  await mkdir(join(archive, '.leaving-inbox'), { recursive: true })
  await writeFile(join(archive, '.leaving-inbox', `${name}.json`), JSON.stringify(files))
}

describe('acknowledging', () => {
  const loaded = { state: 'loaded', sha256: sha('abc') } as const

  it('after it was done changes nothing', async () => {
    await put(name, 'abc')
    const arrival = await onlyArrival()
    await source.acknowledge(arrival, loaded)
    await source.acknowledge(arrival, loaded)
    expect(await namesIn(archive)).toEqual([name, `${name}.metadata`, 'sha256'])
  })

  it.each<[string, () => Promise<unknown>]>([
    ['only the bytes were kept', () => keepBytes(archive, join(inbox, name))],
    [
      'the data file had its name',
      async () => {
        await keepBytes(archive, join(inbox, name))
        await writeFile(join(archive, name), 'abc')
      },
    ],
    [
      'the metadata had theirs too',
      async () => {
        await writeFile(join(root, 'archive', name), 'abc')
        await writeFile(join(root, 'archive', `${name}.metadata`), metadataOf(name, 3))
      },
    ],
    [
      'a temporary file was left',
      async () => {
        await mkdir(join(archive, 'sha256'), { recursive: true })
        await writeFile(join(archive, 'sha256', `.${name}.part`), 'a')
        await writeFile(join(archive, `.${name}.part`), 'a')
      },
    ],
  ])('is finished by a repetition when a kill came while %s', async (_, arrange) => {
    await put(name, 'abc')
    await mkdir(archive)
    await arrange()
    await source.acknowledge(await onlyArrival(), loaded)
    expect(await namesIn(inbox)).toEqual([])
    expect(await namesIn(archive)).toEqual([name, `${name}.metadata`, 'sha256'])
    expect(await readFile(contentPath(archive, sha('abc')), 'utf8')).toBe('abc')
  })

  it.each([
    ['both files', [name, `${name}.metadata`]],
    ['only the data file', [name]],
    ['only the metadata', [`${name}.metadata`]],
    ['no file', []],
  ])('is finished by the next listing when a kill left %s to remove', async (_, left) => {
    await put(name, 'abc')
    await note(join(inbox, name), join(inbox, `${name}.metadata`))
    for (const each of [name, `${name}.metadata`]) {
      if (!left.includes(each)) await rm(join(inbox, each))
    }
    expect(await source.list()).toEqual({ ready: [], waiting: [] })
    expect(await readdir(inbox)).toEqual([])
    expect(await readdir(join(archive, '.leaving-inbox'))).toEqual([])
  })

  it('leaves a data file that was replaced since the listing, for it is an arrival of its own', async () => {
    await put(name, 'abc')
    const arrival = await onlyArrival()
    await keepBytes(archive, arrival.path)
    await put(name, 'other bytes')
    await source.acknowledge(arrival, loaded)
    expect(await readIn('archive', name)).toBe('abc')
    expect(await namesIn(inbox)).toEqual([name, `${name}.metadata`])
    expect((await onlyArrival()).bytes).toBe(11)
  })

  it('does not remove a file that came under the name after a kill', async () => {
    await put(name, 'abc')
    await note(join(inbox, name))
    await writeFile(join(inbox, name), 'xyz')
    await utimes(join(inbox, name), 1_666_000_000, 1_666_000_000)
    expect((await source.list()).ready).toHaveLength(1)
  })

  it('fails S003 when the landed bytes are nowhere', async () => {
    await put(name, 'abc')
    const arrival = await onlyArrival()
    await put(name, 'other')
    expect(await failureOf(() => source.acknowledge(arrival, loaded))).toMatchObject({ code: 'S003' })
    expect(await namesIn(inbox)).toEqual([name, `${name}.metadata`])
    await rm(inbox, { recursive: true })
    await mkdir(inbox)
    expect(await failureOf(() => source.acknowledge(arrival, loaded))).toMatchObject({ code: 'S003' })
  })
})

describe('kept bytes', () => {
  it('lie under their SHA-256, once, and the file stays where it is', async () => {
    await put(name, 'abc')
    const kept = await keepBytes(archive, join(inbox, name))
    expect(kept).toEqual({ path: contentPath(archive, sha('abc')), sha256: sha('abc'), bytes: 3 })
    expect(await keepBytes(archive, join(inbox, name))).toEqual(kept)
    expect(await readFile(kept.path, 'utf8')).toBe('abc')
    expect(await readIn('inbox', name)).toBe('abc')
    expect(await readdir(join(archive, 'sha256'))).toEqual([sha('abc').slice(0, 2)])
  })

  it('are made whole when an earlier copy was cut short', async () => {
    await put(name, 'abc')
    const path = contentPath(archive, sha('abc'))
    await mkdir(join(path, '..'), { recursive: true })
    await writeFile(path, 'a')
    await keepBytes(archive, join(inbox, name))
    expect(await readFile(path, 'utf8')).toBe('abc')
  })

  it('of a file that is not there leave nothing behind', async () => {
    await expect(keepBytes(archive, join(inbox, name))).rejects.toThrow(/ENOENT/)
    expect(await readdir(join(archive, 'sha256'))).toEqual([])
  })
})
