import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { FactLeveretIndsats, FSIIILeveretIndsats } from '../../src/fsiii/index.js'
import { KATALOG, type Lager, nytLager } from './lager.js'

let lager: Lager
beforeAll(async () => {
  lager = await nytLager()
})
afterAll(() => lager.close())
beforeEach(async () => {
  await lager.empty()
  await lager.kodesystemer([{ periode: '2022-01', koder: KATALOG }])
})

describe('Delivered indsats, run month 2022-06', () => {
  const leverede = [
    { when: '2022-06-10', day: 20220610, time: -1 },
    { when: '2022-06-10T13:00:00Z', day: 20220610, time: 1500 },
    { when: '2022-01-10T23:30:00Z', day: 20220111, time: 30 },
    { when: '2022-06-10T00:00:00+02:00', day: 20220610, time: 0 },
    { when: '2022-06-30T21:59:59Z', day: 20220630, time: 2359 },
  ]
  it.each(leverede)('at $when: $day, $time', async ({ when, day, time }) => {
    await lager.versioner(FSIIILeveretIndsats, [{ Id: 'a', LeveretTidspunkt: when, Status: 'completed' }])
    const [row, more] = await lager.fact(FactLeveretIndsats, '2022-06')
    expect(more).toBeUndefined()
    expect(row).toEqual({
      DimTid: day,
      DimKlokkeslæt: time,
      DimKommune: 751,
      DimBorger: -1n,
      DimAlder: -1,
      DimLeveretIndsats: expect.any(BigInt),
      DimTilstand: -1n,
      IndsatsId: 'a',
      _unit: expect.any(BigInt),
      _kommune: '0751',
    })
    expect(Object.keys(row ?? {})).toEqual([...Object.keys(FactLeveretIndsats.columns), '_unit', '_kommune'])
  })

  it.each([
    { what: 'in-progress', LeveretTidspunkt: '2022-06-10', Status: 'in-progress' },
    { what: 'not-done', LeveretTidspunkt: '2022-06-10', Status: 'not-done' },
    { what: 'entered-in-error', LeveretTidspunkt: '2022-06-10', Status: 'entered-in-error' },
    { what: 'after the run month', LeveretTidspunkt: '2022-07-01', Status: 'completed' },
    {
      what: 'after the run month in Denmark, in it by UTC',
      LeveretTidspunkt: '2022-06-30T22:30:00Z',
      Status: 'completed',
    },
  ])('none when $what', async ({ LeveretTidspunkt, Status }) => {
    await lager.versioner(FSIIILeveretIndsats, [{ Id: 'a', LeveretTidspunkt, Status }])
    expect(await lager.fact(FactLeveretIndsats, '2022-06')).toEqual([])
  })

  it('leaves out the months that are there already', async () => {
    await lager.versioner(FSIIILeveretIndsats, [
      { Id: 'a', LeveretTidspunkt: '2022-05-31', Status: 'completed' },
      { Id: 'b', LeveretTidspunkt: '2022-05-31T22:30:00Z', Status: 'completed' },
      { Id: 'c', LeveretTidspunkt: '2022-06-30', Status: 'completed' },
    ])
    const built = await lager.fact(FactLeveretIndsats, '2022-06', '2022-06')
    expect(built.map((row) => row.IndsatsId)).toEqual(['b', 'c'])
  })

  it('shows what the newest version says', async () => {
    await lager.versioner(FSIIILeveretIndsats, [
      { Id: 'a', LeveretTidspunkt: '2022-06-10', Status: 'in-progress' },
      { Id: 'a', LeveretTidspunkt: '2022-06-11', Status: 'completed', IndsatsKode: 'G1.41' },
    ])
    const built = await lager.fact(FactLeveretIndsats, '2022-06')
    expect(built.map((row) => row.DimTid)).toEqual([20220611])
  })
})
