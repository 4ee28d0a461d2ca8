import { readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { openInstance, openSession, type Session } from '@flis/core'
import { type SampleReport, writeSample } from '@flis/sample'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { initWarehouse } from '../src/run/open-env.js'
import { type Ended, flis, newFolder } from './flis.js'

/** Who sends what by right. */
const senders: Readonly<Record<string, string>> = { KY: 'NC', CPR: 'CPR', LIFA: 'LIFA' }

describe('a sample of Borger in a warehouse', () => {
  let report: SampleReport = { files: [], faults: [], rows: {} }
  let ended: Ended
  let session: Session

  beforeAll(async () => {
    const root = await newFolder()
    await initWarehouse(root, ['Borger', 'KY'])
    const out = await newFolder()
    report = await writeSample({
      out,
      kommuner: ['0751'],
      from: '2022-09',
      to: '2022-10',
      scale: 0.002,
      seed: 1,
      faults: 0.02,
      areas: ['Borger', 'KY'],
    })
    for (const name of await readdir(out))
      if (name !== 'again') await rename(join(out, name), join(root, 'inbox', name))
    ended = await flis(['-C', root, '--json', 'month-run', '2022-10', '--area', 'KY'])
    session = await openSession(await openInstance(join(root, 'flis.duckdb'), {}, true))
  })
  afterAll(() => session.close())

  const texts = async (query: string): Promise<readonly string[]> =>
    (await session.rows(query)).map((row) => Object.values(row).join(' '))

  it('is taken in whole: only the deliveries by somebody who may not are rejected', async () => {
    expect([0, 3]).toContain(ended.exit)
    const wrong = report.faults.filter((each) => each.level === 'delivery' && each.state === 'rejected')
    expect(
      await texts("select file_name, code from ops.deliveries where state <> 'loaded' order by all"),
    ).toEqual(wrong.map((each) => `${each.fileName} L012`).sort())
  })

  it('has every row accepted but the planted ones, each of which is refused for the code that the report says', async () => {
    const found = await texts(`
      select delivery, line, contract, array_to_string(codes, '+')
      from ops.quarantine
      order by all`)
    const planted = report.faults.flatMap((each) =>
      each.level === 'row'
        ? [
            `${senders[each.fileName.split('_')[0] ?? '']}:${each.fileName} ${each.line} ${each.contract} ${each.code}`,
          ]
        : [],
    )
    expect(found.length).toBeGreaterThan(50)
    expect([...found].sort()).toEqual([...planted].sort())
  })

  it('gives citizens of every herkomst, and no finding beside the planted faults', async () => {
    expect(
      await texts('select distinct HerkomstKode from dm.DimBorger where DimBorgerID <> -1 order by all'),
    ).toEqual(['1', '2', '3', '9'])
    expect(
      await texts(
        `select distinct test from ops.quality where "dataområde" = 'Borger' and test not like 'K%'`,
      ),
    ).toEqual([])
  })

  it('has nearly all citizens of the cases in KY', async () => {
    const [known = 0, unknown = 0] = (
      await session.rows(`
        select count(*) filter (DimBorgerYdelsesmodtager <> -1) as known,
          count(*) filter (DimBorgerYdelsesmodtager = -1) as unknown
        from dm.FactKYSager`)
    ).flatMap((row) => Object.values(row).map(Number))
    expect(known).toBeGreaterThan(100)
    expect(known / (known + unknown)).toBeGreaterThan(0.95)
  })
})
