import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Contract, compileSql, type DimensionModel, type Model, type Row, sql } from '@flis/core'
import { relationsFor } from '@flis/dm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  DimPlanlagtIndsats,
  DimTilstand,
  FactLeveretIndsats,
  FactPlanlagtIndsats,
  FactTilstand,
  FSIIIBorgervurdering,
  FSIIIKontakt,
  FSIIILeveretIndsats,
  FSIIIOpfoelgning,
  FSIIIPlanlagtIndsats,
  FSIIITilstand,
  kodePar,
} from '../../src/fsiii/index.js'
import { INDSATSKATALOGER } from '../../src/fsiii/rules/indsatskatalog.js'
import type { Kode, Kodesystem } from './katalog.js'
import { type Lager, nytLager, type Version } from './lager.js'

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
                ...Object.fromEntries(
                  Object.entries(contract.fields)
                    .filter(([, each]) => each.kind.type === 'list')
                    .map(([name]) => [name, JSON.parse(row[name] ?? '[]') as string[]]),
                ),
                Id: row.Id ?? '',
                _rapport: timestamp,
              },
            ]
      }),
    )
    .sort((a, b) => (a._rapport ?? '').localeCompare(b._rapport ?? ''))

const CONTRACTS = [
  FSIIITilstand,
  FSIIIPlanlagtIndsats,
  FSIIILeveretIndsats,
  FSIIIOpfoelgning,
  FSIIIBorgervurdering,
  FSIIIKontakt,
]

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

  const par = async (kodesystemer: readonly Kodesystem[]): Promise<ReadonlyMap<string, string>> => {
    await lager.kodesystemer(kodesystemer)
    const rows = await lager.session.rows(
      compileSql(
        sql`select Kode, Medlem from ${kodePar()} as koder`,
        relationsFor({}, () => ''),
      ),
    )
    return new Map(rows.map((row) => [String(row.Kode), String(row.Medlem)]))
  }

  describe('The code system of 2024', () => {
    let members: ReadonlyMap<string, string>
    beforeAll(async () => {
      members = await par([of2024()])
    })

    it('has 828 codes: 408 pairs, and 12 codes whose path is shared by four, which stay apart', () => {
      expect(members.size).toBe(828)
      expect(new Set(members.values()).size).toBe(408 + 12)
      expect(members.get('17312894-b23f-43d9-9723-b725ac25d872')).toBe('H1.1')
      expect(members.get('cac857f7-2957-4fc7-a814-9e7fc450270a')).toBe('G')
      expect(members.get('ae911e37-1ed5-4c30-9622-c73640f1c606')).toBe('ae911e37-1ed5-4c30-9622-c73640f1c606')
      expect(members.get('I12.2')).toBe('I12.2')
    })

    it.each(INDSATSKATALOGER)('has one root with two codes for $område', ({ rødder: [legacy, uuid] }) =>
      expect(members.get(uuid)).toBe(legacy),
    )

    it('comes to the same pairs after the versions before it', async () => {
      expect(await par([of2020(), of2023(), of2024()])).toEqual(members)
    })
  })

  it.each([
    ['2020', of2020],
    ['2023', of2023],
  ])('%s: no code has a pair', async (_, version) => {
    const members = await par([version()])
    expect([...members].filter(([kode, medlem]) => kode !== medlem)).toEqual([])
  })

  // four codes share each of two paths of sygepleje: eight members for four
  it('2024: there are 149 indsatser in five catalogues, and 114 tilstande in two', async () => {
    await lager.kodesystemer([of2024()])
    await lager.fact(FactPlanlagtIndsats, '2024-06')
    const members = async (of: DimensionModel) => {
      const rows = await lager.rows(
        sql`select Område, count(*) as antal from ${of} as d where Kode <> 'Ukendt' group by 1`,
      )
      return Object.fromEntries(rows.map((row) => [row.Område, Number(row.antal)]))
    }
    expect(await members(DimPlanlagtIndsats)).toEqual({
      sygepleje: 55,
      hjemmepleje: 56,
      forebyggelse: 16,
      genoptræning: 11,
      hjælpemidler: 11,
    })
    expect(await members(DimTilstand)).toEqual({ hjemmepleje: 43, sygepleje: 71 })
  })

  describe('The stories', () => {
    const CITIZENS = { JensHansen: '0101410001', PeterOlsen: '0101570001' }
    const facts = new Map<Model, readonly Row[]>()
    beforeAll(async () => {
      await lager.empty()
      await lager.kodesystemer([of2020()])
      await lager.borgere({ '0101410001': '1941-01-01', '0101570001': '1957-01-01' })
      for (const [citizen, cpr] of Object.entries(CITIZENS))
        for (const contract of CONTRACTS) await lager.versioner(contract, told(contract, citizen, cpr))
      for (const fact of [FactTilstand, FactPlanlagtIndsats, FactLeveretIndsats])
        facts.set(fact, await lager.spelled(await lager.fact(fact, '2021-03')))
    })

    /** Rows of one of the two, who differ in age. */
    const rowsOf = (fact: Model, alder: number, ...columns: readonly string[]): readonly string[] =>
      (facts.get(fact) ?? [])
        .filter((row) => row.DimAlder === alder)
        .map((row) => columns.map((each) => String(row[each])).join(' '))
        .sort()
    const JENS = 80
    const PETER = 64

    it('Jens Hansen: two indsatser end on 24 February, three begin on the 25th', () => {
      const columns = [
        'DimPlanlagtIndsats',
        'DimTilstand',
        'DimTidStart',
        'DimTidSlut',
        'Løbetid',
        'VarighedDage',
      ]
      expect(rowsOf(FactPlanlagtIndsats, JENS, 'DimTid', ...columns)).toEqual([
        '20210228 H1.1 J1.3 20210212 20210224 1 12',
        '20210228 H1.11 J2.2 20210212 -1 1 16',
        '20210228 H1.4 J3.2 20210212 20210224 1 12',
        '20210228 H1.5 J2.1 20210212 -1 1 16',
        '20210228 H1.8 J2.1 20210212 -1 1 16',
        '20210228 H2.2 J2.3 20210225 -1 1 3',
        '20210228 H2.4 J3.2 20210225 -1 1 3',
        '20210228 H2.5 J1.3 20210225 -1 1 3',
        '20210331 H1.11 J2.2 20210212 -1 2 47',
        '20210331 H1.5 J2.1 20210212 -1 2 47',
        '20210331 H1.8 J2.1 20210212 -1 2 47',
        '20210331 H2.2 J2.3 20210225 -1 2 34',
        '20210331 H2.4 J3.2 20210225 -1 2 34',
        '20210331 H2.5 J1.3 20210225 -1 2 34',
      ])
    })

    it('Peter Olsen: one indsats changes its code and ends, one is completed before it starts', () => {
      const columns = [
        'DimPlanlagtIndsats',
        'DimTilstand',
        'DimTidStart',
        'DimTidSlut',
        'Løbetid',
        'VarighedDage',
      ]
      expect(rowsOf(FactPlanlagtIndsats, PETER, 'DimTid', ...columns)).toEqual([
        '20210228 G1.30 I2.1 20210210 20210217 1 7',
        '20210228 H6.1 J3.8 20210218 20210218 1 0',
      ])
    })

    it("Peter Olsen: two indsatser are delivered at two o'clock in Danish time", () =>
      expect(
        rowsOf(FactLeveretIndsats, PETER, 'DimLeveretIndsats', 'DimTilstand', 'DimTid', 'DimKlokkeslæt'),
      ).toEqual(['G1.41 I7.1 20210210 1400', 'G1.47 I7.1 20210210 1400']))

    const TILSTAND = [
      'DimTilstand',
      'DimTid',
      'DimTidSlut',
      'Sværhedsgrad',
      'DimOpfølgning',
      'DimTidOpfølgning',
      'DimTidOpfølgningKontakt',
      'DimBorgervurdering',
      'DimBorgervurderingBetydning',
      'DimTidBorgervurdering',
    ]

    it('Jens Hansen: seven tilstande of less severity, to be followed up on 10 March', () =>
      expect(rowsOf(FactTilstand, JENS, ...TILSTAND)).toEqual(
        ['J1.3', 'J2.1', 'J2.2', 'J2.3', 'J3.2', 'J3.7', 'J3.8'].map(
          (kode) => `${kode} 20210210 -1 2 E4 20210224 20210310 Ukendt Ukendt -1`,
        ),
      ))

    it('Peter Olsen: two tilstande have ended, the third he judges himself', () =>
      expect(rowsOf(FactTilstand, PETER, ...TILSTAND)).toEqual([
        'I2.1 20210215 20210217 null E3 20210217 -1 Ukendt Ukendt -1',
        // followed up twice on the 12th: the later report counts
        'I7.1 20210210 20210212 null E3 20210212 -1 Ukendt Ukendt -1',
        'J3.8 20210215 -1 1 Ukendt -1 20210406 C1 D1 20200821',
      ]))
  })
}

describe('The real code systems and reports', present ? run : notRun)
