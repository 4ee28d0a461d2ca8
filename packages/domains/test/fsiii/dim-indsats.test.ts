import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { FactPlanlagtIndsats, FSIIIPlanlagtIndsats } from '../../src/fsiii/index.js'
import { KATALOG } from './katalog.js'
import { type Lager, nytLager } from './lager.js'

let lager: Lager
beforeAll(async () => {
  lager = await nytLager()
})
afterAll(() => lager.close())
beforeEach(async () => {
  await lager.empty()
  await lager.kodesystemer([{ periode: '2022-01', koder: KATALOG }])
})

describe('The dimensions of indsatser', () => {
  const members = (query = 'true') =>
    lager.session.rows(
      `select * exclude (DimPlanlagtIndsatsID, GyldigFra, GyldigTil),
         GyldigFra::varchar as GyldigFra, GyldigTil::varchar as GyldigTil
       from dm.DimPlanlagtIndsats
       where DimPlanlagtIndsatsID <> -1 and ${query}
       order by Kode`,
    )

  it('has a member for each indsats of the catalogues, and none for other codes', async () => {
    await lager.fact(FactPlanlagtIndsats, '2022-06')
    const found = await members()
    expect(found.map((row) => row.Kode)).toEqual(['G', 'G1.41', 'H', 'H1', 'H1.1'])
    expect(found[4]).toEqual({
      Kode: 'H1.1',
      Tekst: 'Personlig hygiejne',
      Gruppe: 'H1',
      GruppeTekst: 'SEL § 83',
      Område: 'hjemmepleje',
      KodeLegacy: 'H1.1',
      KodeUuid: '#1.1',
      GyldigFra: '2022-01-01',
      GyldigTil: null,
    })
    expect(found[1]).toMatchObject({ Gruppe: 'G', Område: 'sygepleje', KodeUuid: null })
    expect(found[2]).toMatchObject({ Gruppe: 'H', GruppeTekst: 'Pleje' })
  })

  it('keeps withdrawn codes, with the end of their validity; a pair is valid while one code is', async () => {
    const uuids = KATALOG.filter((each) => each.kode.startsWith('#') || each.skema === 'uuid')
    await lager.kodesystemer([
      { periode: '2022-01', koder: KATALOG },
      {
        periode: '2022-05',
        koder: uuids.map((each) => (each.kode === '#1.1' ? { ...each, tekst: 'Hygiejne' } : each)),
      },
    ])
    await lager.versioner(FSIIIPlanlagtIndsats, [
      { Id: 'a', IndsatsKode: 'G1.41', StartDato: '2022-06-02', Status: 'active' },
    ])
    const [row] = await lager.fact(FactPlanlagtIndsats, '2022-06')
    expect(row?.DimPlanlagtIndsats).not.toBe(-1n)
    expect(await members("Kode in ('G1.41', 'H1.1')")).toMatchObject([
      { Kode: 'G1.41', Tekst: 'Undersøgelser', GyldigFra: '2022-01-01', GyldigTil: '2022-04-30' },
      { Kode: 'H1.1', Tekst: 'Hygiejne', Gruppe: 'H1', KodeUuid: '#1.1', GyldigTil: null },
    ])
  })
})
