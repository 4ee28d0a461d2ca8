import {
  type Contract,
  dataomraade,
  extractTime,
  fact,
  firstDay,
  kilde,
  lastDay,
  sql,
  text,
} from '@flis/core'
import { DimTid } from '@flis/dm'
import { BorgerAdresse, BorgerPerson, BorgerTilknytning, borger } from '@flis/domains/borger'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf, PERSON_EXAMPLES, personDeliveriesOf } from '../conformance/person-examples.js'
import { CURRENT } from '../reference/historise-full.js'
import { historisePerson, type PersonDelivery, type PersonRow } from '../reference/historise-person.js'

/** How many histories are drawn in all; the whole proof is 200 (`npm run histories`). */
const HISTORIES = Number(process.env.FLIS_HISTORIES ?? '3')
const SEED = Number(process.env.FLIS_SEED ?? '20221102')

describe('the plain model, on the specification’s examples', () => {
  const day = (extract: number): string => (extract === CURRENT ? '' : String((extract - dayOf(0)) / 1000))
  it.each(PERSON_EXAMPLES)('$name', (example) => {
    for (const deliveries of [personDeliveriesOf(example), personDeliveriesOf(example).reverse()]) {
      const { versions, shown, leftOut } = historisePerson(deliveries, 0)
      expect(versions.map((each) => `${each.key}=${each.content} ${day(each.fra)}–${day(each.til)}`)).toEqual(
        example.versions,
      )
      expect(
        shown.map(
          ({ key, content, lastHeldBy }) =>
            `${key}=${content}${lastHeldBy === null ? '' : ` †${day(lastHeldBy)}`}`,
        ),
      ).toEqual(example.shown)
      expect(leftOut.map(({ leverance, rows }) => `${leverance} ${rows}`)).toEqual(example.leftOut ?? [])
    }
  })
})

interface Person {
  readonly Personnummer: string
  readonly Navn: string | null
  readonly Koen: string
}
interface Adresse {
  readonly Personnummer: string
  readonly FraDato: string
  readonly TilDato: string | null
  readonly VejKode: string
}
interface Tilknytning {
  readonly Personnummer: string
  readonly KommuneKode: string
  readonly FraDato: string
  readonly TilDato: string | null
}
interface Leverance {
  readonly periode: string
  readonly type: 'F' | 'D'
  readonly persons: readonly Person[]
  readonly adresser: readonly Adresse[]
  readonly tilknytninger: readonly Tilknytning[]
}

const PERIODER = ['2022-07', '2022-08-05', '2022-08-20', '2022-08', '2022-09-10', '2022-09', '2022-10-03']
const personnummer = fc.constantFrom('0101410001', '0101570001', '0101900001', '0202900002')

const leverance = (periode: string): fc.Arbitrary<Leverance> =>
  fc.record({
    periode: fc.constant(periode),
    type: fc.constantFrom('F' as const, 'D' as const),
    persons: fc.array(
      fc.record({
        Personnummer: personnummer,
        Navn: fc.constantFrom('Ane', 'Bo', null),
        Koen: fc.constantFrom('K', 'K', 'K', 'K', 'X'),
      }),
      { maxLength: 5 },
    ),
    adresser: fc.array(
      fc.record({
        Personnummer: personnummer,
        FraDato: fc.constantFrom('2001-01-01', '2010-01-01'),
        TilDato: fc.constantFrom('2020-01-01', null),
        VejKode: fc.constantFrom('0001', '0001', '0001', '0002', ''),
      }),
      { maxLength: 6 },
    ),
    tilknytninger: fc.array(
      fc.record({
        Personnummer: personnummer,
        KommuneKode: fc.constantFrom('0751', '0461'),
        FraDato: fc.constant('2015-01-01'),
        TilDato: fc.constantFrom('2016-01-01', '2014-01-01', null, null),
      }),
      { maxLength: 4 },
    ),
  })

const history: fc.Arbitrary<readonly Leverance[]> = fc
  .subarray(PERIODER, { minLength: 2 })
  .chain((perioder) => fc.tuple(...perioder.map(leverance)))

const idOf = ({ periode, type }: Leverance): string => `CPR:CPR_0000_${periode}_001_${type}.zip`

const rows = {
  [BorgerPerson.name]: ({ persons }: Leverance): readonly PersonRow<string>[] =>
    persons.map(({ Personnummer, Navn, Koen }) => ({
      key: Personnummer,
      person: Personnummer,
      content: String(Navn),
      broken: Koen === 'X',
    })),
  [BorgerAdresse.name]: ({ adresser }: Leverance): readonly PersonRow<string>[] =>
    adresser.map(({ Personnummer, FraDato, TilDato, VejKode }) => ({
      key: `${Personnummer} ${FraDato}`,
      person: Personnummer,
      content: `${String(TilDato)} ${VejKode}`,
      broken: VejKode === '',
    })),
  [BorgerTilknytning.name]: ({ tilknytninger }: Leverance): readonly PersonRow<string>[] =>
    tilknytninger.map(({ Personnummer, KommuneKode, FraDato, TilDato }) => ({
      key: `${Personnummer} ${KommuneKode} ${FraDato}`,
      person: Personnummer,
      content: String(TilDato),
      broken: TilDato === '2014-01-01',
    })),
}

const CONTRACTS = [BorgerPerson, BorgerAdresse, BorgerTilknytning] as const
const keyOf: Readonly<Record<string, string>> = {
  BorgerPerson: `Personnummer`,
  BorgerAdresse: `Personnummer || ' ' || FraDato`,
  BorgerTilknytning: `Personnummer || ' ' || KommuneKode || ' ' || FraDato`,
}
const contentOf: Readonly<Record<string, string>> = {
  BorgerPerson: `coalesce(Navn, 'null')`,
  BorgerAdresse: `coalesce(TilDato::varchar, 'null') || ' ' || VejKode`,
  BorgerTilknytning: `coalesce(TilDato::varchar, 'null')`,
}

const raw = (value: string) => ({ _tag: 'Sql' as const, strings: [value], parts: [] })

/** What DM sees of a contract, once a month: unit by unit, so that a run computes what changed and no more. */
const shownOf = (contract: Contract) =>
  fact(`FactVist${contract.name}`, {
    grain: ['DimTid', 'Nøgle'],
    columns: { DimTid: DimTid.key, Nøgle: 'VARCHAR', Indhold: 'VARCHAR', Sidst: 'VARCHAR' },
    recompute: { by: 'unit' },
    sql: ({ month, from }) => sql`
      select ${DimTid.of(`date '${lastDay(month)}'`)} as DimTid, ${raw(keyOf[contract.name] ?? '')} as "Nøgle",
        ${raw(contentOf[contract.name] ?? '')} as Indhold, coalesce(_sidst::varchar, 'null') as Sidst,
        _unit, _kommune, _kildesystem
      from ${contract}
      where ${text(from === null ? firstDay(month) : firstDay(from))} <= ${text(firstDay(month))}`,
  })

const FACTS = CONTRACTS.map(shownOf)

/** CPR as it is, but a day may lack its delivery: chains are another matter. */
const area = dataomraade('Borger', {
  ...borger,
  kilder: [kilde('CPR', { senders: ['CPR'], scope: 'national', types: ['F', 'D'] })],
  contracts: CONTRACTS,
  models: [DimTid, ...FACTS],
})

const put = (w: TestWarehouse, each: Leverance): Promise<void> =>
  w.deliverAll(`CPR 0000 ${each.periode} 1 ${each.type}`, {
    BorgerPerson: each.persons.map((row) => ({
      ...row,
      Foedselsdato: '1990-01-01',
      Status: '01',
      StatusDato: '1990-01-01',
    })),
    BorgerAdresse: each.adresser.map((row) => ({ ...row, KommuneKode: '0751', HusNr: '1' })),
    BorgerTilknytning: each.tilknytninger.map((row) => ({ ...row, Rolle: 'handle' })),
  })

const line = (...parts: readonly unknown[]): string => parts.map(String).join(' | ')

const lastDayOf = (extract: number): string => {
  const digits = String(extract)
  return new Date(Date.UTC(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), 0))
    .toISOString()
    .slice(0, 10)
}

/** What the plain model says: history, what DM sees, and what was left out. */
const modelled = (list: readonly Leverance[]): readonly string[] => {
  const deliveries = list.map(
    (each): PersonDelivery<string> => ({
      extract: Number(extractTime(each.periode, 1)),
      leverance: idOf(each),
      type: each.type,
      persons: rows.BorgerPerson?.(each) ?? [],
      owned: [rows.BorgerAdresse?.(each) ?? [], rows.BorgerTilknytning?.(each) ?? []],
    }),
  )
  return CONTRACTS.flatMap(({ name }, nth) => {
    const { versions, shown, leftOut } = historisePerson(deliveries, nth - 1)
    return [
      ...versions.map((each) =>
        line(name, each.key, each.content, each.fra, each.til, each.leverance, each.linje),
      ),
      ...shown.map(({ key, content, lastHeldBy }) =>
        line(name, 'vist', key, content, lastHeldBy === null ? null : lastDayOf(lastHeldBy)),
      ),
      ...leftOut.map((each) => line(name, 'uden person', each.leverance, each.rows)),
    ]
  }).sort()
}

const inEngine = async (w: TestWarehouse): Promise<readonly string[]> => {
  const lines: string[] = []
  for (const [nth, { name }] of CONTRACTS.entries()) {
    const versions = await w.query(
      `select ${keyOf[name] ?? ''}, ${contentOf[name] ?? ''}, _fra, _til, _leverance, _linje
       from dsa_hist."${name}"
       where _fra < _til`,
    )
    lines.push(...versions.map((row) => line(name, ...Object.values(row))))
    const model = FACTS[nth]
    const shown = model === undefined ? [] : await w.rows(model)
    lines.push(...shown.map((row) => line(name, 'vist', row.Nøgle, row.Indhold, row.Sidst)))
  }
  const found = await w.query(
    `select contract, delivery, count from ops.quality where test = 'række uden person'`,
  )
  return [...lines, ...found.map((row) => line(row.contract, 'uden person', row.delivery, row.count))].sort()
}

describe('persons and what they have', () => {
  it(`in ${HISTORIES} random histories are as the plain model says, whatever the order of arrival`, async () => {
    await fc.assert(
      fc.asyncProperty(
        history.chain((list) =>
          fc.record({
            list: fc.constant(list),
            order: fc.shuffledSubarray([...list], { minLength: list.length }),
            cuts: fc.array(fc.integer({ min: 1, max: list.length }), { maxLength: 2 }),
          }),
        ),
        async ({ list, order, cuts }) => {
          const w = await testWarehouse({ areas: [area], now: '2022-11-02' })
          try {
            let done = 0
            for (const end of [...new Set([...cuts, list.length])].sort((a, b) => a - b)) {
              for (const each of order.slice(done, end)) await put(w, each)
              done = end
              await w.monthRun('2022-10')
            }
            expect(await inEngine(w)).toEqual(modelled(list))
          } finally {
            await w.close()
          }
        },
      ),
      { numRuns: HISTORIES, seed: SEED, endOnFailure: true },
    )
  }, 3_600_000)

  it('drawn at random hold what they promise', () => {
    const lines = fc.sample(history, { seed: SEED, numRuns: 300 }).flatMap(modelled)
    expect(lines.some((each) => each.includes('uden person'))).toBe(true)
    expect(lines.some((each) => /vist .*2022-0\d-3\d$/.test(each))).toBe(true)
    expect(lines.some((each) => !each.includes('vist') && !each.includes(String(CURRENT)))).toBe(true)
  })
})
