import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BroPlanlagtIndsatsTilstand, FSIIIPlanlagtIndsats, FSIIITilstand } from '../../src/fsiii/index.js'
import { KATALOG } from './katalog.js'
import { type Lager, nytLager } from './lager.js'

let lager: Lager
beforeAll(async () => {
  lager = await nytLager()
  await lager.kodesystemer([{ periode: '2022-01', koder: KATALOG }])
})
afterAll(() => lager.close())

describe('Links of planned indsatser, run month 2022-06', () => {
  it('are those that lead to a tilstand, of indsatser that have begun', async () => {
    await lager.organisationer({ kendt: '0101' })
    const planlagt = (Id: string, TilstandIds: readonly string[], more = {}) => ({
      Id,
      TilstandIds,
      StartDato: '2022-04-10',
      Status: 'active',
      ...more,
    })
    await lager.versioner(FSIIIPlanlagtIndsats, [
      planlagt('a', ['t']),
      planlagt('a', ['u', 't', 'ukendt', 'withdrawn']),
      planlagt('b', ['t'], { Status: 'entered-in-error' }),
      planlagt('c', ['t'], { StartDato: '2022-07-01' }),
      planlagt('d', []),
      planlagt('e', ['u'], { _kommune: '0000', AfsenderSor: 'kendt', StartDato: '2022-06-10' }),
      planlagt('f', ['u'], { _kommune: '0000', Status: 'completed', SlutDato: '2022-05-10' }),
    ])
    await lager.versioner(FSIIITilstand, [
      { Id: 't' },
      { Id: 'u', RegistreretDato: '2022-07-10', Status: 'inactive', ErAktiv: 'false' },
      { Id: 'withdrawn', Status: 'entered-in-error' },
    ])
    const bro = async (asked = {}) =>
      (await lager.fact(BroPlanlagtIndsatsTilstand, '2022-06', asked)).map(({ _unit, ...row }) =>
        Object.values(row).join(' '),
      )
    expect(await bro()).toEqual(['a t 751 0751', 'a u 751 0751', 'e u 101 0000', 'f u -1 0000'])
    expect(await bro({ from: '2022-06' })).toEqual(['e u 101 0000'])
  })

  it('show receivers no kommune, and are cut by it', () => {
    expect(BroPlanlagtIndsatsTilstand.kind).toBe('bridge')
    expect(Object.keys(BroPlanlagtIndsatsTilstand.columns).filter((each) => !each.startsWith('_'))).toEqual([
      'IndsatsId',
      'TilstandId',
    ])
    expect(BroPlanlagtIndsatsTilstand.kommuneColumn).toBe('_DimKommune')
  })
})
