import { readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { flis, jsonOf, newFolder, warehouseWithSample } from './flis.js'

type Row = Readonly<Record<string, unknown>>

describe('after retention', () => {
  let root = ''
  let late = ''
  const now = '2022-11-05T10:00:00'
  const run = (...argv: readonly string[]) => flis(['-C', root, ...argv], { now })
  const deliveries = async () => jsonOf<readonly Row[]>(await run('deliveries', '--json'))

  beforeAll(async () => {
    root = await warehouseWithSample(0)
    const kept = await newFolder()
    // an FSIII delivery of the month that will be deleted comes only afterwards
    const names = (await readdir(join(root, 'inbox'))).filter((name) => /^FSIII_0751_2022-09/.test(name))
    late = names.filter((name) => !name.endsWith('.metadata')).at(-1) ?? ''
    for (const name of [late, `${late}.metadata`]) await rename(join(root, 'inbox', name), join(kept, name))
    expect((await run('month-run', '2022-10')).exit).toBe(0)
    expect((await run('retain', '--before', '2022-10')).exit).toBe(0)
    for (const name of [late, `${late}.metadata`]) await rename(join(kept, name), join(root, 'inbox', name))
  })

  it('a late delivery of an upsert Kilde still finds its place', async () => {
    await run('intake')
    const one = (await deliveries()).find((each) => String(each.id).endsWith(late))
    expect(one?.state).toBe('loaded')
  })

  it('withdrawing what came later gives back the sealed versions, as a rebuild does', async () => {
    for (const name of [/FSIII_0751_2022-10/, /KY_0751_2022-10/]) {
      const one = (await deliveries()).find(({ id }) => name.test(String(id)))
      const { exit, err } = await run('deliveries', 'withdraw', String(one?.id), '--reason', 'wrong')
      expect([exit, err]).toEqual([0, expect.not.stringContaining('FLIS-')])
    }
    await run('month-run', '2022-10')
    const { out } = await run('rebuild')
    expect(out).toContain('every table is equal')
  })
})
