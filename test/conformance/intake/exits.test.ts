import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kyZip, oneCase, sager } from './ky-files.js'
import { Lager, type Row } from './lager.js'

const twoRows = kyZip({
  'KYSag.csv': sager('S1;32.18.04;0101570001;;;;2022-01-10\nS2;32.18.04;3201570001;;;;2022-01-10\n'),
})
const NO_ZIP = 'ingen zip'
const file = (kommune: string): string => `KY_${kommune}_2022-10_001_F.zip`

describe('flis intake and flis month-run', () => {
  let lager: Lager
  beforeAll(async () => {
    lager = await Lager.make({ areas: ['KY'] })
  })
  afterAll(() => lager.remove())
  const intake = (...argv: readonly string[]) => lager.run(['intake', ...argv])

  it('end with 0 when nothing came, and when all that came is loaded', async () => {
    expect((await intake()).exit).toBe(0)
    await lager.put(file('0101'), oneCase)
    expect((await intake()).exit).toBe(0)
    expect((await intake()).exit).toBe(0)
  })

  it('end with 3 when a delivery was rejected, and with 0 the next time', async () => {
    await lager.put(file('0147'), NO_ZIP)
    const ended = await intake()
    expect(ended.exit).toBe(3)
    expect(ended.out).toContain('FLIS-L030')
    expect((await intake()).exit).toBe(0)
  })

  it('end with 3 on new quarantine, and tell no CPR number and no row', async () => {
    await lager.put(file('0151'), twoRows)
    const ended = await intake()
    expect(ended.exit).toBe(3)
    expect(ended.out + ended.err).not.toMatch(/\d{10}/)
    expect(ended.out + ended.err).not.toContain('32.18.04')
  })

  it('end with 0 with --lenient, whatever was rejected', async () => {
    await lager.put(file('0153'), twoRows)
    await lager.put(file('0155'), NO_ZIP)
    expect((await intake('--lenient')).exit).toBe(0)
    expect((await lager.states(`kommune in ('0153', '0155')`)).map(([, state]) => state)).toEqual([
      'loaded',
      'rejected',
    ])
  })

  it('write with --json one event a line, the last of which sums up', async () => {
    await lager.put(file('0157'), twoRows)
    await lager.put(file('0159'), NO_ZIP)
    const ended = await intake('--json')
    expect(ended.exit).toBe(3)
    const events = ended.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row)
    expect(events.at(-1)).toMatchObject({ event: 'summary', exit: 3 })
    expect(JSON.stringify(events.at(-1))).toContain('L030')
    expect(ended.out).not.toMatch(/\d{10}/)
  })

  it('speak Danish when asked to', async () => {
    await lager.put(file('0161'), NO_ZIP)
    expect((await intake('--lang', 'da')).out).toContain('zipfilen')
    const shown = await lager.run(['deliveries', file('0161'), '--lang', 'da'])
    expect(shown.out).toContain('zipfilen')
    expect(shown.out).toContain('løbenr')
  })

  it('leave a list of deliveries with their states, rows and findings', async () => {
    const listed = await lager.json<Row[]>(['deliveries'])
    const of = (kommune: string) => listed.find((row) => row.id === `NC:${file(kommune)}`)
    expect(of('0159')).toMatchObject({ state: 'rejected', code: 'L030', rows_in: '0', accepted: '0' })
    expect(of('0157')).toMatchObject({
      state: 'loaded',
      code: null,
      rows_in: '2',
      accepted: '1',
      quarantined: '1',
    })
    expect(of('0157')).toHaveProperty('findings')
  })

  it('say the same of the same deliveries, whichever of the two takes them in', async () => {
    const both: Lager[] = []
    for (const argv of [['intake'], ['month-run', '2022-10']]) {
      const one = await Lager.make({ areas: ['KY'] })
      both.push(one)
      await one.put(file('0751'), twoRows)
      await one.put(file('0101'), NO_ZIP)
      await one.put('XX_0101_2022-10_001_F.zip', oneCase)
      expect((await one.run(argv)).exit).toBe(3)
    }
    const [byIntake, byMonthRun] = await Promise.all(
      both.map(async (one) => [
        await one.values(
          'select id, state, code, rows_in, accepted, quarantined, duplicates, sha256, facts from ops.deliveries order by id',
        ),
        await one.values('select * exclude (run) from ops.quarantine order by all'),
      ]),
    )
    expect(byMonthRun).toEqual(byIntake)
    for (const one of both) await one.remove()
  })

  it('end with 2 when they are not used as they should be, and nothing is done', async () => {
    await lager.put(file('0163'), oneCase)
    for (const argv of [
      ['intake', 'nu'],
      ['intake', '--hurtigt'],
      ['month-run'],
      ['month-run', '2022-13'],
      ['month-run', 'oktober'],
      ['deliveries', 'accept'],
    ])
      expect((await lager.run(argv)).exit, argv.join(' ')).toBe(2)
    expect((await lager.inbox()).length).toBe(2)
  })

  it('end with 1 when the settings are wrong, and nothing is done', async () => {
    const config = join(lager.root, 'flis.config.json')
    const before = await readFile(config)
    await writeFile(config, '{"recipient":["FLIS"]}')
    const ended = await intake()
    expect(ended.exit).toBe(1)
    expect(ended.err).toContain('FLIS-C001')
    expect(ended.err).toContain('recipients')
    expect((await lager.inbox()).length).toBe(2)
    await writeFile(config, before)
  })

  it('end with 1 where no warehouse is', async () => {
    await rm(join(lager.root, 'flis.config.json'))
    await rm(join(lager.root, 'key'))
    const ended = await intake()
    expect(ended.exit).toBe(1)
    expect(ended.err).toMatch(/FLIS-C00\d/)
  })
})
