import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { errorWords, openInstance, openSession } from '@flis/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rejectionOf } from './failing.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flis-registry-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const engine = createRequire(import.meta.url).resolve('@duckdb/node-api')

/** Another process that opens the file and holds it until its standard input ends. */
const holding = async (path: string): Promise<{ pid: number; letGo: () => Promise<void> }> => {
  const program = `
    const { DuckDBInstance } = require(${JSON.stringify(engine)})
    DuckDBInstance.create(${JSON.stringify(path)}).then((instance) => {
      process.stdout.write('open')
      process.stdin.on('end', () => { instance.closeSync(); process.exit(0) }).resume()
    })`
  const child = spawn(process.execPath, ['-e', program], {
    cwd: dirname(fileURLToPath(import.meta.url)),
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  const ended = once(child, 'exit')
  return {
    pid: child.pid ?? 0,
    letGo: async () => {
      child.stdin.end()
      await ended
    },
  }
}

describe('the same file opened twice in a process is one instance', () => {
  it.each<[string, (path: string) => string | Promise<string>]>([
    ['by the same path', (path) => path],
    ['by a relative path', (path) => relative(process.cwd(), path)],
    [
      'by a path with a detour',
      (path) => join(dirname(path), '.', 'x', '..', 'flis.duckdb').replace('flis', './flis'),
    ],
    [
      'by a link to its folder',
      async (path) => {
        await symlink(dirname(path), `${dirname(path)}/link`)
        return join(dirname(path), 'link', 'flis.duckdb')
      },
    ],
  ])('%s', async (_name, other) => {
    const path = join(folder, 'flis.duckdb')
    const [first, second] = [await openInstance(path), await openInstance(await other(path))]
    const [one, two] = [await openSession(first), await openSession(second)]
    await one.run('create table seen (nr integer)')
    await two.run('insert into seen values (1)')
    await one.run('insert into seen values (2)')
    expect(await two.value('select list(nr order by nr)::varchar from seen')).toBe('[1, 2]')
    expect(await one.value('select list(nr order by nr)::varchar from seen')).toBe('[1, 2]')
    for (const each of [one, two]) each.close()
    for (const each of [first, second]) each.closeSync()
    const reopened = await openInstance(path)
    const session = await openSession(reopened)
    expect(await session.value('select count(*) from seen')).toBe(2n)
    session.close()
    reopened.closeSync()
  })

  it('but two in memory have nothing in common', async () => {
    const [one, two] = [
      await openSession(await openInstance(':memory:')),
      await openSession(await openInstance(':memory:')),
    ]
    await one.run('create table mine (nr integer)')
    expect(await rejectionOf(() => two.rows('from mine'))).toMatchObject({ code: 'S999' })
  })
})

describe('a file that another process holds', () => {
  it('is S001 with its PID, and opens when the other lets go', async () => {
    const path = join(folder, 'flis.duckdb')
    const other = await holding(path)
    const error = await rejectionOf(() => openInstance(path))
    expect(error).toMatchObject({ code: 'S001', retriable: true, facts: { holder: `PID ${other.pid}` } })
    expect(errorWords(error)).toBe(
      `FLIS-S001 another process is using the warehouse (holder PID ${other.pid}) → wait for the running command, then try again`,
    )
    expect(await rejectionOf(() => openInstance(path, {}, true))).toMatchObject({ code: 'S001' })
    await other.letGo()
    const instance = await openInstance(path)
    const session = await openSession(instance)
    expect(await session.value('select 1')).toBe(1)
    session.close()
    instance.closeSync()
  })
})

describe('the engine', () => {
  it('is opened with the limits given, and never fetches extensions', async () => {
    const session = await openSession(
      await openInstance(':memory:', { memory: '512MiB', threads: 1, temp: join(folder, 'spill') }),
    )
    const setting = (name: string): Promise<unknown> => session.value(`select current_setting('${name}')`)
    expect(await setting('memory_limit')).toBe('512.0 MiB')
    expect(await setting('threads')).toBe(1n)
    expect(await setting('temp_directory')).toBe(join(folder, 'spill'))
    expect(await setting('autoinstall_known_extensions')).toBe(false)
    expect(await setting('autoload_known_extensions')).toBe(false)
  })

  it('opened only to read changes nothing', async () => {
    const path = join(folder, 'flis.duckdb')
    const writing = await openInstance(path)
    const writer = await openSession(writing)
    await writer.run('create table kept as select 1 as one')
    writer.close()
    writing.closeSync()
    const reading = await openInstance(path, {}, true)
    const reader = await openSession(reading)
    expect(await reader.value('select one from kept')).toBe(1)
    expect(await rejectionOf(() => reader.run('drop table kept'))).toMatchObject({ code: 'S999' })
    reader.close()
    reading.closeSync()
  })

  it.each([
    ['a folder that is not there', (root: string) => join(root, 'nowhere', 'flis.duckdb')],
    ['a folder', (root: string) => root],
  ])('does not open %s, and says so without the engine’s words', async (_name, path) => {
    expect(await rejectionOf(() => openInstance(path(folder)))).toMatchObject({
      code: 'S999',
      facts: { detail: 'IO Error' },
    })
  })
})
