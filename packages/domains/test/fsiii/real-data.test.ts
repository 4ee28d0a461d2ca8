import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Contract } from '@flis/core'
import { sql } from '@flis/core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  DimPlanlagtIndsats,
  FactLeveretIndsats,
  FactPlanlagtIndsats,
  FSIIILeveretIndsats,
  FSIIIPlanlagtIndsats,
  kodePar,
} from '../../src/fsiii/index.js'
import { INDSATSKATALOGER } from '../../src/fsiii/rules/indsatskatalog.js'
import { type Kode, type Kodesystem, type Lager, nytLager, type Version } from './lager.js'

const SHARED = fileURLToPath(new URL('../../../../../shared/data/fsiii/', import.meta.url))

interface Concept {
  readonly code: string
  readonly display: string
  readonly concept?: readonly Concept[]
}

interface Bundle {
  readonly timestamp: string
  readonly entry: readonly { readonly resource: Readonly<Record<string, unknown>> }[]
}

const parsed = <T>(file: string): T => JSON.parse(readFileSync(SHARED + file, 'utf8')) as T

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const codesOf = (concepts: readonly Concept[], foraelder?: string): readonly Kode[] =>
  concepts.flatMap(({ code, display, concept }): readonly Kode[] => [
    {
      kode: code,
      tekst: display,
      skema: UUID.test(code) ? 'uuid' : 'legacy',
      ...(foraelder === undefined ? {} : { foraelder }),
    },
    ...codesOf(concept ?? [], code),
  ])
const kodesystem = (periode: string, file: string): Kodesystem => ({
  periode,
  koder: codesOf(parsed<{ readonly concept: readonly Concept[] }>(file).concept),
})

const told = (contract: Contract, citizen: string, cpr: string): readonly Version[] =>
  readdirSync(SHARED)
    .filter((file) => file.startsWith(citizen))
    .map((file) => parsed<Bundle>(file))
    .flatMap(({ timestamp, entry }) =>
      entry.flatMap(({ resource }): readonly Version[] => {
        const report = { personnummer: cpr, afsenderSor: '123456789012345', tidspunkt: timestamp }
        const row = contract.reader.format === 'fhir' ? contract.reader.row(resource, report) : null
        return row === null
          ? []
          : [
              {
                ...row,
                Id: row.Id ?? '',
                Status: row.Status ?? '',
                TilstandIds: JSON.parse(row.TilstandIds ?? '[]') as string[],
                _rapport: timestamp,
              },
            ]
      }),
    )
    .sort((a, b) => (a._rapport ?? '').localeCompare(b._rapport ?? ''))

const present = existsSync(SHARED)

const notRun = (): void =>
  it('are not here, and not needed here', () => expect(process.env.FLIS_REQUIRE_SERVICES).not.toBe('1'))

const run = (): void => {
  let lager: Lager
  const of2020 = (): Kodesystem => kodesystem('2022-01', 'CodeSystem-FSIII-20200908.json')
  const of2023 = (): Kodesystem => kodesystem('2023-07', 'CodeSystem-FSIII-20230622.json')
  const of2024 = (): Kodesystem => kodesystem('2024-06', 'CodeSystem-FSIII.json')

  beforeAll(async () => {
    lager = await nytLager()
  })
  afterAll(() => lager.close())
  beforeEach(() => lager.empty())

  const par = async (kodesystemer: readonly Kodesystem[]): Promise<ReadonlyMap<string, string>> => {
    await lager.kodesystemer(kodesystemer)
    const rows = await lager.rows(sql`select Kode, Medlem from ${kodePar()} as koder`)
    return new Map(rows.map((row) => [String(row.Kode), String(row.Medlem)]))
  }

  it('2024: 828 codes are 408 pairs, and 12 codes whose path is shared by four stay apart', async () => {
    const members = await par([of2024()])
    expect(members.size).toBe(828)
    expect(new Set(members.values()).size).toBe(408 + 12)
    expect(members.get('17312894-b23f-43d9-9723-b725ac25d872')).toBe('H1.1')
    expect(members.get('cac857f7-2957-4fc7-a814-9e7fc450270a')).toBe('G')
    expect(members.get('ae911e37-1ed5-4c30-9622-c73640f1c606')).toBe('ae911e37-1ed5-4c30-9622-c73640f1c606')
    expect(members.get('I12.2')).toBe('I12.2')
  })

  it.each([
    ['2020', of2020],
    ['2023', of2023],
  ])('%s: no code has a pair', async (_, version) => {
    const members = await par([version()])
    expect([...members].filter(([kode, medlem]) => kode !== medlem)).toEqual([])
  })

  it('one after another they give the pairs of the last', async () => {
    expect(await par([of2020(), of2023(), of2024()])).toEqual(await par([of2024()]))
  })

  it.each(INDSATSKATALOGER)(
    '2024: $område has one root with two codes',
    async ({ rødder: [legacy, uuid] }) => {
      const members = await par([of2024()])
      expect(members.get(uuid)).toBe(legacy)
    },
  )

  it('have 149 indsatser in five catalogues', async () => {
    await lager.kodesystemer([of2024()])
    await lager.fact(FactPlanlagtIndsats, '2024-06')
    const rows = await lager.rows(
      sql`select Område, count(*) as antal from ${DimPlanlagtIndsats} as d where Kode <> 'Ukendt' group by 1`,
    )
    expect(Object.fromEntries(rows.map((row) => [row.Område, Number(row.antal)]))).toEqual({
      sygepleje: 55,
      hjemmepleje: 56,
      forebyggelse: 16,
      genoptræning: 11,
      hjælpemidler: 11,
    })
  })

  const spelled = (rows: readonly Readonly<Record<string, unknown>>[], ...columns: readonly string[]) =>
    rows.map((row) => columns.map((each) => String(row[each])).join(' '))

  it('Jens Hansen: two indsatser end on 24 February, three begin on the 25th', async () => {
    await lager.kodesystemer([of2020()])
    await lager.versioner(FSIIIPlanlagtIndsats, told(FSIIIPlanlagtIndsats, 'JensHansen', '0101410001'))
    const built = await lager.fact(FactPlanlagtIndsats, '2021-03')
    const last = built.filter((row) => row.DimTid === 20210331 || row.DimTidSlut !== -1)
    expect(
      spelled(await lager.coded(last), 'Kode', 'DimTidStart', 'DimTidSlut', 'Løbetid', 'VarighedDage'),
    ).toEqual([
      'H1.1 20210212 20210224 1 12',
      'H1.11 20210212 -1 2 47',
      'H1.4 20210212 20210224 1 12',
      'H1.5 20210212 -1 2 47',
      'H1.8 20210212 -1 2 47',
      'H2.2 20210225 -1 2 34',
      'H2.4 20210225 -1 2 34',
      'H2.5 20210225 -1 2 34',
    ])
  })

  it('Peter Olsen: one indsats changes its code and ends, one is completed before it starts', async () => {
    await lager.kodesystemer([of2020()])
    await lager.versioner(FSIIIPlanlagtIndsats, told(FSIIIPlanlagtIndsats, 'PeterOlsen', '0101570001'))
    const built = await lager.coded(await lager.fact(FactPlanlagtIndsats, '2021-03'))
    expect(spelled(built, 'Kode', 'DimTid', 'DimTidStart', 'DimTidSlut', 'Løbetid', 'VarighedDage')).toEqual([
      'G1.30 20210228 20210210 20210217 1 7',
      'H6.1 20210228 20210218 20210218 1 0',
    ])
  })

  it("Peter Olsen: two indsatser are delivered at two o'clock in Danish time", async () => {
    await lager.kodesystemer([of2020()])
    await lager.versioner(FSIIILeveretIndsats, told(FSIIILeveretIndsats, 'PeterOlsen', '0101570001'))
    const built = await lager.coded(await lager.fact(FactLeveretIndsats, '2021-02'))
    expect(spelled(built, 'Kode', 'DimTid', 'DimKlokkeslæt')).toEqual([
      'G1.41 20210210 1400',
      'G1.47 20210210 1400',
    ])
  })
}

describe('The real code systems and reports', present ? run : notRun)
