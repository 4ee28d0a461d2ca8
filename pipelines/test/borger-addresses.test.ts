import { DimBorger, DimGeografi } from '@flis/dm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestWarehouse } from '../src/testing/test-warehouse.js'
import { bor, citizensWarehouse, cpr, lifa, october, person } from './citizens.js'

/** A person of 0730, who lives where somebody of 0751 has the same road and house number in another kommune. */
const ALONE = '0101570008'
const house = (HusNr: string, more: object = {}) => ({ ...bor(ALONE, '0730', '2000-01-01'), HusNr, ...more })

describe('the addresses of a day', () => {
  let w: TestWarehouse
  const addresses = async (): Promise<readonly string[]> =>
    (await w.rows(DimGeografi))
      .filter((each) => each.KommuneNummer === '0730')
      .map((each) => String(each.Husnummer))
      .sort()
  /** A delta with the residences of one person, and what the Borger run did to the table of addresses. */
  const day = async (nr: string, ...residences: readonly object[]): Promise<string | undefined> => {
    await cpr(w, `2022-11-${nr} D`, [person(ALONE)], residences)
    return (await w.borgerRun()).outcomes.get('build DimGeografi 0000')
  }

  beforeAll(async () => {
    w = await citizensWarehouse()
    await october(w)
    await lifa(w, '2022-10')
    await w.borgerRun()
  })
  afterAll(() => w.close())

  it('are left alone where a residence ends, and everybody lives where somebody has lived', async () => {
    expect(await addresses()).toEqual(['001'])
    expect(await day('01', house('1', { TilDato: '2022-11-01' }))).toBe('nothing to do')
    expect(await addresses()).toEqual(['001'])
  })

  it('are made anew with a house that is new', async () => {
    expect(
      await day('02', house('1', { TilDato: '2022-11-01' }), house('2', { FraDato: '2022-11-01' })),
    ).toBe('done')
    expect(await addresses()).toEqual(['001', '002'])
    const [citizen] = (await w.rows(DimBorger)).filter((each) => each.Personnummer === ALONE)
    const [home] = (await w.rows(DimGeografi)).filter((each) => each.Husnummer === '002')
    expect(citizen?.DimGeografiBopæl).toBe(home?.DimGeografiID)
  })

  it('are made anew without one that nobody is said to have lived in any more', async () => {
    expect(await day('03', house('2', { FraDato: '2000-01-01' }))).toBe('done')
    expect(await addresses()).toEqual(['002'])
  })

  it('are left alone by somebody who stays', async () => {
    expect((await w.borgerRun()).run).toBe(null)
    await cpr(
      w,
      '2022-11-04 D',
      [person('0101570007', { Civilstand: 'G' })],
      [bor('0101570007', '0751', '2000-01-01')],
    )
    expect((await w.borgerRun()).outcomes.get('build DimGeografi 0000')).toBe('nothing to do')
  })
})
