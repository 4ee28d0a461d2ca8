import { compileSql, month } from '@flis/core'
import { relationsFor } from '@flis/dm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { FactPlanlagtIndsats, FSIIIPlanlagtIndsats } from '../../src/fsiii/index.js'
import { KATALOG, type Lager, nytLager, type Version } from './lager.js'

let lager: Lager
beforeAll(async () => {
  lager = await nytLager()
})
afterAll(() => lager.close())
beforeEach(async () => {
  await lager.empty()
  await lager.kodesystemer([{ periode: '2022-01', koder: KATALOG }])
})

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
  it.each(planlagte)('$indsats: $rows', async ({ version, rows, end }) => {
    await lager.versioner(FSIIIPlanlagtIndsats, [{ Id: 'a', ...version }])
    const built = await lager.fact(FactPlanlagtIndsats, '2022-06')
    expect(spelled(built)).toBe(rows)
    expect(new Set(built.map((row) => row.DimTidSlut))).toEqual(
      new Set(built.length === 0 ? [] : [end ?? -1]),
    )
  })

  it('has every column of the model, foreign keys never NULL, months on their last day', async () => {
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
    await lager.versioner(FSIIIPlanlagtIndsats, [
      { Id: 'a', StartDato: '2022-06-02', Status: 'active', _kommune: '0000' },
    ])
    const [row] = await lager.fact(FactPlanlagtIndsats, '2022-06')
    expect(row).toMatchObject({ DimKommune: -1, _kommune: '0000' })
  })

  it('leads both codes of a pair to one member, and what is no indsats to −1', async () => {
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
    const coded = await lager.coded(built)
    expect(Object.fromEntries(coded.map((row) => [row.IndsatsId, row.Kode]))).toEqual({
      'H1.1': 'H1.1',
      '#1.1': 'H1.1',
      'G1.41': 'G1.41',
      'J1.3': 'Ukendt',
      H: 'H',
    })
  })

  it('leaves out the months that are there already', async () => {
    await lager.versioner(FSIIIPlanlagtIndsats, [
      { Id: 'a', StartDato: '2022-04-10', Status: 'active' },
      { Id: 'b', StartDato: '2022-01-31', SlutDato: '2022-02-01', Status: 'completed' },
    ])
    expect(spelled(await lager.fact(FactPlanlagtIndsats, '2022-06', '2022-06'))).toBe('06: 3 / 81')
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

  it('month by month gives what one run gives', async () => {
    await lager.versioner(FSIIIPlanlagtIndsats, [
      { Id: 'a', StartDato: '2022-01-10', Status: 'active', Personnummer: '0101410001' },
      {
        Id: 'b',
        StartDato: '2022-01-10',
        SlutDato: '2022-04-03',
        Status: 'revoked',
        Personnummer: '0101410002',
      },
      {
        Id: 'c',
        StartDato: '2022-02-10',
        SlutDato: '2022-09-03',
        Status: 'completed',
        Personnummer: '0101410003',
      },
    ])
    const months = ['2022-01', '2022-02', '2022-03', '2022-04', '2022-05', '2022-06']
    let standing = await lager.fact(FactPlanlagtIndsats, '2022-01')
    for (const [index, run] of months.slice(1).entries()) {
      const ids = new Set(await turned(months[index] ?? '', run))
      const anew = await lager.fact(FactPlanlagtIndsats, run)
      const added = await lager.fact(FactPlanlagtIndsats, run, run)
      standing = [
        ...standing.filter((row) => !ids.has(String(row.IndsatsId))),
        ...added.filter((row) => !ids.has(String(row.IndsatsId))),
        ...anew.filter((row) => ids.has(String(row.IndsatsId))),
      ]
    }
    const sorted = (rows: typeof standing): readonly string[] =>
      rows.map((row) => Object.values(row).map(String).join(' ')).sort()
    expect(sorted(standing)).toEqual(sorted(await lager.fact(FactPlanlagtIndsats, '2022-06')))
  })
})
