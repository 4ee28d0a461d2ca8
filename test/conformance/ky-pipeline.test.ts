import { KOMMUNE_CODES } from '@flis/core'
import { DimKYSagOversigt, FactKYYdelser, ky } from '@flis/domains/ky'
import { type TestRow, type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type BeholdExample, beholdExamples, type Said } from './ky-behold-examples.js'
import { sagOversigtDerivedExamples } from './ky-derived-sag-oversigt.js'
import { ydelseDerivedExamples } from './ky-derived-ydelser.js'
import { type SagOversigtExample, sag, tilstand, type YdelseExample, ydelse } from './ky-example-rows.js'
import { sagOversigtTableExamples, ydelseTableExamples } from './ky-examples.js'

const ydelseExamples = [...ydelseTableExamples, ...ydelseDerivedExamples]
const sagExamples = [...sagOversigtTableExamples, ...sagOversigtDerivedExamples]
const runMonths = [
  ...new Set([...ydelseExamples, ...sagExamples, ...beholdExamples].map((each) => each.runMonth)),
].sort()

/** Each example has a kommune of its own, so that all of a run month share one run. */
const placed = <E extends { readonly runMonth: string }>(
  examples: readonly E[],
  from: number,
  month: string,
) =>
  examples.flatMap((example, index) =>
    example.runMonth === month ? [{ example, kommune: KOMMUNE_CODES[from + index] ?? '' }] : [],
  )
const ydelserOf = (month: string) => placed<YdelseExample>(ydelseExamples, 0, month)
const sagerOf = (month: string) => placed<SagOversigtExample>(sagExamples, ydelseExamples.length, month)
const beholdOf = (month: string) => placed<BeholdExample>(beholdExamples, 0, month)

const warehouses = new Map<string, TestWarehouse>()
const facts = new Map<string, readonly Readonly<Record<string, unknown>>[]>()
const oversigter = new Map<string, readonly Readonly<Record<string, unknown>>[]>()

/** Rows that say when they were last held come in that month's delivery and are missing from the next. */
const deliverHeld = async (
  w: TestWarehouse,
  kommune: string,
  month: string,
  rows: Readonly<Record<string, readonly { readonly sidstHoldt?: string }[]>>,
): Promise<void> => {
  const lastHeld = Object.values(rows)
    .flat()
    .flatMap((row) => row.sidstHoldt?.slice(0, 7) ?? [])[0]
  const chosen = (all: boolean) =>
    Object.fromEntries(
      Object.entries(rows).map(([name, list]) => [
        name,
        list.filter((row) => all || row.sidstHoldt === undefined),
      ]),
    )
  if (lastHeld !== undefined) await w.deliverAll(`KY ${kommune} ${lastHeld}`, chosen(true))
  await w.deliverAll(`KY ${kommune} ${month}`, chosen(lastHeld === undefined))
}

const saidRows = (start: string, said: Said): readonly TestRow[] => {
  if (said === 'absent') return []
  if (said === 'refused') return [ydelse(start, '2022-01-01')]
  return [ydelse(start, said === 'open' ? null : said.slice(3))]
}

beforeAll(async () => {
  for (const month of runMonths) {
    const w = await testWarehouse({ areas: [ky], now: '2026-01-02' })
    warehouses.set(month, w)
    for (const { example, kommune } of ydelserOf(month))
      await deliverHeld(w, kommune, month, {
        KYSag: example.sag === null ? [] : [example.sag],
        KYSagTilstand: example.tilstande,
        KYYdelse: example.ydelser,
      })
    for (const { example, kommune } of sagerOf(month))
      await deliverHeld(w, kommune, month, {
        KYSag: [example.sag],
        KYSagTilstand: example.tilstande,
        KYYdelse: [],
      })
    // The other way round from the order of time: the newest comes first.
    for (const { example, kommune } of beholdOf(month)) {
      const at = KOMMUNE_CODES[KOMMUNE_CODES.length - 1 - KOMMUNE_CODES.indexOf(kommune)] ?? ''
      for (const [periode, loebenr, said] of [...example.deliveries].reverse())
        await w.deliverAll(`KY ${at} ${periode} ${loebenr}`, {
          KYSag: [sag('2022-01-01')],
          KYSagTilstand: [tilstand(1, 'Bevilget', '2022-01-05')],
          KYYdelse: saidRows(example.start, said),
        })
    }
    await w.monthRun(month)
    facts.set(month, await w.rows(FactKYYdelser))
    oversigter.set(
      month,
      await w.query(
        `select _kommune, SagId, Sagstilstand, FraDato::varchar as FraDato, TilDato::varchar as TilDato, ErAktuel,
           Sagsbehandlingstid, SagVarighed
         from read_parquet('${w.root}/published/parts/*/*.parquet', union_by_name = true, filename = true)
         where SagId is not null and Sagstilstand is not null and DimKYSagOversigtID <> -1
         order by _kommune, FraDato`,
      ),
    )
  }
}, 300_000)
afterAll(async () => {
  for (const w of warehouses.values()) await w.close()
})

const ydelseRows = (month: string, kommune: string) =>
  (facts.get(month) ?? [])
    .filter((row) => row.DimKommune === Number(kommune))
    .map((row) => ({
      month: `${String(row.DimTid).slice(0, 4)}-${String(row.DimTid).slice(4, 6)}`,
      dage: row.DageMedYdelse,
      dageIMåned: row.DageIMåned,
      fuldtidsperson: row.Fuldtidsperson,
      varighed: row.Ydelsesvarighed,
      dagmaske: Number(row.Dagmaske),
    }))

describe('FactKYYdelser, from delivery to published rows', () => {
  for (const month of runMonths)
    for (const { example, kommune } of ydelserOf(month))
      it(example.name, async () => {
        expect(ydelseRows(month, kommune)).toEqual(example.expect)
        const codes = await warehouses
          .get(month)
          ?.query(`select codes from ops.quarantine where delivery like 'NC:KY_${kommune}%'`)
        expect(codes?.flatMap((row) => (row.codes as unknown as { items: string[] }).items)).toEqual(
          example.quarantine === undefined ? [] : [example.quarantine],
        )
      })
})

describe('FactKYYdelser of a ydelse over several deliveries', () => {
  for (const month of runMonths)
    for (const { example, kommune } of beholdOf(month))
      it(example.name, () => {
        const at = KOMMUNE_CODES[KOMMUNE_CODES.length - 1 - KOMMUNE_CODES.indexOf(kommune)] ?? ''
        expect(ydelseRows(month, at)).toEqual(example.expect)
      })
})

describe('DimKYSagOversigt, from delivery to published rows', () => {
  for (const month of runMonths)
    for (const { example, kommune } of sagerOf(month))
      it(example.name, () => {
        const rows = (oversigter.get(month) ?? []).filter((row) => row._kommune === kommune)
        expect(
          rows.map((row) => ({
            sagstilstand: row.Sagstilstand,
            fraDato: row.FraDato,
            tilDato: row.TilDato,
            erAktuel: row.ErAktuel,
            sagsbehandlingstid: row.Sagsbehandlingstid,
            sagVarighed: row.SagVarighed,
          })),
        ).toEqual(example.expect)
      })
})

it('every dimension has the member that stands for the unknown', async () => {
  for (const w of warehouses.values())
    expect((await w.rows(DimKYSagOversigt)).filter((row) => row.DimKYSagOversigtID === -1n)).toHaveLength(1)
})
