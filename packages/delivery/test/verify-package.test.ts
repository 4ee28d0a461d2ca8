import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { openInstance, openSession } from '@flis/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Manifest } from '../src/index.js'
import { showPackage, verifyPackage } from '../src/index.js'
import { contentSha256 } from '../src/skema.js'
import { jsonText } from '../src/structure.js'
import { writeZip, type ZipInput } from '../src/write-zip.js'
import { rejectionOf } from './failing.js'
import { copyOf, filesBelow, type Member, membersOf } from './open-package.js'
import { openWorld, type World } from './package-world.js'

const ID = 'FLIS_Boerneydelse_0751_2022-10_DM_001'
let world: World
let path: string
let sha256: string
let members: readonly Member[]
let forged = 0

beforeAll(async () => {
  world = await openWorld()
  await world.run({ kommuner: ['0751'] })
  path = join(world.root, `outbox/0751/MAANED/${ID}.zip`)
  sha256 = String(await world.session.value('select sha256 from ops.packages'))
  members = await membersOf(path)
})
afterAll(() => world.close())

const hex = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** The package with other members, as a new zip. */
const rezipped = async (change: (inputs: readonly ZipInput[]) => readonly ZipInput[]): Promise<string> => {
  const target = join(world.root, `forged-${++forged}.zip`)
  const inputs: ZipInput[] = []
  for (const [nth, { name, bytes }] of members.entries()) {
    const stored = join(world.root, `member-${forged}-${nth}`)
    const isTable = name.endsWith('.parquet')
    if (isTable) await writeFile(stored, bytes)
    inputs.push({ name, from: isTable ? stored : bytes })
  }
  await writeZip(target, change(inputs))
  return target
}

const manifest = (): Manifest => JSON.parse(members[0]?.bytes.toString('utf8') ?? '') as Manifest

/** With another manifest; the content's SHA-256 made to fit. */
const withManifest = (change: (of: Manifest) => Manifest): Promise<string> => {
  const changed = change(manifest())
  const fitting = { ...changed, contentSha256: contentSha256(changed.files, changed.skema.structureSha256) }
  return rezipped((inputs) =>
    inputs.map((each) =>
      each.name === 'manifest.json' ? { ...each, from: Buffer.from(jsonText(fitting)) } : each,
    ),
  )
}

const onFile =
  (name: string, change: (file: Manifest['files'][number]) => object) =>
  (of: Manifest): Manifest => ({
    ...of,
    files: of.files.map((each) => (each.name === name ? { ...each, ...change(each) } : each)),
  })

/** FactSager with one row less, and a manifest whose bytes and SHA-256 fit it. */
const withRowLess = async (): Promise<string> => {
  const session = await openSession(await openInstance(':memory:'))
  const [from, to] = [join(world.root, 'whole.parquet'), join(world.root, 'less.parquet')]
  await writeFile(from, members.find((each) => each.name === 'FactSager.parquet')?.bytes ?? '')
  await session.run(`copy (select * from read_parquet('${from}') limit 1) to '${to}' (format parquet)`)
  session.close()
  const bytes = await readFile(to)
  const changed = onFile('FactSager.parquet', () => ({ bytes: bytes.length, sha256: hex(bytes) }))(manifest())
  const fitting = { ...changed, contentSha256: contentSha256(changed.files, changed.skema.structureSha256) }
  return rezipped((inputs) =>
    inputs.map((each) => {
      if (each.name === 'manifest.json') return { ...each, from: Buffer.from(jsonText(fitting)) }
      return each.name === 'FactSager.parquet' ? { ...each, from: to } : each
    }),
  )
}

describe('verifyPackage', () => {
  it('passes a package as it was made, with and without the ledger', async () => {
    expect((await verifyPackage(path)).manifest.id).toBe(ID)
    expect((await verifyPackage(path, sha256)).sha256).toBe(sha256)
  })

  it('leaves nothing behind in the folder it works in', async () => {
    const work = join(world.root, 'staging')
    const before = await filesBelow(work)
    await verifyPackage(path, sha256, work)
    await rejectionOf(async () => verifyPackage(await withRowLess(), undefined, work))
    expect(await filesBelow(work)).toEqual(before)
  })

  it.each<readonly [string, () => Promise<string>, string, object]>([
    [
      'a changed byte of a table',
      () => {
        const bytes = members.find((each) => each.name === 'FactSager.parquet')?.bytes ?? Buffer.alloc(0)
        return copyOf(path, join(world.root, 'flipped.zip'), (zip) => {
          const at = zip.indexOf(bytes) + 40
          zip[at] = (zip[at] ?? 0) ^ 1
          return zip
        })
      },
      'FactSager.parquet',
      { detail: 'damaged' },
    ],
    [
      'a table exchanged for another',
      () =>
        rezipped((inputs) => {
          const other = inputs.find((each) => each.name === 'FactStoreBeløb.parquet')?.from ?? ''
          return inputs.map((each) => (each.name === 'FactSager.parquet' ? { ...each, from: other } : each))
        }),
      'FactSager.parquet',
      { detail: 'bytes' },
    ],
    [
      'another SHA-256 in the manifest',
      () => withManifest(onFile('DimTid.parquet', () => ({ sha256: '0'.repeat(64) }))),
      'DimTid.parquet',
      { detail: 'SHA-256', expected: '0'.repeat(64) },
    ],
    [
      'a row less, with SHA-256 to fit',
      withRowLess,
      'FactSager.parquet',
      { detail: 'rows', expected: '2', found: '1' },
    ],
    [
      'another sum in the manifest',
      () => withManifest(onFile('FactSager.parquet', () => ({ totals: { Beløb: '1299.76' } }))),
      'FactSager.parquet',
      { detail: 'sum of Beløb', expected: '1299.76', found: '1299.75' },
    ],
    [
      'a sum of a column that is not there',
      () => withManifest(onFile('FactSager.parquet', () => ({ totals: { Findes: '1' } }))),
      'FactSager.parquet',
      { column: 'Findes' },
    ],
    [
      'another type in the manifest',
      () =>
        withManifest(
          onFile('DimTid.parquet', ({ columns }) => ({
            columns: columns.map((each) => (each.name === 'Dato' ? { ...each, type: 'VARCHAR' } : each)),
          })),
        ),
      'DimTid.parquet',
      { detail: 'columns' },
    ],
    [
      'a file too many',
      () =>
        rezipped((inputs) => [
          ...inputs,
          {
            name: 'skema.json.bak',
            from: inputs.find((each) => each.name === 'DimKommune.parquet')?.from ?? '',
          },
        ]),
      'skema.json.bak',
      { detail: 'not in the manifest' },
    ],
    [
      'a file too few',
      () => rezipped((inputs) => inputs.filter((each) => each.name !== 'DimPerson.parquet')),
      'DimPerson.parquet',
      { detail: 'not in the package' },
    ],
    [
      'a changed skema',
      () =>
        rezipped((inputs) =>
          inputs.map((each) => (each.name === 'skema.json' ? { ...each, from: Buffer.from('{}\n') } : each)),
        ),
      'skema.json',
      { detail: 'bytes' },
    ],
    [
      'the same name twice',
      () => rezipped((inputs) => [...inputs, ...inputs.filter((each) => each.name === 'DimKommune.parquet')]),
      'DimKommune.parquet',
      { detail: 'there twice' },
    ],
    [
      'a content that the manifest tells wrongly',
      () =>
        rezipped((inputs) =>
          inputs.map((each) =>
            each.name === 'manifest.json'
              ? { ...each, from: Buffer.from(jsonText({ ...manifest(), contentSha256: 'f'.repeat(64) })) }
              : each,
          ),
        ),
      'manifest.json',
      { detail: 'content', found: 'f'.repeat(64) },
    ],
    [
      'no manifest',
      () => rezipped((inputs) => inputs.slice(1)),
      'manifest.json',
      { detail: 'not in the package' },
    ],
    [
      'a manifest that is none',
      () => rezipped((inputs) => [{ name: 'manifest.json', from: Buffer.from('[]') }, ...inputs.slice(1)]),
      'manifest.json',
      { detail: 'not a manifest' },
    ],
    [
      'a packed table, which could grow without end',
      () =>
        rezipped((inputs) =>
          inputs.map((each) =>
            each.name === 'DimTid.parquet' ? { ...each, from: Buffer.alloc(50_000_000) } : each,
          ),
        ),
      'DimTid.parquet',
      { detail: 'packing method 8' },
    ],
  ])('names P001 and the file for %s', async (_, made, member, facts) => {
    const at = await made()
    const file = `${basename(at)}/${member}`
    expect(await rejectionOf(() => verifyPackage(at))).toMatchObject({
      code: 'P001',
      facts: { file, ...facts },
    })
  })

  it('names P001 for a package forged throughout, which only the ledger can tell', async () => {
    const changed = await withManifest((of) => ({ ...of, purpose: 'andet' }))
    expect((await verifyPackage(changed)).manifest.purpose).toBe('andet')
    expect(await rejectionOf(() => verifyPackage(changed, sha256))).toMatchObject({
      code: 'P001',
      // Ten digits in a row are masked, also those of a hash.
      facts: { detail: 'SHA-256 in the ledger', expected: expect.any(String) },
    })
  })

  it('names P001 for files that claim to be longer than the zip', async () => {
    const claiming = await copyOf(path, join(world.root, 'claiming.zip'), (bytes) => {
      const entry = bytes.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'))
      bytes.writeUInt32LE(0x7fffffff, entry + 20)
      bytes.writeUInt32LE(0x7fffffff, entry + 24)
      return bytes
    })
    expect(await rejectionOf(() => verifyPackage(claiming))).toMatchObject({
      code: 'P001',
      facts: { file: 'claiming.zip', detail: 'files longer than the zip' },
    })
  })

  it.each([0, 10, 500])('names P001 for a zip cut off after %i bytes', async (length) => {
    const cut = await copyOf(path, join(world.root, `cut-${length}.zip`), (bytes) =>
      bytes.subarray(0, length),
    )
    expect((await rejectionOf(() => verifyPackage(cut))).code).toBe('P001')
  })

  it.each(['../FactSager.parquet', '/etc/x.parquet', 'a/b.parquet'])(
    'refuses the member name %s',
    async (name) => {
      // Of the same length, so that the zip's offsets stay right.
      const plain = 'x'.repeat(Buffer.byteLength(name))
      const made = await rezipped((inputs) => [
        ...inputs,
        { name: plain, from: inputs.find((each) => each.name === 'DimKommune.parquet')?.from ?? '' },
      ])
      const at = await copyOf(made, `${made}.named`, (bytes) =>
        Buffer.from(bytes.toString('latin1').replaceAll(plain, name), 'latin1'),
      )
      expect(await rejectionOf(() => verifyPackage(at))).toMatchObject({
        code: 'P001',
        facts: { file: basename(at) },
      })
    },
  )

  it.each([verifyPackage, showPackage])('names U004 where there is no file', async (read) => {
    expect((await rejectionOf(() => read(join(tmpdir(), 'flis-no-such.zip')))).code).toBe('U004')
  })
})

describe('showPackage', () => {
  it('gives the manifest', async () => {
    expect(await showPackage(path)).toEqual(manifest())
  })

  it('names P001 for a file that is no package', async () => {
    const other = join(world.root, 'text.zip')
    await writeFile(other, 'SagId;Beløb\n')
    expect((await rejectionOf(() => showPackage(other))).code).toBe('P001')
  })
})
