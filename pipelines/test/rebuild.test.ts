import { readdir } from 'node:fs/promises'
import { openWarehouse, parseConfig, warehousePaths } from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { TableComparison } from '../src/rebuild/compare-tables.js'
import { flis, linesOf, warehouseWithSample } from './flis.js'

type Row = Readonly<Record<string, unknown>>

/** Changes the working file behind everybody's back. */
const tamper = async (root: string, statement: string): Promise<void> => {
  const warehouse = await openWarehouse(warehousePaths(root), parseConfig({}))
  const session = await warehouse.session()
  try {
    await session.run(statement)
  } finally {
    session.close()
    warehouse.instance.closeSync()
  }
}

describe('a rebuild', () => {
  let root = ''
  const rebuild = async (...argv: readonly string[]) => {
    const ended = await flis(['-C', root, 'rebuild', '--json', ...argv], { now: '2022-11-05' })
    const summary = linesOf(ended).at(-1) as unknown as {
      readonly tables: readonly TableComparison[]
      readonly equal: boolean
    }
    return { ...ended, ...summary }
  }
  const quarantine = async (): Promise<string> => (await flis(['-C', root, 'quarantine', 'list'])).out
  const runs = async (): Promise<readonly Row[]> =>
    JSON.parse((await flis(['-C', root, 'runs', '--json'])).out) as readonly Row[]

  beforeAll(async () => {
    root = await warehouseWithSample(0.02)
    // Month by month, with a gap in between: incremental, not one sweep.
    expect((await flis(['-C', root, 'month-run', '2022-10'])).exit).toBe(3)
    expect((await flis(['-C', root, 'month-run', '2022-11'], { now: '2022-12-02' })).exit).toBe(0)
  })

  it('gives the same tables as the runs did, and leaves no trace', async () => {
    const { exit, equal, tables } = await rebuild()
    expect(tables.filter((each) => !each.equal)).toEqual([])
    expect(equal).toBe(true)
    expect(exit).toBe(0)
    expect(tables.find((each) => each.table === 'FactKYYdelser')?.presentRows).not.toBe('0')
    expect(await readdir(root)).not.toContain('.rebuild')
    expect(await runs()).toHaveLength(2)
  })

  it('tells which table differs and by how many rows, with exit code 3', async () => {
    await tamper(root, `update dsa_hist."KYSag" set KleNummer = '00.00.00' where rowid = 0`)
    const { exit, tables } = await rebuild()
    expect(exit).toBe(3)
    expect(tables.filter((each) => !each.equal)).toMatchObject([
      { layer: 'dsa_hist', table: 'KYSag', missing: '1', extra: '1' },
    ])
  })

  it('--swap takes the rebuilt one into use: nothing differs any more, the past is kept', async () => {
    const before = await quarantine()
    expect((await rebuild('--swap')).exit).toBe(3)
    expect((await rebuild()).exit).toBe(0)
    expect(await quarantine()).toBe(before)
    expect((await runs()).map((each) => [each.kind, each.version])).toEqual([
      ['month-run', 1],
      ['month-run', 2],
      ['rebuild', 3],
    ])
    const { exit, out } = await flis(['-C', root, 'month-run', '2022-11'], { now: '2022-12-02' })
    expect([exit, out]).toEqual([0, 'nothing to do: everything is up to date\n'])
    expect((await flis(['-C', root, 'packages', 'verify'])).exit).toBe(0)
    expect((await readdir(root)).filter((name) => /rebuild/.test(name))).toEqual([])
  })

  it('--swap refuses while this process has the file open (S001), and changes nothing', async () => {
    const warehouse = await openWarehouse(warehousePaths(root), parseConfig({}))
    const { exit, err } = await flis(['-C', root, 'rebuild', '--swap'], { now: '2022-12-05' })
    warehouse.instance.closeSync()
    expect(exit).toBe(1)
    expect(err).toContain('FLIS-S001')
    expect(await runs()).toHaveLength(3)
  })
})
