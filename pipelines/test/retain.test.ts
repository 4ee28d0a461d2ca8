import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openInstance, openSession } from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { putDelivery } from '../src/testing/delivery-file.js'
import { filesBelow } from './files-below.js'
import { flis, jsonOf, linesOf, warehouseWithSample } from './flis.js'
import { tamper } from './tamper.js'

type Row = Readonly<Record<string, unknown>>

describe('retention', () => {
  let root = ''
  let dry: Awaited<ReturnType<typeof flis>>
  let retained: Awaited<ReturnType<typeof flis>>
  const now = '2022-11-05T10:00:00'
  const run = (...argv: readonly string[]) => flis(['-C', root, ...argv], { now })
  const deliveries = async () => jsonOf<readonly Row[]>(await run('deliveries', '--json'))
  const ledger = async (query: string): Promise<readonly Row[]> => {
    const session = await openSession(await openInstance(':memory:'))
    try {
      return (await session.rows(
        query.replaceAll(/\$(\w+)/g, (_, table) => `'${root}/published/ledger/${String(table)}.parquet'`),
      )) as readonly Row[]
    } finally {
      session.close()
    }
  }

  beforeAll(async () => {
    root = await warehouseWithSample(0.02)
    expect((await run('month-run', '2022-10')).exit).toBe(3)
    const before = await filesBelow(root)
    dry = await run('retain', '--before', '2022-10', '--dry-run')
    expect(await filesBelow(root)).toEqual(before)
    retained = await run('retain', '--before', '2022-10', '--json')
  })

  it('--dry-run tells by Kilde and periode what would go, and deletes nothing', () => {
    expect(dry.exit).toBe(0)
    expect(dry.out).toMatch(/KY +2022-09 +loaded +\d+ /)
    expect(dry.out).toContain('nothing has been deleted')
    expect(dry.out).not.toContain('2022-10-')
  })

  it('is logged: a run of its own, a step for each delivery, a decision, the checkpoint with who asked', async () => {
    expect(retained.exit).toBe(0)
    const summary = linesOf(retained).at(-1)
    expect(summary).toMatchObject({ event: 'summary', run: 2, checkpoint: 1, before: '2022-10' })
    const one = jsonOf<{ readonly kind: string; readonly state: string; readonly steps: readonly Row[] }>(
      await run('runs', '2', '--json'),
    )
    expect(one).toMatchObject({ kind: 'retain', state: 'done' })
    expect(summary?.deliveries).toHaveLength(one.steps.length)
    expect(one.steps.every((each) => each.outcome === 'deleted')).toBe(true)
    expect(await ledger('select decision, value, run from $decisions')).toEqual([
      { decision: 'retain', value: '2022-10', run: 2 },
    ])
    expect(await ledger('select nr, "before", state, operator from $checkpoints')).toEqual([
      { nr: 1, before: '2022-10', state: 'current', operator: 'unknown' },
    ])
  })

  it('leaves no byte of the older deliveries, and every byte of the others', async () => {
    const rows = await ledger('select file_name, periode, sha256, checkpoint from $deliveries')
    expect(rows.some((row) => row.checkpoint === 1)).toBe(true)
    expect(rows.every((row) => (row.checkpoint === 1) === String(row.periode) < '2022-10')).toBe(true)
    const files = await filesBelow(root)
    const has = (text: unknown): boolean => files.some((each) => each.includes(String(text)))
    for (const { file_name, sha256, checkpoint } of rows)
      expect([has(file_name), has(`sha256/${String(sha256).slice(0, 2)}/${String(sha256)}`)]).toEqual(
        checkpoint === null ? [true, true] : [false, false],
      )
    const rejected = await readdir(join(root, 'rejected'))
    expect(rejected.some((each) => each.includes('2022-09'))).toBe(false)
  })

  it('keeps the entries in quarantine without their text, as an accepted loss', async () => {
    const entries = await ledger(
      `select d.checkpoint is not null as gone, q.state, q."row" is null as empty, count(*) as n
       from $quarantine q join $deliveries d on d.id = q.delivery group by all order by all`,
    )
    expect(entries.map(({ gone, state, empty }) => [gone, state, empty])).toEqual([
      [false, 'open', false],
      [true, 'accepted loss', true],
    ])
  })

  it('a rebuild starts from the checkpoint and gives the same tables', async () => {
    const { exit, out } = await run('rebuild')
    expect(out).toContain('every table is equal')
    expect(exit).toBe(0)
  })

  it('a damaged checkpoint is refused by name', async () => {
    const file = join(root, 'checkpoints/1/dsa_hist/KYSag.parquet')
    const bytes = await readFile(file)
    await writeFile(file, Buffer.concat([bytes.subarray(0, 100), Buffer.from('x'), bytes.subarray(101)]))
    const { exit, err } = await run('rebuild')
    await writeFile(file, bytes)
    expect(exit).toBe(1)
    expect(err).toContain('FLIS-S003')
    expect(err).toContain('checkpoints/1/dsa_hist/KYSag.parquet')
  })

  it('nothing is left for a month-run to do', async () => {
    expect((await run('month-run', '2022-10')).out).toContain('nothing to do')
  })

  it('a basis that it cut cannot be reproduced; one from after it can', async () => {
    const one = async (id: string) => jsonOf<Row>(await run('runs', id, '--json'))
    expect(await one('1')).toMatchObject({ reproducible: false })
    expect(await one('2')).toMatchObject({ reproducible: true })
    expect((await run('runs', '1')).out).toContain('cannot be reproduced')
  })

  it.each([
    ['deliveries withdraw', ['--reason', 'wrong']],
    ['deliveries reread', []],
    ['quarantine replay --delivery', []],
  ])('%s of a delivery whose Rådata are gone is refused (S007)', async (command, more) => {
    const [gone] = (await deliveries()).filter((each) => String(each.id).startsWith('NC:KY_0751_2022-09'))
    const { exit, err } = await run(...command.split(' '), String(gone?.id), ...more)
    expect([exit, err]).toEqual([1, expect.stringContaining('FLIS-S007')])
  })

  it('a late delivery from before the horizon is rejected (L070), unread', async () => {
    const name = 'KY_0751_2022-08_001_F.zip'
    await putDelivery(join(root, 'inbox'), name, 'no zip, and never looked into', 'NC')
    const { exit, out } = await run('intake')
    expect(exit).toBe(3)
    expect(out).toContain(`NC:${name}: FLIS-L070`)
    expect(await readdir(join(root, 'rejected'))).toContain(`${name}.error.json`)
  })

  it('the same again deletes what has come since, from the same checkpoint on', async () => {
    const again = linesOf(await run('retain', '--before', '2022-10', '--json')).at(-1)
    expect(again?.deliveries).toMatchObject([{ id: 'NC:KY_0751_2022-08_001_F.zip', state: 'rejected' }])
    expect(again).toMatchObject({ checkpoint: 2 })
    expect(await readdir(join(root, 'checkpoints'))).toEqual(['2'])
    expect((await run('retain', '--before', '2022-10')).out).toContain('nothing lies before 2022-10')
  })

  it.each([
    ['2022-13', 'no month'],
    ['nonsense', 'no periode'],
    ['2022-09', 'one before the checkpoint'],
    ['2022-12', 'one that lies ahead'],
  ])('--before %s is wrong usage: %s', async (before) => {
    const { exit, err } = await run('retain', '--before', before)
    expect([exit, err]).toEqual([2, expect.stringContaining('FLIS-U001')])
  })

  it('refuses to delete what is not in history yet (S008)', async () => {
    await tamper(
      root,
      `update ops.deliveries set state = 'received' where kilde = 'KY' and periode = '2022-10'`,
    )
    const { exit, err } = await run('retain', '--before', '2022-11')
    expect([exit, err]).toEqual([1, expect.stringContaining('FLIS-S008')])
    expect(await readdir(join(root, 'checkpoints'))).toEqual(['2'])
  })
})
