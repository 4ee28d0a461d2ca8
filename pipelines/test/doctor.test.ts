import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { cp, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fixedClock, openWarehouse, parseConfig, warehousePaths } from '@flis/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CHECKS, type DoctorOptions, doctor } from '../src/operations/doctor/doctor.js'
import { FAULTS } from './doctor-faults.js'
import { filesBelow } from './files-below.js'
import { flis, jsonOf, warehouseWithSample } from './flis.js'
import { tamper } from './tamper.js'

const now = '2022-11-05T10:00:00'

/** Every file with its bytes, its mode and when it was written. */
const traceOf = async (root: string): Promise<Readonly<Record<string, string>>> => {
  const trace: Record<string, string> = {}
  for (const file of await filesBelow(root)) {
    const { mtimeMs, mode } = await stat(file)
    trace[file] = `${createHash('sha256')
      .update(await readFile(file))
      .digest('hex')} ${mtimeMs} ${mode}`
  }
  return trace
}

describe('flis doctor', () => {
  let healthy = ''
  const copies: string[] = []
  const look = (root: string, options: Partial<DoctorOptions> = {}) =>
    doctor({ warehouse: root, environment: {}, clock: fixedClock(now), ...options })

  beforeAll(async () => {
    healthy = await warehouseWithSample(0)
    await flis(['-C', healthy, 'month-run', '2022-10'], { now })
    await flis(['-C', healthy, 'retain', '--before', '2022-10'], { now })
    await tamper(
      healthy,
      `update ops.deliveries set state = 'loaded' where state = 'held'`,
      `update ops.quarantine set state = 'accepted loss'`,
    )
  })
  afterAll(async () => {
    for (const each of copies) await rm(each, { recursive: true, force: true })
  })
  const copy = async (): Promise<string> => {
    const root = `${healthy}-copy-${copies.length}`
    copies.push(root)
    await cp(healthy, root, { recursive: true, preserveTimestamps: true })
    return root
  }

  it('finds nothing wrong with a healthy warehouse, and changes nothing in it', async () => {
    const before = await traceOf(healthy)
    const { checks, verdict } = await look(healthy, { deep: true })
    expect(checks.filter((each) => each.verdict !== 'ok')).toEqual([])
    expect(verdict).toBe('ok')
    expect(await traceOf(healthy)).toEqual(before)
  })

  it('has a planted fault for every check', () => {
    const planted = new Set([...FAULTS.map(({ check }) => check), 'lock', 'log of the engine'])
    expect(CHECKS.map(({ name }) => name).filter((name) => !planted.has(name))).toEqual([])
  })

  it.each(FAULTS)('$check: $fault is $verdict', async ({ check, plant, verdict, options }) => {
    const root = await copy()
    await plant(root)
    const { checks } = await look(root, options)
    const found = checks.find(({ name }) => name === check)
    expect(found?.verdict).toBe(verdict)
    expect(found?.next).toBeDefined()
    expect(found?.said[0]).not.toBe(found?.said[1])
    await rm(root, { recursive: true })
  })

  it('log of the engine: one that a killed process left is told, read, and left as it is', async () => {
    const root = await copy()
    const warehouse = await openWarehouse(warehousePaths(root), parseConfig({}))
    const session = await warehouse.session()
    await session.run(`insert into ops.quarantine (delivery, state) values ('a', 'open')`)
    const other = await copy()
    // what a process that is killed now would leave
    for (const name of ['flis.duckdb', 'flis.duckdb.wal']) await cp(join(root, name), join(other, name))
    session.close()
    warehouse.instance.closeSync()
    const before = await traceOf(other)
    const { checks } = await look(other)
    expect(await traceOf(other)).toEqual(before)
    const of = (name: string) => checks.find((each) => each.name === name)?.verdict
    expect([of('log of the engine'), of('quarantine'), of('database')]).toEqual(['warning', 'warning', 'ok'])
    expect((await stat(join(other, 'flis.duckdb.wal'))).size).toBeGreaterThan(0)
  })

  it('lock: names the process that writes, and looks at the rest', async () => {
    const root = await copy()
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
    const { checks, verdict } = await look(root)
    held.kill('SIGKILL')
    await once(held, 'close')
    const lock = checks.find(({ name }) => name === 'lock')
    expect([lock?.verdict, lock?.said[0]]).toEqual(['warning', expect.stringContaining(`PID ${held.pid}`)])
    expect(checks.find(({ name }) => name === 'quarantine')?.said[0]).toContain('not looked at')
    expect(verdict).toBe('warning')
  })

  it('tells it on the command line: exit 0 with warnings, 3 where something is wrong, 1 outside a warehouse', async () => {
    const warned = await flis(['-C', healthy, 'doctor'], { now })
    expect([warned.exit, warned.out]).toEqual([0, expect.stringContaining('unset FLIS_NOW')])
    const root = await copy()
    await rm(join(root, 'key'))
    const ill = await flis(['-C', root, 'doctor', '--json'], { now })
    expect(ill.exit).toBe(3)
    expect(jsonOf<{ readonly verdict: string }>(ill).verdict).toBe('error')
    expect((await flis(['--lang', 'da', '-C', root, 'doctor'], { now })).out).toContain(
      'den hemmelige nøgle mangler',
    )
    const none = await flis(['-C', join(root, 'inbox'), 'doctor'], { now })
    expect([none.exit, none.err]).toEqual([1, expect.stringContaining('FLIS-C002')])
  })
})
