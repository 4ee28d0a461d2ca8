import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, readdir, readFile, rename, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { asFlisError, exists, sha256File, sha256Text } from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { areasOf } from '../src/areas.js'
import { makeBackup } from '../src/operations/backup/backup.js'
import { type BackupManifest, readManifest, writeManifest } from '../src/operations/backup/manifest.js'
import { readyFolder, writeReadyNote } from '../src/operations/backup/placing.js'
import { filesBelow } from './files-below.js'
import { type Ended, flis, jsonOf, newFolder, warehouseWithSample } from './flis.js'

const now = '2022-11-05T10:00:00'

/** Published tables, Rådata, archive and settings by path and bytes: what a restored warehouse must have. */
const contentOf = async (root: string): Promise<Readonly<Record<string, string>>> => {
  const content: Record<string, string> = {}
  for (const file of await filesBelow(root)) {
    const name = relative(root, file)
    if (/^(published\/(?!ledger)|raadata|archive|rejected|flis\.config)/.test(name))
      content[name] = await sha256File(file)
  }
  return content
}

const names = async (folder: string): Promise<readonly string[]> => (await readdir(folder)).sort()

interface Summary {
  readonly backup: string
  readonly files: number
  readonly bytes: number
  readonly written: number
  readonly key: string
  readonly aside: string | null
}

describe('flis backup and flis restore', () => {
  let root = ''
  let target = ''
  let first: Summary
  const run = (...argv: readonly string[]): Promise<Ended> => flis(argv, { now })
  const backup = async (...argv: readonly string[]): Promise<Summary> => {
    const ended = await run('-C', root, '--json', 'backup', target, ...argv)
    expect([ended.exit, ended.err]).toEqual([0, ''])
    return jsonOf<Summary>(ended)
  }
  /** A copy of the first backup, to be damaged. */
  const copied = async (): Promise<string> => {
    const folder = join(await newFolder(), 'kopi')
    await cp(first.backup, folder, { recursive: true })
    return folder
  }

  beforeAll(async () => {
    root = await warehouseWithSample(0)
    await run('-C', root, 'month-run', '2022-10')
    target = join(await newFolder(), 'backup')
    first = await backup()
  })

  it('lies under its name, for its owner only, without key, inbox and outbox', async () => {
    expect(first.backup).toBe(join(target, 'flis-2022-11-05-001'))
    expect(await names(target)).toEqual(['flis-2022-11-05-001'])
    expect(await names(first.backup)).toEqual(['manifest.json', 'warehouse'])
    expect(await names(join(first.backup, 'warehouse'))).toEqual([
      'archive',
      'flis.config.json',
      'flis.duckdb',
      'published',
      'raadata',
    ])
    expect((await stat(first.backup)).mode & 0o077).toBe(0)
    const key = (await readFile(join(root, 'key'), 'utf8')).trim()
    for (const file of await filesBelow(first.backup))
      expect((await readFile(file)).toString('latin1')).not.toContain(key)
  })

  it('is whole by its own account', async () => {
    const ended = await run('--json', 'backup', 'verify', target)
    expect(jsonOf(ended)).toMatchObject({ backup: first.backup, files: first.files, run: 1, version: 1 })
    const words = await run('--lang', 'da', 'backup', 'verify', first.backup)
    expect([words.exit, words.out]).toEqual([0, expect.stringContaining('er hel')])
  })

  it('restored elsewhere has nothing to do, and the same tables byte for byte', async () => {
    const folder = join(await newFolder(), 'igen')
    const ended = await run('--json', 'restore', target, '--into', folder, '--key-file', join(root, 'key'))
    expect(jsonOf<Summary>(ended)).toMatchObject({ key: 'restored', aside: null })
    expect((await stat(join(folder, 'key'))).mode & 0o777).toBe(0o600)
    expect(await contentOf(folder)).toEqual(await contentOf(root))
    const again = await run('-C', folder, 'month-run', '2022-10')
    expect([again.exit, again.out]).toEqual([0, 'nothing to do: everything is up to date\n'])
    const deep = await run('-C', folder, 'doctor', '--deep')
    expect([deep.exit, deep.out]).toEqual([0, expect.not.stringContaining('WRONG')])
    const rows = await run('-C', folder, 'table', 'FactKYYdelser', '--csv')
    expect(rows.out).toBe((await run('-C', root, 'table', 'FactKYYdelser', '--csv')).out)
  })

  it('what a killed backup left goes with the next', async () => {
    const left = join(target, '.flis-2022-11-05-002.tmp')
    await mkdir(left)
    await writeFile(join(left, 'flis.duckdb'), 'half')
    expect((await run('backup', 'verify', target)).out).toContain(first.backup)
    const { backup: next } = await backup()
    expect(await names(target)).toEqual(['flis-2022-11-05-001', 'flis-2022-11-05-002'])
    await rm(next, { recursive: true })
    expect(await readdir(target, { withFileTypes: true })).toHaveLength(1)
  })

  it('a second one shares what has not changed, and stands by itself', async () => {
    const second = await backup('--with-key', '--with-outbox')
    expect(second.backup).toBe(join(target, 'flis-2022-11-05-002'))
    expect(second.written).toBeLessThan(first.written)
    const part = (await filesBelow(join(second.backup, 'warehouse', 'published', 'parts')))[0] ?? ''
    expect((await stat(part)).nlink).toBeGreaterThan(1)
    expect((await stat(join(second.backup, 'key'))).mode & 0o777).toBe(0o600)
    expect(await names(join(second.backup, 'warehouse'))).toContain('outbox')
    const away = join(await newFolder(), 'away')
    await rename(first.backup, away)
    expect((await run('backup', 'verify', target)).exit).toBe(0)
    const folder = join(await newFolder(), 'igen')
    expect(jsonOf<Summary>(await run('-C', folder, '--json', 'restore', second.backup)).key).toBe('restored')
    expect((await run('-C', folder, 'packages', 'verify')).exit).toBe(0)
    await rename(away, first.backup)
  })

  it.each([
    {
      damage: 'a file is missing',
      plant: (folder: string) => rm(join(folder, 'warehouse/flis.config.json')),
      code: 'S011',
    },
    {
      damage: 'a file is shorter',
      plant: (folder: string) => truncate(join(folder, 'warehouse/flis.duckdb'), 4096),
      code: 'S011',
    },
    {
      damage: 'a file has other bytes',
      plant: (folder: string) => writeFile(join(folder, 'warehouse/flis.config.json'), '{"areas": ["KX"]}\n'),
      code: 'S011',
    },
    {
      damage: 'the manifest is another',
      plant: async (folder: string) => {
        const file = join(folder, 'manifest.json')
        await writeFile(file, (await readFile(file, 'utf8')).replace('"run": 1', '"run": 2'))
      },
      code: 'S011',
    },
    {
      damage: 'the manifest is cut short',
      plant: (folder: string) => truncate(join(folder, 'manifest.json'), 200),
      code: 'S011',
    },
    {
      damage: 'a path leaves the folder',
      plant: async (folder: string) => {
        const manifest = await readManifest(folder)
        const file = { path: '../ude', bytes: 0, sha256: sha256Text(''), mode: 0o600 }
        await writeManifest(folder, { ...manifest, files: [...manifest.files, file] })
      },
      code: 'S011',
    },
    {
      damage: 'a later flis made it',
      plant: async (folder: string) =>
        writeManifest(folder, { ...(await readManifest(folder)), ledgerFormat: 99 } satisfies BackupManifest),
      code: 'C005',
    },
    {
      damage: 'there is no manifest',
      plant: (folder: string) => rm(join(folder, 'manifest.json')),
      code: 'U004',
    },
  ])('$damage: verify and restore say $code, and nothing is written', async ({ plant, code }) => {
    const folder = await copied()
    await plant(folder)
    expect(await run('backup', 'verify', folder)).toMatchObject({
      exit: 1,
      err: expect.stringContaining(code),
    })
    const into = join(await newFolder(), 'igen')
    expect(await run('restore', folder, '--into', into)).toMatchObject({
      exit: 1,
      err: expect.stringContaining(code),
    })
    expect(await exists(into)).toBe(false)
  })

  it('is refused while somebody writes, who is named', async () => {
    const held = spawn(
      process.execPath,
      [
        '-e',
        `require('@duckdb/node-api').DuckDBInstance.create(process.argv[1]).then(() => console.log('open'))
         setInterval(() => undefined, 1000)`,
        join(root, 'flis.duckdb'),
      ],
      { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] },
    )
    await once(held.stdout, 'data')
    const before = await names(target)
    const refused = [
      await run('-C', root, 'backup', target),
      await run('-C', root, 'restore', target, '--overwrite'),
    ]
    held.kill('SIGKILL')
    await once(held, 'close')
    for (const { exit, err } of refused)
      expect([exit, err]).toEqual([1, expect.stringContaining(`PID ${held.pid}`)])
    expect(await names(target)).toEqual(before)
  })

  it('holds the warehouse while it copies: no other process can write', async () => {
    const tried: string[] = []
    const script = `require('@duckdb/node-api').DuckDBInstance.create(process.argv[1])
      .then(() => console.log('open'), () => console.log('refused'))`
    const tryToOpen = (): void => {
      const { stdout } = spawnSync(process.execPath, ['-e', script, join(root, 'flis.duckdb')], {
        cwd: import.meta.dirname,
        encoding: 'utf8',
      })
      tried.push(stdout.trim())
    }
    // asked before each file, the first time when the working file has been copied
    const signal = Object.defineProperty(new AbortController().signal, 'aborted', {
      get: () => {
        if (tried.length === 0) tryToOpen()
        return false
      },
    })
    await makeBackup({ warehouse: root, areas: areasOf([]), target, environment: {}, signal })
    tryToOpen()
    expect(tried).toEqual(['refused', 'open'])
  })

  it.each([
    { where: 'inside the warehouse', folder: () => join(root, 'backup'), code: 'U001', exit: 2 },
    { where: 'in a folder that holds something else', folder: () => join(root, '..'), code: 'C003', exit: 1 },
  ])('$where is $code', async ({ folder, code, exit }) => {
    expect(await run('-C', root, 'backup', folder())).toMatchObject({
      exit,
      err: expect.stringContaining(code),
    })
  })

  it('is not made of damaged files (S003), nor without room (S006); nothing is left', async () => {
    const part = (await filesBelow(join(root, 'published', 'parts')))[0] ?? ''
    const bytes = await readFile(part)
    const before = await names(target)
    await writeFile(part, Buffer.concat([bytes.subarray(0, -1), Buffer.from([1])]))
    expect(await run('-C', root, 'backup', target)).toMatchObject({
      exit: 1,
      err: expect.stringContaining('FLIS-S003'),
    })
    await writeFile(part, bytes)
    const options = { warehouse: root, areas: areasOf([]), environment: {}, freeBytes: async () => 5 }
    expect(await makeBackup({ ...options, target }).catch(asFlisError)).toMatchObject({ code: 'S006' })
    expect(await names(target)).toEqual(before)
  })

  it('a restore puts nothing over a warehouse unless it is told to, and then puts it aside', async () => {
    const folder = await newFolder()
    await cp(root, folder, { recursive: true })
    await writeFile(join(folder, 'inbox', 'venter.zip'), 'x')
    await rm(join(folder, 'flis.duckdb'))
    expect(await run('restore', first.backup, '--into', folder)).toMatchObject({
      exit: 1,
      err: expect.stringContaining('FLIS-C003'),
    })
    const ended = await run('--json', 'restore', first.backup, '--into', folder, '--overwrite')
    const { aside, key } = jsonOf<Summary>(ended)
    expect([aside, key]).toEqual([join(folder, 'before-restore-flis-2022-11-05-001'), 'there'])
    expect(await names(aside ?? '')).toContain('flis.config.json')
    expect(await exists(join(folder, 'inbox', 'venter.zip'))).toBe(true)
    expect((await run('-C', folder, 'month-run', '2022-10')).out).toContain('nothing to do')
  })

  it.each([
    { given: 'the key of another warehouse', text: '11'.repeat(32), code: 'C006' },
    { given: 'a file that is no key', text: 'x', code: 'C004' },
  ])('a restore with $given is $code, and writes nothing', async ({ text, code }) => {
    const [folder, file] = [join(await newFolder(), 'igen'), join(await newFolder(), 'key')]
    await writeFile(file, text)
    expect(await run('restore', first.backup, '--into', folder, '--key-file', file)).toMatchObject({
      exit: 1,
      err: expect.stringContaining(code),
    })
    expect(await exists(folder)).toBe(false)
  })

  it('a restore without any key says so, and the warehouse opens once it is there', async () => {
    const folder = join(await newFolder(), 'igen')
    const ended = await run('-C', folder, 'restore', first.backup)
    expect([ended.exit, ended.out]).toEqual([0, expect.stringContaining('FLIS_KEY')])
    expect((await run('-C', folder, 'plan', '2022-10')).err).toContain('FLIS-C004')
    await cp(join(root, 'key'), join(folder, 'key'))
    expect((await run('-C', folder, 'plan', '2022-10')).out).toContain('nothing to do')
  })

  it('a restore that was stopped before it was ready begins anew; no command takes the folder for a warehouse', async () => {
    const folder = await newFolder()
    await mkdir(readyFolder(folder), { recursive: true })
    await writeFile(join(readyFolder(folder), 'flis.config.json'), 'half')
    expect((await run('-C', folder, 'status')).err).toContain('FLIS-C002')
    expect((await run('restore', first.backup, '--into', folder)).exit).toBe(0)
    expect(await contentOf(folder)).toEqual(await contentOf(root))
  })

  it.each([0, 3, 5])('a restore that was stopped after %i moves goes on', async (moves) => {
    const folder = await newFolder()
    await cp(root, folder, { recursive: true })
    await writeFile(join(folder, 'flis.duckdb'), 'damaged')
    const ready = readyFolder(folder)
    await cp(join(first.backup, 'warehouse'), ready, { recursive: true })
    const note = {
      name: 'flis-2022-11-05-001',
      aside: 'before-restore-1',
      replaced: ['flis.config.json', 'archive', 'flis.duckdb', 'published', 'raadata'],
    }
    await writeReadyNote(folder, note)
    const settingsLast = ['archive', 'flis.duckdb', 'published', 'raadata', 'flis.config.json']
    await mkdir(join(folder, note.aside))
    for (const name of note.replaced) await rename(join(folder, name), join(folder, note.aside, name))
    for (const name of settingsLast.slice(0, moves)) await rename(join(ready, name), join(folder, name))
    expect((await run('-C', folder, 'status')).exit).toBe(moves === 5 ? 0 : 1)
    expect((await run('restore', first.backup, '--into', folder)).exit).toBe(0)
    expect(await contentOf(folder)).toEqual(await contentOf(root))
    expect((await run('-C', folder, 'plan', '2022-10')).out).toContain('nothing to do')
    expect(await exists(join(folder, '.restoring'))).toBe(false)
    expect(await readFile(join(folder, note.aside, 'flis.duckdb'), 'utf8')).toBe('damaged')
  })
})
