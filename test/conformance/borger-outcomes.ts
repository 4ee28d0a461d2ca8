// Runs every example of Borger against a set of models.

import type * as Basis from '../reference/borger-basis.js'
import type * as Bevaegelser from '../reference/borger-bevaegelser.js'
import type * as Dim from '../reference/borger-dim.js'
import type * as Folketal from '../reference/borger-folketal.js'
import type * as Geografi from '../reference/borger-geografi.js'
import type { Land } from '../reference/borger-rows.js'
import { attributeExamples } from './borger-attribute-examples.js'
import { bevaegelseExamples } from './borger-bevaegelse-examples.js'
import { folketalExamples } from './borger-folketal-examples.js'
import { geografiExamples } from './borger-geografi-examples.js'
import { herkomstExamples, LANDE, SHIPPED } from './borger-herkomst-examples.js'
import { numberExamples } from './borger-number-examples.js'
import { type BorgerExample, borgerOf, monthly, numbered, RUN_MONTH } from './borger-told.js'
import { geografiHistory, geografiRows, historyOf } from './borger-world.js'
import type { Outcome } from './failed-examples.js'

export type BorgerModels = Pick<typeof Basis, 'borgerBasis'> &
  Pick<typeof Dim, 'dimBorger'> &
  Pick<typeof Folketal, 'factBorger'> &
  Pick<typeof Bevaegelser, 'factBorgerBevægelse'> &
  Pick<typeof Geografi, 'dimGeografi'>

export const borgerExamples: readonly BorgerExample[] = [
  ...numberExamples,
  ...attributeExamples,
  ...herkomstExamples,
  ...folketalExamples,
  ...bevaegelseExamples,
]

/** The rows of a warehouse, or of the models, that the examples are held against. */
export interface BorgerTables {
  readonly borgere: readonly Dim.BorgerRow[]
  readonly folketal: readonly Folketal.FolketalRow[]
  readonly bevægelser: readonly Bevaegelser.BevægelseRow[]
}

const monthOf = (dimTid: number): string => String(dimTid).replace(/^(\d{4})(\d\d)\d\d$/, '$1-$2')

const sorted = <R>(rows: readonly R[]): R[] =>
  [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))

/** What an example expects of each of its citizens, beside what the tables have. */
export function* outcomesOf(nr: number, example: BorgerExample, tables: BorgerTables): Generator<Outcome> {
  const { name, borger = {}, folketal = {}, alder = {}, bevægelser = {} } = example
  for (const [letter, columns] of Object.entries(borger)) {
    const key = borgerOf(nr, letter)
    const row = tables.borgere.find((each) => each.borger === key)
    yield { name: `DimBorger: ${name} (${letter})`, ...columnsOf(nr, row, columns) }
  }
  for (const [letter, stretches] of Object.entries(folketal)) {
    const own = tables.folketal.filter((row) => row.borger === borgerOf(nr, letter))
    yield {
      name: `FactBorger: ${name} (${letter})`,
      got: sorted(own.map((row) => [monthOf(row.dimTid), row.bopæl])),
      expected: sorted(monthly(stretches)),
    }
  }
  for (const [letter, ages] of Object.entries(alder)) {
    const own = tables.folketal.filter((row) => row.borger === borgerOf(nr, letter))
    const got = own.map((row) => [monthOf(row.dimTid), row.alder] as const)
    yield {
      name: `DimAlder: ${name} (${letter})`,
      got: sorted(got.filter(([month]) => month in ages)),
      expected: sorted(Object.entries(ages)),
    }
  }
  for (const [letter, rows] of Object.entries(bevægelser)) {
    const own = tables.bevægelser.filter((row) => row.borger === borgerOf(nr, letter))
    yield {
      name: `FactBorgerBevægelse: ${name} (${letter})`,
      got: sorted(own.map((row) => [row.dimTid, row.bevægelse, row.kommune, row.modpart])),
      expected: sorted(
        rows.map(([dag, hvad, kommune, modpart = -1]) => [
          Number(dag.replaceAll('-', '')),
          hvad,
          kommune,
          modpart,
        ]),
      ),
    }
  }
}

const columnsOf = (
  nr: number,
  row: Dim.BorgerRow | undefined,
  columns: Partial<Dim.BorgerRow> | null,
): { got: unknown; expected: unknown } => {
  if (columns === null || row === undefined) return { got: row ?? null, expected: columns }
  const asked = Object.keys(columns)
  return {
    got: Object.fromEntries(Object.entries(row).filter(([column]) => asked.includes(column))),
    expected: numbered(nr, columns),
  }
}

/** What changes with a delivered RefLand. */
export function* landeOutcomes(nr: number, example: BorgerExample, tables: BorgerTables): Generator<Outcome> {
  if (example.medLande !== undefined)
    yield* outcomesOf(
      nr,
      { name: `with RefLand, ${example.name}`, held: [], borger: example.medLande },
      tables,
    )
}

/** One outcome after another, so that who looks for the first that differs need not wait for the rest. */
export function* borgerOutcomes(models: BorgerModels): Generator<Outcome> {
  for (const [nr, example] of borgerExamples.entries()) {
    const tablesWith = (lande: readonly Land[]): BorgerTables => {
      const history = historyOf([[nr, example]], lande)
      const basis = models.borgerBasis(history, SHIPPED)
      return {
        borgere: models.dimBorger(basis, RUN_MONTH),
        folketal: models.factBorger(basis, RUN_MONTH),
        bevægelser: models.factBorgerBevægelse(basis, RUN_MONTH),
      }
    }
    yield* outcomesOf(nr, example, tablesWith([]))
    if (example.medLande !== undefined) yield* landeOutcomes(nr, example, tablesWith(LANDE))
  }
  for (const [nr, example] of geografiExamples.entries()) {
    const basis = models.borgerBasis(geografiHistory([[nr, example]]), SHIPPED)
    yield {
      name: `DimGeografi: ${example.name}`,
      got: sorted(models.dimGeografi(basis)),
      expected: sorted(geografiRows(nr, example)),
    }
  }
}
