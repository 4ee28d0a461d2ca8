import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kyZip, oneCase, sager } from './ky-files.js'
import { Lager } from './lager.js'

const long = `S2;${'x'.repeat(2000)};0101570001;;;;2022-01-10`

describe('flis deliveries reread', () => {
  let lager: Lager
  beforeAll(async () => {
    lager = await Lager.make({
      areas: ['KY'],
      limits: { lineBytes: 1024, unpackedBytes: 4000 },
      recipients: ['LIS'],
    })
    await lager.put(
      'KY_0101_2022-10_001_F.zip',
      kyZip({ 'KYSag.csv': sager(`S1;32.18.04;0101570001;;;;2022-01-10\n${long}\n`) }),
      { recipients: ['LIS'] },
    )
    await lager.put(
      'KY_0147_2022-10_001_F.zip',
      kyZip({ 'KYSag.csv': sager(`${`${long.replace('2000', '1')}\n`}`.repeat(3)) }),
      { recipients: ['LIS'] },
    )
    await lager.put('KY_0151_2022-10_001_F.zip', oneCase)
    await lager.put('KY_0153_2022-10_001_F.zip', oneCase, { recipients: ['LIS'] })
    await lager.intake()
    expect(await lager.states()).toEqual([
      ['KY_0101_2022-10_001_F.zip', 'loaded', null],
      ['KY_0147_2022-10_001_F.zip', 'rejected', 'L033'],
      ['KY_0151_2022-10_001_F.zip', 'rejected', 'L011'],
      ['KY_0153_2022-10_001_F.zip', 'loaded', null],
    ])
    const config = join(lager.root, 'flis.config.json')
    const { areas } = JSON.parse(await readFile(config, 'utf8')) as { areas: readonly string[] }
    await writeFile(config, JSON.stringify({ areas, recipients: ['LIS', 'FLIS'] }))
  })
  afterAll(() => lager.remove())
  const reread = (file: string) => lager.run(['deliveries', 'reread', `NC:${file}`])

  it('reads lines that were too long for the settings of then', async () => {
    expect(await lager.values('select line::int, codes, state from ops.quarantine')).toEqual([
      [3, ['R003'], 'open'],
    ])
    expect((await reread('KY_0101_2022-10_001_F.zip')).exit).toBe(0)
    expect(await lager.states(`kommune = '0101'`)).toEqual([['KY_0101_2022-10_001_F.zip', 'loaded', null]])
    expect(
      await lager.values(
        `select SagId, length(KleNummer)::int, _fra::varchar, _linje::int from dsa_hist.KYSag where _kommune = '0101' order by 1`,
      ),
    ).toEqual([
      ['S1', 8, '20221031001', 2],
      ['S2', 2000, '20221031001', 3],
    ])
    expect(
      await lager.values(
        `select rows_in::int, accepted::int, quarantined::int, duplicates::int from ops.deliveries where kommune = '0101'`,
      ),
    ).toEqual([[2, 2, 0, 0]])
    expect(await lager.values(`select count(*)::int from ops.quarantine where state = 'open'`)).toEqual([[0]])
  })

  it('takes in what was too large for the settings of then', async () => {
    expect([0, 3]).toContain((await reread('KY_0147_2022-10_001_F.zip')).exit)
    expect(await lager.states(`kommune = '0147'`)).toEqual([['KY_0147_2022-10_001_F.zip', 'loaded', null]])
    expect(await lager.values(`select count(*)::int from dsa_hist.KYSag where _kommune = '0147'`)).toEqual([
      [1],
    ])
  })

  it('takes in what was addressed to a name that is ours now', async () => {
    expect((await reread('KY_0151_2022-10_001_F.zip')).exit).toBe(0)
    expect(await lager.states(`kommune = '0151'`)).toEqual([['KY_0151_2022-10_001_F.zip', 'loaded', null]])
  })

  it('gives the same where nothing is different', async () => {
    const before = await lager.values('select * from dsa_hist.KYSag order by all')
    await reread('KY_0101_2022-10_001_F.zip')
    expect(await lager.values('select * from dsa_hist.KYSag order by all')).toEqual(before)
  })

  it('knows no delivery that never came', async () => {
    const ended = await reread('KY_0751_2022-10_001_F.zip')
    expect(ended.exit).toBe(1)
    expect(ended.err).toContain('FLIS-U004')
  })
})
