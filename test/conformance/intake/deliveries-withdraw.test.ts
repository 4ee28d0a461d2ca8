import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kyZip, sager } from './ky-files.js'
import { Lager } from './lager.js'

const sag = (id: string, day: string): string => `${id};32.18.04;0101570001;;;;2022-01-${day}\n`
const AUGUST = kyZip({ 'KYSag.csv': sager(sag('S1', '10') + sag('S2', '10')) })
const SEPTEMBER = kyZip({ 'KYSag.csv': sager(sag('S1', '11') + sag('S3', '10')) })
const OCTOBER = kyZip({ 'KYSag.csv': sager(sag('S1', '11') + sag('S2', '10')) })
const history = (kommune: string): string =>
  `select SagId, OprettetDato::varchar, _fra::varchar, _til::varchar, replace(_leverance, '${kommune}', '') from dsa_hist.KYSag where _kommune = '${kommune}' order by all`

describe('flis deliveries withdraw', () => {
  let lager: Lager
  beforeAll(async () => {
    lager = await Lager.make({ areas: ['KY'] })
    for (const kommune of ['0101', '0147'])
      for (const [periode, bytes] of [
        ['2022-08', AUGUST],
        ['2022-10', OCTOBER],
      ] as const)
        await lager.put(`KY_${kommune}_${periode}_001_F.zip`, bytes)
    await lager.put('KY_0101_2022-09_001_F.zip', SEPTEMBER)
    await lager.intake()
  })
  afterAll(() => lager.remove())
  const withdraw = (...argv: readonly string[]) => lager.run(['deliveries', 'withdraw', ...argv])
  const id = 'NC:KY_0101_2022-09_001_F.zip'
  let before: unknown

  it('asks for a reason', async () => {
    const ended = await withdraw(id)
    expect(ended.exit).toBe(2)
    expect(await lager.states(`file_name = 'KY_0101_2022-09_001_F.zip'`)).toEqual([
      ['KY_0101_2022-09_001_F.zip', 'loaded', null],
    ])
  })

  it('leaves history as if the delivery had never come', async () => {
    before = await lager.values(history('0101'))
    expect(before).not.toEqual(await lager.values(history('0147')))
    expect((await withdraw(id, '--reason', 'fejl i udtræk')).exit).toBe(0)
    expect(await lager.states(`file_name = 'KY_0101_2022-09_001_F.zip'`)).toEqual([
      ['KY_0101_2022-09_001_F.zip', 'withdrawn', null],
    ])
    expect(await lager.values(history('0101'))).toEqual(await lager.values(history('0147')))
    expect(await lager.values(history('0101'))).toEqual([
      ['S1', '2022-01-10', '20220831001', '20221031001', 'NC:KY__2022-08_001_F.zip'],
      ['S1', '2022-01-11', '20221031001', '99991231999', 'NC:KY__2022-10_001_F.zip'],
      ['S2', '2022-01-10', '20220831001', '99991231999', 'NC:KY__2022-08_001_F.zip'],
    ])
  })

  it('is shown with its reason', async () => {
    expect(JSON.stringify(await lager.json(['deliveries', id]))).toContain('fejl i udtræk')
  })

  it('lasts over the next intake', async () => {
    await lager.put('KY_0101_2022-11_001_F.zip', OCTOBER)
    await lager.put('KY_0147_2022-11_001_F.zip', OCTOBER)
    await lager.intake('2022-12-02T08:00:00')
    expect(await lager.values(history('0101'))).toEqual(await lager.values(history('0147')))
  })

  it('keeps the identity: the same bytes are a duplicate, others are refused', async () => {
    await lager.put('KY_0101_2022-09_001_F.zip', OCTOBER)
    await lager.intake()
    expect(
      (await lager.states(`file_name = 'KY_0101_2022-09_001_F.zip'`)).map(([, state, code]) => [state, code]),
    ).toEqual([
      ['withdrawn', null],
      ['rejected', 'L005'],
    ])
  })

  it('is taken back by accept', async () => {
    expect((await lager.run(['deliveries', 'accept', id])).exit).toBe(0)
    expect(await lager.states(`id = '${id}'`)).toEqual([['KY_0101_2022-09_001_F.zip', 'loaded', null]])
    expect(await lager.values(history('0101'))).toEqual(before)
  })

  it('knows no delivery that never came', async () => {
    const ended = await withdraw('NC:KY_0999_2022-10_001_F.zip', '--reason', 'x')
    expect(ended.exit).toBe(1)
    expect(ended.err).toContain('FLIS-U004')
  })
})

describe('a delivery that was held because of one before it', () => {
  it('loads by itself when that one is withdrawn', async () => {
    const lager = await Lager.make({ areas: ['KY'] })
    const many = Array.from({ length: 50 }, (_, nr) => sag(`M${nr}`, '10')).join('')
    try {
      await lager.put('KY_0101_2022-09_001_F.zip', kyZip({ 'KYSag.csv': sager(many) }))
      await lager.put('KY_0101_2022-10_001_F.zip', OCTOBER)
      await lager.intake()
      expect((await lager.states()).map(([, state, code]) => [state, code])).toEqual([
        ['loaded', null],
        ['held', 'L060'],
      ])
      expect(
        (
          await lager.run([
            'deliveries',
            'withdraw',
            'NC:KY_0101_2022-09_001_F.zip',
            '--reason',
            'dobbelt udtræk',
          ])
        ).exit,
      ).toBe(0)
      expect((await lager.states()).map(([, state, code]) => [state, code])).toEqual([
        ['withdrawn', null],
        ['loaded', null],
      ])
      expect(await lager.values('select SagId from dsa_hist.KYSag order by 1')).toEqual([['S1'], ['S2']])
    } finally {
      await lager.remove()
    }
  })
})
