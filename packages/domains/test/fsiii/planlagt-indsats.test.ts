import { compileSql, month, type Row } from '@flis/core'
import { relationsFor } from '@flis/dm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  FactPlanlagtIndsats,
  FSIIIKontakt,
  FSIIIOpfoelgning,
  FSIIIPlanlagtIndsats,
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

/** `04: 1 / 20 · 05: 2 / 51` */
const spelled = (rows: readonly Readonly<Record<string, unknown>>[]): string =>
  rows.length === 0
    ? 'none'
    : rows.map((row) => `${String(row.DimTid).slice(4, 6)}: ${row.Løbetid} / ${row.VarighedDage}`).join(' · ')

const planlagte: readonly {
  readonly indsats: string
  readonly version: Omit<Version, 'Id'> & { readonly Status: string }
  readonly rows: string
  readonly end?: number
}[] = [
  {
    indsats: '2022-01-31 – 2022-02-01 completed',
    version: { StartDato: '2022-01-31', SlutDato: '2022-02-01', Status: 'completed' },
    rows: '01: 1 / 0 · 02: 2 / 1',
    end: 20220201,
  },
  {
    indsats: '2022-04-10 – open',
    version: { StartDato: '2022-04-10', Status: 'active' },
    rows: '04: 1 / 20 · 05: 2 / 51 · 06: 3 / 81',
  },
  {
    indsats: '2022-05-01, planned end 2022-12-31, active',
    version: { StartDato: '2022-05-01', SlutDato: '2022-12-31', Status: 'active' },
    rows: '05: 1 / 30 · 06: 2 / 60',
  },
  {
    indsats: '2022-05-01, planned end 2022-05-20, active',
    version: { StartDato: '2022-05-01', SlutDato: '2022-05-20', Status: 'active' },
    rows: '05: 1 / 30 · 06: 2 / 60',
  },
  { indsats: '2022-07-01', version: { StartDato: '2022-07-01', Status: 'active' }, rows: 'none' },
  {
    indsats: 'entered-in-error',
    version: { StartDato: '2022-05-01', Status: 'entered-in-error' },
    rows: 'none',
  },
  {
    indsats: '2022-05-01 – 2022-07-15 completed, an end after the run month',
    version: { StartDato: '2022-05-01', SlutDato: '2022-07-15', Status: 'completed' },
    rows: '05: 1 / 30 · 06: 2 / 60',
  },
  {
    indsats: '2022-05-01 – 2022-06-30 revoked, on the last day of the run month',
    version: { StartDato: '2022-05-01', SlutDato: '2022-06-30', Status: 'revoked' },
    rows: '05: 1 / 30 · 06: 2 / 60',
    end: 20220630,
  },
  {
    indsats: '2022-05-07 – 2022-05-07 completed',
    version: { StartDato: '2022-05-07', SlutDato: '2022-05-07', Status: 'completed' },
    rows: '05: 1 / 0',
    end: 20220507,
  },
  {
    indsats: '2022-05-01 revoked without an end, said 2022-06-30 at 22:30 UTC',
    version: { StartDato: '2022-05-01', Status: 'revoked', _rapport: '2022-06-30T22:30:00Z' },
    rows: '05: 1 / 30 · 06: 2 / 60',
  },
  {
    indsats: '2022-06-20 completed without an end, said 2022-06-15',
    version: { StartDato: '2022-06-20', Status: 'completed', _rapport: '2022-06-15T08:00:00Z' },
    rows: '06: 1 / 0',
    end: 20220620,
  },
]

describe('Planned indsats, run month 2022-06', () => {
  describe('the examples', () => {
    const cases = planlagte.map((each, nr) => ({ ...each, id: String(nr) }))
    let built: readonly Row[]
    beforeAll(async () => {
      await fresh()
      await lager.versioner(
        FSIIIPlanlagtIndsats,
        cases.map(({ id, version }) => ({ ...version, Id: id })),
      )
      built = await lager.fact(FactPlanlagtIndsats, '2022-06')
    })

    it.each(cases)('$indsats: $rows', ({ id, rows, end }) => {
      const own = built.filter((row) => row.IndsatsId === id)
      expect(spelled(own)).toBe(rows)
      expect(new Set(own.map((row) => row.DimTidSlut))).toEqual(new Set(own.length === 0 ? [] : [end ?? -1]))
    })
  })

  it('has every column of the model, foreign keys never NULL, months on their last day', async () => {
    await fresh()
    await lager.versioner(FSIIIPlanlagtIndsats, [{ Id: 'a', StartDato: '2022-06-02', Status: 'active' }])
    const [row] = await lager.fact(FactPlanlagtIndsats, '2022-06')
    expect(row).toEqual({
      DimTid: 20220630,
      DimKommune: 751,
      DimBorger: -1n,
      DimAlder: -1,
      DimPlanlagtIndsats: expect.any(BigInt),
      DimTilstand: -1n,
      DimTidStart: 20220602,
      DimTidSlut: -1,
      DimOpfølgning: -1n,
      DimTidOpfølgning: -1,
      DimTidOpfølgningKontakt: -1,
      Løbetid: 1,
      VarighedDage: 28,
      IndsatsId: 'a',
      _unit: expect.any(BigInt),
      _kommune: '0751',
    })
    expect(Object.keys(row ?? {})).toEqual([...Object.keys(FactPlanlagtIndsats.columns), '_unit', '_kommune'])
  })

  it('has no kommune yet when the delivery is for the whole country', async () => {
    await fresh()
    await lager.versioner(FSIIIPlanlagtIndsats, [
      { Id: 'a', StartDato: '2022-06-02', Status: 'active', _kommune: '0000' },
    ])
    const [row] = await lager.fact(FactPlanlagtIndsats, '2022-06')
    expect(row).toMatchObject({ DimKommune: -1, _kommune: '0000' })
  })

  it('leads both codes of a pair to one member, and what is no indsats to −1', async () => {
    await fresh()
    const codes = ['H1.1', '#1.1', 'G1.41', 'J1.3', 'H']
    await lager.versioner(
      FSIIIPlanlagtIndsats,
      codes.map((IndsatsKode) => ({
        Id: IndsatsKode,
        IndsatsKode,
        StartDato: '2022-06-02',
        Status: 'active',
      })),
    )
    const built = await lager.fact(FactPlanlagtIndsats, '2022-06')
    const coded = await lager.spelled(built)
    expect(Object.fromEntries(coded.map((row) => [row.IndsatsId, row.DimPlanlagtIndsats]))).toEqual({
      'H1.1': 'H1.1',
      '#1.1': 'H1.1',
      'G1.41': 'G1.41',
      'J1.3': 'Ukendt',
      H: 'H',
    })
  })

  const slaaetOp = (rows: readonly Readonly<Record<string, unknown>>[]): readonly string[] => [
    ...new Set(
      rows.map((row) =>
        [row.IndsatsId, row.DimTilstand, row.DimOpfølgning, row.DimTidOpfølgning, row.DimTidOpfølgningKontakt]
          .map(String)
          .join(' '),
      ),
    ),
  ]

  it('has tilstand, follow-up and planned contact of the indsats, the same on all rows', async () => {
    await fresh()
    const planlagt = (Id: string, TilstandIds: readonly string[] = []) => ({
      Id,
      TilstandIds,
      StartDato: '2022-04-10',
      Status: 'active',
    })
    const OTHER = { Personnummer: '0101570001' }
    await lager.versioner(FSIIIPlanlagtIndsats, [
      planlagt('a', ['t', 'u', 'ukendt']),
      planlagt('b', ['withdrawn', 'hjælpemiddel']),
      planlagt('c'),
      { ...planlagt('d', ['t']), ...OTHER },
    ])
    await lager.versioner(FSIIITilstand, [
      { Id: 't', RegistreretDato: '2022-04-10', TilstandKode: '#j1.3' },
      { Id: 'u', RegistreretDato: '2022-04-11', TilstandKode: 'J3.2' },
      { Id: 'withdrawn', Status: 'entered-in-error' },
      { Id: 'hjælpemiddel', TilstandKode: 'H1.1' },
    ])
    await lager.versioner(FSIIIOpfoelgning, [
      { Id: 'o', FokusIds: ['a', 't'], Resultat: 'E2', Tidspunkt: '2022-05-10' },
      { Id: 'p', FokusIds: ['t'], Resultat: 'E3', Tidspunkt: '2022-05-20' },
      { Id: 'q', FokusIds: ['a', 'b'], Resultat: 'E4', Tidspunkt: '2022-07-01' },
    ])
    await lager.versioner(FSIIIKontakt, [
      { Id: 'k', IndsatsIds: ['b'], Status: 'planned', StartTidspunkt: '2022-09-10' },
    ])
    const built = await lager.fact(FactPlanlagtIndsats, '2022-06')
    expect(built.length).toBe(4 * 3)
    expect(slaaetOp(await lager.spelled(built))).toEqual([
      'a J1.3 E2 20220510 -1',
      'b Ukendt Ukendt -1 20220910',
      'c Ukendt Ukendt -1 -1',
      'd J1.3 Ukendt -1 -1',
    ])
  })

  it('leaves out the months that are there already', async () => {
    await fresh()
    await lager.versioner(FSIIIPlanlagtIndsats, [
      { Id: 'a', StartDato: '2022-04-10', Status: 'active' },
      { Id: 'b', StartDato: '2022-01-31', SlutDato: '2022-02-01', Status: 'completed' },
    ])
    expect(spelled(await lager.fact(FactPlanlagtIndsats, '2022-06', { from: '2022-06' }))).toBe('06: 3 / 81')
  })
})

describe('The passing of months', () => {
  const turned = async (after: string, until: string): Promise<readonly string[]> => {
    const { recompute } = FactPlanlagtIndsats
    if (recompute.by !== 'unit' || recompute.turns === undefined) throw new Error('no turns')
    const turns = compileSql(
      recompute.turns({ after: month(after), until: month(until) }),
      relationsFor({}, (model) => model.name),
    )
    const rows = await lager.session.rows(
      `select distinct Id
       from ${relationsFor({}, () => '')(FSIIIPlanlagtIndsats.relation)} as i
       where _unit in (select unit from (${turns}))
       order by Id`,
    )
    return rows.map((row) => String(row.Id))
  }

  it('turns those whose end it passes: their old rows were open', async () => {
    await fresh()
    const ended = (Id: string, Personnummer: string, SlutDato: string | null, Status = 'completed') => ({
      Id,
      Personnummer,
      StartDato: '2022-01-10',
      SlutDato,
      Status,
    })
    await lager.versioner(FSIIIPlanlagtIndsats, [
      ended('before', '0101410001', '2022-05-31'),
      ended('first', '0101410002', '2022-06-01'),
      ended('last', '0101410003', '2022-06-30'),
      ended('later', '0101410004', '2022-07-01'),
      ended('planned', '0101410005', '2022-06-10', 'active'),
      ended('open', '0101410006', null, 'active'),
      { ...ended('reported', '0101410007', null), _rapport: '2022-06-12T08:00:00Z' },
    ])
    expect(await turned('2022-05', '2022-06')).toEqual(['first', 'last', 'reported'])
    expect(await turned('2022-05', '2022-07')).toEqual(['first', 'last', 'later', 'reported'])
  })

  it('turns those that a follow-up of the month names', async () => {
    await fresh()
    const planlagt = (Id: string, Personnummer: string) => ({
      Id,
      Personnummer,
      StartDato: '2022-01-10',
      Status: 'active',
    })
    await lager.versioner(FSIIIPlanlagtIndsats, [
      planlagt('a', '0101410001'),
      planlagt('b', '0101410002'),
      planlagt('c', '0101410003'),
    ])
    const opfølgning = (
      Id: string,
      Personnummer: string,
      Tidspunkt: string,
      FokusIds: readonly string[],
    ) => ({
      Id,
      Personnummer,
      Tidspunkt,
      FokusIds,
    })
    await lager.versioner(FSIIIOpfoelgning, [
      opfølgning('o', '0101410001', '2022-06-30T21:59:59Z', ['a']),
      opfølgning('p', '0101410002', '2022-06-30T22:00:00Z', ['b']),
      opfølgning('q', '0101410003', '2022-06-10', ['a tilstand']),
    ])
    expect(await turned('2022-05', '2022-06')).toEqual(['a'])
    expect(await turned('2022-06', '2022-07')).toEqual(['b'])
  })
})
