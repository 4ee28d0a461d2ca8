import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cprZip } from './cpr-files.js'
import { Lager } from './lager.js'

const person = (cpr: string, koen = 'K'): string => `${cpr};Ada;1957-01-01;${koen};01;1957-01-01;;;;;;U;;;`
const [ADA, BO] = ['0101570001', '0101900001']
const current =
  'select Personnummer, FraDato::varchar, KommuneKode from dsa_hist.BorgerAdresse where _til = 99991231999 order by all'

describe('deltas of CPR', () => {
  let lager: Lager
  const put = (name: string, persons: readonly string[] = [], addresses: readonly string[] = []) =>
    lager.put(`CPR_0000_${name}.zip`, cprZip(persons, addresses, []), { sender: 'CPR' })
  const states = async () =>
    (await lager.states()).map(([file, state, code]) => [String(file).slice(9, -4), state, code])
  beforeAll(async () => {
    lager = await Lager.make({ areas: ['Borger'] })
    await put(
      '2022-09-30_001_F',
      [person(ADA), person(BO)],
      [
        `${ADA};2000-01-01;2010-01-01;0751;1;1;;;`,
        `${ADA};2010-01-01;;0101;1;1;;;`,
        `${BO};2000-01-01;;0751;1;1;;;`,
      ],
    )
    await put('2022-10-01_001_D', [person(ADA)], [`${ADA};2022-10-01;;0147;1;1;;;`])
    await put('2022-10-02_001_D', [person(BO, 'X')], [`${BO};2022-10-02;;0147;1;1;;;`])
    await put('2022-10-04_001_D', [person(ADA)], [`${ADA};2022-10-04;;0151;1;1;;;`])
    await put('2022-10-05_001_D', [person(ADA)], [`${ADA};2022-10-05;;0153;1;1;;;`])
    expect((await lager.intake()).exit).toBe(3)
  })
  afterAll(() => lager.remove())

  it('replace all that was known of the persons in them, and leave others and quarantined ones alone', async () => {
    expect(await lager.values(current)).toEqual([
      [ADA, '2022-10-01', '0147'],
      [BO, '2000-01-01', '0751'],
    ])
  })

  it('come every calendar day: one after a day without any is held with L050, which names the day', async () => {
    expect((await states()).slice(2)).toEqual([
      ['2022-10-02_001_D', 'loaded', null],
      ['2022-10-04_001_D', 'held', 'L050'],
      ['2022-10-05_001_D', 'held', 'L050'],
    ])
    const shown = await lager.json(['deliveries', 'CPR_0000_2022-10-04_001_D.zip'])
    expect(String(shown.facts)).toContain('2022-10-03')
  })

  it('load by themselves when the missing day comes', async () => {
    await put('2022-10-03_001_D')
    await put('2022-10-08_001_D', [person(ADA)], [`${ADA};2022-10-08;;0155;1;1;;;`])
    await lager.intake()
    expect((await states()).map(([, state]) => state)).toEqual([...Array(6).fill('loaded'), 'held'])
    expect(await lager.values(current)).toEqual([
      [ADA, '2022-10-05', '0153'],
      [BO, '2000-01-01', '0751'],
    ])
  })

  it('load by themselves when a full delivery comes in their stead', async () => {
    await put(
      '2022-10-09_001_F',
      [person(ADA), person(BO)],
      [`${ADA};2022-10-08;;0155;1;1;;;`, `${BO};2000-01-01;;0751;1;1;;;`],
    )
    await lager.intake()
    expect((await states()).slice(-2)).toEqual([
      ['2022-10-08_001_D', 'loaded', null],
      ['2022-10-09_001_F', 'loaded', null],
    ])
  })
})

describe('monthly deltas of CPR', () => {
  it('need no predecessor at first; then one after a month without any is held until it comes', async () => {
    const lager = await Lager.make({ areas: ['Borger'] })
    try {
      for (const month of ['2022-08_001_D', '2022-10_001_D'])
        await lager.put(`CPR_0000_${month}.zip`, cprZip([person(ADA)], [], []), { sender: 'CPR' })
      await lager.intake()
      expect((await lager.states()).map(([, state, code]) => [state, code])).toEqual([
        ['loaded', null],
        ['held', 'L050'],
      ])
      await lager.put('CPR_0000_2022-09_001_D.zip', cprZip([person(BO)], [], []), { sender: 'CPR' })
      await lager.intake()
      expect((await lager.states()).map(([, state]) => state)).toEqual(['loaded', 'loaded', 'loaded'])
    } finally {
      await lager.remove()
    }
  })
})
