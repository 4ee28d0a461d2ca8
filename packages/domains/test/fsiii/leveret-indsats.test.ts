import type { Row } from '@flis/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { FactLeveretIndsats, FSIIILeveretIndsats, FSIIITilstand } from '../../src/fsiii/index.js'
import { KATALOG } from './katalog.js'
import { type Lager, nytLager } from './lager.js'

let lager: Lager
beforeAll(async () => {
  lager = await nytLager()
})
afterAll(() => lager.close())
const fresh = async (): Promise<void> => {
  await lager.empty()
  await lager.kodesystemer([{ periode: '2022-01', koder: KATALOG }])
}

describe('Delivered indsats, run month 2022-06', () => {
  const leverede = [
    { when: '2022-06-10', day: 20220610, time: -1 },
    { when: '2022-06-10T13:00:00Z', day: 20220610, time: 1500 },
    { when: '2022-01-10T23:30:00Z', day: 20220111, time: 30 },
    { when: '2022-06-10T00:00:00+02:00', day: 20220610, time: 0 },
    { when: '2022-06-30T21:59:59Z', day: 20220630, time: 2359 },
  ]
  const none = [
    { what: 'in-progress', LeveretTidspunkt: '2022-06-10', Status: 'in-progress' },
    { what: 'not-done', LeveretTidspunkt: '2022-06-10', Status: 'not-done' },
    { what: 'entered-in-error', LeveretTidspunkt: '2022-06-10', Status: 'entered-in-error' },
    { what: 'after the run month', LeveretTidspunkt: '2022-07-01', Status: 'completed' },
    {
      what: 'after the run month in Denmark, in it by UTC',
      LeveretTidspunkt: '2022-06-30T22:30:00Z',
      Status: 'completed',
    },
  ]
  let built: readonly Row[]
  beforeAll(async () => {
    await fresh()
    await lager.borgere({ '0101410001': '1941-01-01' })
    await lager.versioner(FSIIILeveretIndsats, [
      ...leverede.map(({ when }) => ({ Id: when, LeveretTidspunkt: when, Status: 'completed' })),
      ...none.map(({ what, ...version }) => ({ Id: what, ...version })),
    ])
    built = await lager.fact(FactLeveretIndsats, '2022-06')
  })
  const rowsOf = (id: string) => built.filter((row) => row.IndsatsId === id)

  it.each(leverede)('at $when: $day, $time', ({ when, day, time }) => {
    const [row, more] = rowsOf(when)
    expect(more).toBeUndefined()
    expect(row).toEqual({
      DimTid: day,
      DimKlokkeslæt: time,
      DimKommune: 751,
      DimBorger: expect.any(BigInt),
      DimAlder: 81,
      DimLeveretIndsats: expect.any(BigInt),
      DimTilstand: -1n,
      IndsatsId: when,
      _unit: expect.any(BigInt),
      _kommune: '0751',
    })
    expect(Object.keys(row ?? {})).toEqual([...Object.keys(FactLeveretIndsats.columns), '_unit', '_kommune'])
  })

  it.each(none)('none when $what', ({ what }) => expect(rowsOf(what)).toEqual([]))

  it('has the tilstand of its links that was registered first', async () => {
    await fresh()
    await lager.versioner(FSIIITilstand, [
      { Id: 't', TilstandKode: '#j1.3', RegistreretDato: '2022-05-01' },
      { Id: 'u', TilstandKode: 'J3.2', RegistreretDato: '2022-04-01' },
    ])
    const leveret = (Id: string, TilstandIds: readonly string[]) => ({
      Id,
      TilstandIds,
      LeveretTidspunkt: '2022-06-10',
      Status: 'completed',
    })
    await lager.versioner(FSIIILeveretIndsats, [
      leveret('a', ['t', 'u']),
      leveret('b', ['t', 'ukendt']),
      leveret('c', ['ukendt']),
    ])
    const rows = await lager.spelled(await lager.fact(FactLeveretIndsats, '2022-06'))
    expect(rows.map((row) => row.DimTilstand)).toEqual(['J3.2', 'J1.3', 'Ukendt'])
  })

  it('leaves out the months that are there already', async () => {
    await fresh()
    await lager.versioner(FSIIILeveretIndsats, [
      { Id: 'a', LeveretTidspunkt: '2022-05-31', Status: 'completed' },
      { Id: 'b', LeveretTidspunkt: '2022-05-31T22:30:00Z', Status: 'completed' },
      { Id: 'c', LeveretTidspunkt: '2022-06-30', Status: 'completed' },
    ])
    const built = await lager.fact(FactLeveretIndsats, '2022-06', { from: '2022-06' })
    expect(built.map((row) => row.IndsatsId)).toEqual(['b', 'c'])
  })

  it('shows what the newest version says', async () => {
    await fresh()
    await lager.versioner(FSIIILeveretIndsats, [
      { Id: 'a', LeveretTidspunkt: '2022-06-10', Status: 'in-progress' },
      { Id: 'a', LeveretTidspunkt: '2022-06-11', Status: 'completed', IndsatsKode: 'G1.41' },
    ])
    const built = await lager.fact(FactLeveretIndsats, '2022-06')
    expect(built.map((row) => row.DimTid)).toEqual([20220611])
  })
})
