import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { flis, jsonOf, linesOf, warehouseWithSample } from './flis.js'

type Row = Readonly<Record<string, unknown>>

describe('packages whose periode ended longer ago than retention.outboxMonths', () => {
  let root = ''
  const run = (now: string, ...argv: readonly string[]) => flis(['-C', root, ...argv], { now })
  const packages = async () => jsonOf<readonly Row[]>(await run('2023-01-02', 'packages', 'list', '--json'))
  const files = async (): Promise<readonly string[]> =>
    (await readdir(join(root, 'outbox'), { recursive: true })).filter((name) => name.endsWith('.zip'))

  beforeAll(async () => {
    root = await warehouseWithSample(0)
    const config = JSON.parse(await readFile(join(root, 'flis.config.json'), 'utf8')) as Row
    await writeFile(
      join(root, 'flis.config.json'),
      JSON.stringify({ ...config, areas: ['KY'], retention: { outboxMonths: 1 } }),
    )
    await run('2022-11-02', 'month-run', '2022-10')
  })

  it('stay for that long', async () => {
    expect(await files()).toHaveLength(1)
    expect((await packages()).map((each) => each.removed)).toEqual([null])
  })

  it('are removed by the next run; the ledger keeps them', async () => {
    await run('2022-12-02', 'month-run', '2022-11')
    expect((await packages()).map(({ periode, state, removed }) => [periode, state, removed])).toEqual([
      ['2022-10', 'produced', '2022-12-01T23:00:00.000Z'],
      ['2022-11', 'produced', null],
    ])
    expect(await files()).toEqual([expect.stringContaining('2022-11')])
  })

  it('are told by show and verify, which do not fail', async () => {
    const [first] = await packages()
    const id = String(first?.id)
    const shown = await run('2023-01-02', 'packages', 'show', id)
    expect([shown.exit, shown.out]).toEqual([
      0,
      expect.stringContaining('removed from the outbox by retention'),
    ])
    const verified = await run('2023-01-02', 'packages', 'verify', '--json')
    expect(verified.exit).toBe(0)
    expect(linesOf(verified).map(({ ok, removed }) => [ok, removed !== undefined])).toEqual([
      [true, true],
      [true, false],
    ])
    expect((await run('2023-01-02', 'packages', 'verify', id)).exit).toBe(0)
  })
})
