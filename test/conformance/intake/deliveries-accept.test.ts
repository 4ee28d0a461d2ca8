import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { carePlan, codeSystem, report } from './fhir-texts.js'
import { kyZip, sager } from './ky-files.js'
import { Lager } from './lager.js'

const numbers = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)
const cases = (from: number, to: number, day = '10'): string =>
  numbers(from, to)
    .map((nr) => `S${nr};32.18.04;0101570001;;;;2022-01-${day}\n`)
    .join('')
const fails = (from: number, to: number): string =>
  numbers(from, to)
    .map((nr) => `S${nr};32.18.04;0101570001;;;;2022-02-30\n`)
    .join('')
const delivery = (lines: string): Buffer => kyZip({ 'KYSag.csv': sager(lines) })

describe('flis deliveries accept', () => {
  let lager: Lager
  beforeAll(async () => {
    lager = await Lager.make({ areas: ['KY', 'FSIII'] })
    await lager.put('KY_0101_2022-09_001_F.zip', delivery(cases(1, 100)))
    await lager.put('KY_0147_2022-10_001_F.zip', delivery(fails(1, 21) + cases(22, 30)))
    await lager.put('KY_0151_2022-10_001_F.zip', delivery(cases(1, 3)))
    await lager.put('FSIIIKoder_0000_2022-08_001_F.json', codeSystem('1', 'G1.29'), { sender: 'KOMBIT' })
    await lager.put('FSIII_0751_2022-10_001_D.json', report('0101410001', carePlan('a1', 'G1.29')), {
      sender: 'Trifork',
    })
    await lager.intake()
    await lager.put('KY_0101_2022-10_001_F.zip', delivery(cases(51, 100)))
    await lager.put('KY_0151_2022-10_001_F.zip', delivery(cases(1, 3, '11')))
    await lager.put('FSIII_0751_2022-10_003_D.json', report('0101410001', carePlan('a3', 'G1.29')), {
      sender: 'Trifork',
    })
    await lager.intake()
  })
  afterAll(() => lager.remove())
  const accept = (...argv: readonly string[]) => lager.run(['deliveries', 'accept', ...argv])
  const current = async (kommune: string): Promise<number> =>
    Number(
      (
        await lager.values(
          `select count(*)::int from dsa_hist.KYSag where _kommune = '${kommune}' and _til = 99991231999`,
        )
      )[0]?.[0],
    )

  it('loads a full delivery that was held for what it ends', async () => {
    expect(await lager.states(`kommune = '0101'`)).toEqual([
      ['KY_0101_2022-09_001_F.zip', 'loaded', null],
      ['KY_0101_2022-10_001_F.zip', 'held', 'L060'],
    ])
    expect((await accept('NC:KY_0101_2022-10_001_F.zip')).exit).toBe(0)
    expect(await lager.states(`file_name = 'KY_0101_2022-10_001_F.zip'`)).toEqual([
      ['KY_0101_2022-10_001_F.zip', 'loaded', null],
    ])
    expect(await current('0101')).toBe(50)
    expect(
      await lager.values(
        `select distinct _til::varchar from dsa_hist.KYSag where _kommune = '0101' order by 1`,
      ),
    ).toEqual([['20221031001'], ['99991231999']])
  })

  it('loads the good rows of a delivery that was held for its bad ones, which stay in quarantine', async () => {
    await accept('NC:KY_0147_2022-10_001_F.zip')
    expect(await lager.states(`kommune = '0147'`)).toEqual([['KY_0147_2022-10_001_F.zip', 'loaded', null]])
    expect(await current('0147')).toBe(9)
    expect(
      await lager.values(
        `select state, count(*)::int from ops.quarantine where delivery = 'NC:KY_0147_2022-10_001_F.zip' group by 1`,
      ),
    ).toEqual([['open', 21]])
    expect(
      await lager.values(
        `select rows_in::int, accepted::int, quarantined::int, duplicates::int from ops.deliveries where kommune = '0147'`,
      ),
    ).toEqual([[30, 9, 21, 0]])
  })

  it('stays when the command is given again, and changes nothing', async () => {
    const before = await lager.values('select * from ops.deliveries order by id')
    const again = await accept('NC:KY_0101_2022-10_001_F.zip')
    expect([0, 1]).toContain(again.exit)
    expect(await lager.values('select * from ops.deliveries order by id')).toEqual(before)
    await lager.intake()
    expect(await current('0101')).toBe(50)
  })

  it('lets a delta follow on a gap, and the missing one is put in its place when it comes', async () => {
    expect(await lager.states(`kommune = '0751'`)).toEqual([
      ['FSIII_0751_2022-10_001_D.json', 'loaded', null],
      ['FSIII_0751_2022-10_003_D.json', 'held', 'L050'],
    ])
    expect((await accept('Trifork:FSIII_0751_2022-10_003_D.json')).exit).toBe(0)
    expect(await lager.states(`file_name = 'FSIII_0751_2022-10_003_D.json'`)).toEqual([
      ['FSIII_0751_2022-10_003_D.json', 'loaded', null],
    ])
    await lager.put('FSIII_0751_2022-10_002_D.json', report('0101410001', carePlan('a2', 'G1.29')), {
      sender: 'Trifork',
    })
    await lager.intake()
    expect(
      await lager.values('select Id, _fra::varchar from dsa_hist.FSIIIPlanlagtIndsats order by 1'),
    ).toEqual([
      ['a1', '20221031001'],
      ['a2', '20221031002'],
      ['a3', '20221031003'],
    ])
  })

  it('takes a refused one of the same identity in as the next løbenr', async () => {
    const [refused] = await lager.rows(`select id from ops.deliveries where code = 'L005'`)
    const ended = await accept(String(refused?.id), '--as', '002')
    expect(ended.exit).toBe(0)
    expect(
      await lager.values(
        `select OprettetDato::varchar, _fra::varchar, _til::varchar from dsa_hist.KYSag where _kommune = '0151' and SagId = 'S1' order by 2`,
      ),
    ).toEqual([
      ['2022-01-10', '20221031001', '20221031002'],
      ['2022-01-11', '20221031002', '99991231999'],
    ])
    expect(
      await lager.values(
        `select state, loebenr, code from ops.deliveries where kommune = '0151' and state = 'loaded' order by loebenr`,
      ),
    ).toEqual([
      ['loaded', 1, null],
      ['loaded', 2, null],
    ])
  })

  it('refuses a løbenr that is taken, and one that is none', async () => {
    await lager.put('KY_0151_2022-10_001_F.zip', delivery(cases(1, 3, '12')))
    await lager.intake()
    const [refused] = await lager.rows(`select id from ops.deliveries where code = 'L005' order by id desc`)
    const before = await lager.values('select id, state, code, loebenr from ops.deliveries order by id')
    for (const nr of ['002', '0', 'x']) {
      const ended = await accept(String(refused?.id), '--as', nr)
      expect([1, 2], nr).toContain(ended.exit)
      expect(ended.err).toContain('FLIS-')
    }
    expect(await lager.values('select id, state, code, loebenr from ops.deliveries order by id')).toEqual(
      before,
    )
  })

  it('knows no delivery that never came, and says which is nearest', async () => {
    const ended = await accept('NC:KY_0101_2022-10_002_F.zip')
    expect(ended.exit).toBe(1)
    expect(ended.err).toContain('FLIS-U004')
    expect(ended.err).toContain('NC:KY_0101_2022-10_001_F.zip')
  })

  it('has nothing to say of one that was rejected', async () => {
    await lager.put('KY_0153_2022-10_001_F.zip', 'ingen zip')
    await lager.intake()
    expect((await accept('NC:KY_0153_2022-10_001_F.zip')).exit).not.toBe(0)
    expect(await lager.states(`kommune = '0153'`)).toEqual([
      ['KY_0153_2022-10_001_F.zip', 'rejected', 'L030'],
    ])
  })
})
