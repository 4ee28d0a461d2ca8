import type { Row } from '@flis/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  DimTilstand,
  FactTilstand,
  FSIIIBorgervurdering,
  FSIIIKontakt,
  FSIIIOpfoelgning,
  FSIIITilstand,
} from '../../src/fsiii/index.js'
import { KATALOG } from './katalog.js'
import { type Lager, nytLager, type Version } from './lager.js'

let lager: Lager
beforeAll(async () => {
  lager = await nytLager()
})
afterAll(() => lager.close())
const fresh = async (): Promise<void> => {
  await lager.empty()
  await lager.kodesystemer([{ periode: '2022-01', koder: KATALOG }])
}

describe('Tilstande, run month 2022-06', () => {
  it('have every column of the model, foreign keys never NULL', async () => {
    await fresh()
    await lager.versioner(FSIIITilstand, [{ Id: 'a', Svaerhedsgrad: '3' }])
    const [row] = await lager.fact(FactTilstand, '2022-06')
    expect(row).toEqual({
      DimTid: 20220510,
      DimTidSlut: -1,
      DimKommune: 751,
      DimBorger: -1n,
      DimAlder: -1,
      DimTilstand: expect.any(BigInt),
      Sværhedsgrad: 3,
      DimOpfølgning: -1n,
      DimTidOpfølgning: -1,
      DimTidOpfølgningKontakt: -1,
      DimBorgervurdering: -1n,
      DimBorgervurderingBetydning: -1n,
      DimTidBorgervurdering: -1,
      TilstandId: 'a',
      _unit: expect.any(BigInt),
      _kommune: '0751',
    })
    expect(Object.keys(row ?? {})).toEqual([...Object.keys(FactTilstand.columns), '_unit', '_kommune'])
  })

  it('know the citizen and the age on the day of registration, where CPR does', async () => {
    await fresh()
    await lager.borgere({ '0101410001': '1941-05-10', '0101570001': '1957-05-11' })
    await lager.versioner(FSIIITilstand, [
      { Id: 'a', Personnummer: '0101410001' },
      { Id: 'b', Personnummer: '0101570001' },
      { Id: 'c', Personnummer: '0101900001' },
    ])
    const built = await lager.fact(FactTilstand, '2022-06')
    expect(built.map((row) => row.DimAlder)).toEqual([81, 64, -1])
    expect(built.map((row) => row.DimBorger !== -1n)).toEqual([true, true, false])
    expect(new Set(built.map((row) => row.DimBorger)).size).toBe(3)
  })

  const told = (aktiv: boolean, day: string, more: Omit<Version, 'Id'> = {}): Version => ({
    Id: 'a',
    ErAktiv: String(aktiv),
    Status: aktiv ? 'active' : 'inactive',
    _rapport: `2022-${day}T10:00:00Z`,
    ...more,
  })
  const tilstande: readonly {
    readonly når: string
    readonly versioner: readonly Version[]
    readonly rows: readonly string[]
  }[] = [
    { når: 'active', versioner: [told(true, '05-11')], rows: ['20220510 -1'] },
    {
      når: 'inactive by the last day of the run month',
      versioner: [told(true, '05-11'), told(false, '06-30')],
      rows: ['20220510 20220630'],
    },
    {
      når: 'inactive by a report after the run month: open',
      versioner: [told(true, '05-11'), told(false, '07-01')],
      rows: ['20220510 -1'],
    },
    {
      når: 'inactive, then active again',
      versioner: [told(true, '05-11'), told(false, '05-20'), told(true, '06-20')],
      rows: ['20220510 -1'],
    },
    {
      når: 'active again by a report after the run month: the newest version counts',
      versioner: [told(true, '05-11'), told(false, '05-20'), told(true, '07-20')],
      rows: ['20220510 -1'],
    },
    {
      når: 'never seen active',
      versioner: [told(false, '05-12'), told(false, '06-12')],
      rows: ['20220510 20220512'],
    },
    {
      når: 'registered on the last day of the run month',
      versioner: [told(true, '07-02', { RegistreretDato: '2022-06-30' })],
      rows: ['20220630 -1'],
    },
    {
      når: 'registered after the run month',
      versioner: [told(true, '06-11', { RegistreretDato: '2022-07-01' })],
      rows: [],
    },
    {
      når: 'entered in error',
      versioner: [told(true, '05-11'), told(false, '06-11', { Status: 'entered-in-error' })],
      rows: [],
    },
    {
      når: 'entered in error, and told again',
      versioner: [
        told(true, '05-11'),
        told(false, '06-11', { Status: 'entered-in-error' }),
        told(true, '06-12'),
      ],
      rows: ['20220510 -1'],
    },
    {
      når: 'registered on another day, as a later version says',
      versioner: [told(true, '05-11'), told(true, '05-20', { RegistreretDato: '2022-05-15' })],
      rows: ['20220515 -1'],
    },
  ]
  describe('the examples', () => {
    const cases = tilstande.map((each, nr) => ({ ...each, id: String(nr) }))
    let built: readonly Row[]
    beforeAll(async () => {
      await fresh()
      await lager.versioner(
        FSIIITilstand,
        cases.flatMap(({ id, versioner }) => versioner.map((each) => ({ ...each, Id: id }))),
      )
      built = await lager.fact(FactTilstand, '2022-06')
    })

    it.each(cases)('$når: $rows', ({ id, rows }) =>
      expect(
        built.filter((row) => row.TilstandId === id).map((row) => `${row.DimTid} ${row.DimTidSlut}`),
      ).toEqual(rows),
    )
  })

  it('have kommune, code and severity of their newest version, in either scheme', async () => {
    await fresh()
    await lager.organisationer({ kendt: '0101' })
    const national = { _kommune: '0000' }
    await lager.versioner(FSIIITilstand, [
      { Id: 'a', TilstandKode: 'J3.2', Svaerhedsgrad: '4' },
      { Id: 'a', TilstandKode: '#j1.3', Svaerhedsgrad: '9' },
      { Id: 'b', TilstandKode: 'J1.3', Svaerhedsgrad: '0', ...national, AfsenderSor: 'kendt' },
      { Id: 'c', TilstandKode: '#i2.1', Svaerhedsgrad: null, ...national },
      { Id: 'd', TilstandKode: 'H1.1' },
    ])
    const built = await lager.spelled(await lager.fact(FactTilstand, '2022-06'))
    expect(
      built.map((row) => [row.TilstandId, row.DimTilstand, row.Sværhedsgrad, row.DimKommune].join(' ')),
    ).toEqual(['a J1.3 9 751', 'b J1.3 0 101', 'c #i2.1  -1', 'd Ukendt  751'])
  })

  it('have their latest follow-up and assessments, and the planned contact', async () => {
    await fresh()
    await lager.versioner(FSIIITilstand, [
      { Id: 'a', KontaktIds: ['gammel'] },
      { Id: 'a', KontaktIds: ['k'] },
      { Id: 'b' },
      { Id: 'c' },
    ])
    await lager.versioner(FSIIIOpfoelgning, [
      { Id: 'o', FokusIds: ['a', 'b'], Resultat: 'E1', Tidspunkt: '2022-05-10' },
      { Id: 'p', FokusIds: ['a'], Resultat: 'E2', Tidspunkt: '2022-06-10' },
      { Id: 'q', FokusIds: ['a', 'b'], Resultat: 'E3', Tidspunkt: '2022-07-01' },
    ])
    await lager.versioner(FSIIIBorgervurdering, [
      { Id: 'v', FokusId: 'a', Kode: 'C', Vaerdi: 'C2', Tidspunkt: '2022-06-10' },
      { Id: 'w', FokusId: 'a', Kode: 'D', Vaerdi: 'D1', Tidspunkt: '2022-06-12' },
      { Id: 'x', FokusId: 'b', Kode: 'C', Vaerdi: 'C1', Tidspunkt: '2022-07-01' },
    ])
    await lager.versioner(FSIIIKontakt, [
      { Id: 'gammel', Status: 'planned', StartTidspunkt: '2022-12-01' },
      { Id: 'k', Status: 'planned', StartTidspunkt: '2022-08-01' },
      { Id: 'l', Status: 'planned', StartTidspunkt: '2022-06-01', TilstandIds: ['a', 'b'] },
    ])
    const built = await lager.spelled(await lager.fact(FactTilstand, '2022-06'))
    expect(
      built.map((row) =>
        [
          row.TilstandId,
          row.DimOpfølgning,
          row.DimTidOpfølgning,
          row.DimTidOpfølgningKontakt,
          row.DimBorgervurdering,
          row.DimBorgervurderingBetydning,
          row.DimTidBorgervurdering,
        ].join(' '),
      ),
    ).toEqual([
      'a E2 20220610 20220801 C2 D1 20220612',
      'b E1 20220510 20220601 Ukendt Ukendt -1',
      'c Ukendt -1 -1 Ukendt Ukendt -1',
    ])
  })
})

describe('The dimension of tilstande', () => {
  it('has a member for each code under the roots of hjemmepleje and sygepleje', async () => {
    await fresh()
    await lager.fact(FactTilstand, '2022-06')
    const members = await lager.session.rows(
      `select * exclude (DimTilstandID, GyldigFra, GyldigTil) from dm.DimTilstand where DimTilstandID <> -1 order by Kode`,
    )
    expect(members.map((row) => row.Kode)).toEqual([
      '#i2.1',
      '4db72d65-7ec1-45b4-89c3-5017c35d085e',
      'J',
      'J1',
      'J1.3',
      'J3.2',
    ])
    expect(members[0]).toMatchObject({ Område: 'sygepleje', KodeLegacy: null, KodeUuid: '#i2.1' })
    expect(members[4]).toEqual({
      Kode: 'J1.3',
      Tekst: 'Af- og påklædning',
      Gruppe: 'J1',
      GruppeTekst: 'Egenomsorg',
      Område: 'hjemmepleje',
      KodeLegacy: 'J1.3',
      KodeUuid: '#j1.3',
    })
    expect(Object.keys(DimTilstand.columns)).toEqual([
      'DimTilstandID',
      'Kode',
      'Tekst',
      'Gruppe',
      'GruppeTekst',
      'Område',
      'KodeLegacy',
      'KodeUuid',
      'GyldigFra',
      'GyldigTil',
    ])
  })

  it.each([
    ['DimOpfølgning', ['E1 Fortsættes', 'E2 Ændres inden for rammen', 'E3 Afsluttes', 'E4 Revisitation']],
    [
      'DimBorgervurdering',
      ['C1 Udfører selv', 'C2 Udfører dele af', 'C3 Udfører ikke selv', 'C4 Ikke relevant'],
    ],
    ['DimBorgervurderingBetydning', ['D1 Oplever ikke begrænsninger', 'D2 Oplever begrænsninger']],
  ])('%s has its answers', async (name, svar) => {
    await fresh()
    await lager.fact(FactTilstand, '2022-06')
    const rows = await lager.session.rows(
      `select Kode || ' ' || Tekst as svar from dm."${name}" where "${name}ID" <> -1 order by 1`,
    )
    expect(rows.map((row) => row.svar)).toEqual(svar)
  })
})
