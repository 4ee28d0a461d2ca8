import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { kyZip, oneCase, sager } from './ky-files.js'
import { Lager, sha256 } from './lager.js'
import { metadata } from './metadata.js'

const corrected = kyZip({ 'KYSag.csv': sager('S1;32.18.04;0101570001;;;;2022-01-11\n') })
const file = (kommune: string, nr = '001'): string => `KY_${kommune}_2022-10_${nr}_F.zip`
const [AGAIN, OTHER, BROKEN, ABOUT, TWO] = ['0751', '0101', '0147', '0151', '0153'].map((each) =>
  file(each),
) as [string, string, string, string, string]

describe('a delivery that comes again', () => {
  let lager: Lager
  const state = async (name: string) =>
    (await lager.states(`file_name = '${name}'`)).map(([, ...rest]) => rest)
  const history = (kommune: string) =>
    lager.values(
      `select SagId, OprettetDato::varchar, _leverance, _linje::int, _fra::varchar, _til::varchar from dsa_hist.KYSag where _kommune = '${kommune}' order by all`,
    )
  let stood: unknown

  beforeAll(async () => {
    lager = await Lager.make({ areas: ['KY'], kilder: { KY: { senders: ['NC', 'KMD'] } } })
    for (const name of [AGAIN, OTHER, ABOUT, TWO]) await lager.put(name, oneCase)
    await lager.put(BROKEN, 'ingen zip')
    await lager.intake()
    stood = await history('0751')
    await lager.put(AGAIN, oneCase)
    await lager.put(ABOUT, oneCase, { metadata: metadata(ABOUT, oneCase).replace('0b9c1c52', '1b9c1c52') })
    await lager.put(BROKEN, oneCase)
    await lager.put(TWO, corrected, { sender: 'KMD' })
    await lager.put(file('0101', '002'), oneCase)
    expect((await lager.intake()).exit).toBe(0)
    expect(await lager.inbox()).toEqual([])
  })
  afterAll(() => lager.remove())

  it('with the same bytes is a duplicate, has no effect, and is taken away', async () => {
    expect(await state(AGAIN)).toEqual([
      ['loaded', null],
      ['duplicate', null],
    ])
    expect(
      await lager.values(
        `select rows_in::int, accepted::int, quarantined::int, duplicates::int from ops.deliveries where file_name = '${AGAIN}' and state = 'duplicate'`,
      ),
    ).toEqual([[0, 0, 0, 0]])
    expect(await history('0751')).toEqual(stood)
    expect(
      await lager.values(`select count(*)::int from raadata.KYSag where _leverance like '%${AGAIN}%'`),
    ).toEqual([[1]])
  })

  it('with the same data and other metadata is a duplicate all the same', async () => {
    expect(await state(ABOUT)).toEqual([
      ['loaded', null],
      ['duplicate', null],
    ])
  })

  it('with the same bytes under the next løbenr is a delivery of its own, whose bytes are kept once', async () => {
    expect(
      await lager.values(
        `select state, extract_time::varchar, rows_in::int, accepted::int, sha256 from ops.deliveries where file_name = '${file('0101', '002')}'`,
      ),
    ).toEqual([['loaded', '20221031002', 1, 1, sha256(oneCase)]])
    expect((await history('0101')).map((row) => row.slice(-2))).toEqual([['20221031001', '99991231999']])
    expect(await lager.archived()).toContain(sha256(oneCase))
  })

  it('with the same name after it was rejected is judged anew', async () => {
    expect(await state(BROKEN)).toEqual([
      ['rejected', 'L030'],
      ['loaded', null],
    ])
  })

  it('with the same name and other bytes from another system is a delivery of its own', async () => {
    expect(
      await lager.values(`select id, state, code from ops.deliveries where file_name = '${TWO}' order by id`),
    ).toEqual([
      [`KMD:${TWO}`, 'loaded', null],
      [`NC:${TWO}`, 'loaded', null],
    ])
    expect((await history('0153')).map(([, day]) => day)).toEqual(['2022-01-10', '2022-01-11'])
  })

  it('with other bytes is rejected with L005 as often as it comes, and both byte sets are kept', async () => {
    for (const times of [1, 2]) {
      await lager.put(AGAIN, corrected)
      expect((await lager.intake()).exit).toBe(3)
      expect((await state(AGAIN)).filter(([each]) => each === 'rejected')).toEqual(
        Array(times).fill(['rejected', 'L005']),
      )
    }
    expect(await history('0751')).toEqual(stood)
    const kept = await lager.archived()
    expect([kept.has(sha256(oneCase)), kept.has(sha256(corrected))]).toEqual([true, true])
    expect(sha256(await lager.rejected(AGAIN))).toBe(sha256(corrected))
    const beside = JSON.parse((await lager.rejected(`${AGAIN}.error.json`)).toString()) as Record<
      string,
      unknown
    >
    expect(beside.code).toBe('L005')
    expect(String(beside.da)).toContain('FLIS-L005')
    expect(String(beside.next)).toContain('løbenr')
  })
})
