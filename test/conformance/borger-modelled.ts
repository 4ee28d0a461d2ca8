// All tables of Borger by the plain models, as lines, beside those of a warehouse.

import { SHIPPED_LANDE } from '../reference/arbitraries-borger.js'
import { type BorgerHistory, borgerBasis } from '../reference/borger-basis.js'
import { factBorgerBevægelse } from '../reference/borger-bevaegelser.js'
import { dimBorger } from '../reference/borger-dim.js'
import { factBorger } from '../reference/borger-folketal.js'
import { dimGeografi } from '../reference/borger-geografi.js'
import type { BorgerBasis } from '../reference/borger-rows.js'
import type { BorgerWarehouseTables } from './borger-warehouse.js'

/** One line a row, sorted, so that a difference is read at a glance. */
export const linesOf = ({ borgere, folketal, bevægelser, geografi }: BorgerWarehouseTables): string[] =>
  [
    ...borgere.map((row) => `DimBorger ${JSON.stringify(row)}`),
    ...folketal.map((row) => `FactBorger ${JSON.stringify(row)}`),
    ...bevægelser.map((row) => `FactBorgerBevægelse ${JSON.stringify(row)}`),
    ...geografi.map((row) => `DimGeografi ${JSON.stringify(row)}`),
  ].sort()

export const tablesOf = (basis: BorgerBasis, month: string, day?: string): BorgerWarehouseTables => ({
  borgere: dimBorger(basis, month, day),
  folketal: factBorger(basis, month),
  bevægelser: factBorgerBevægelse(basis, month),
  geografi: dimGeografi(basis),
})

export const modelled = (history: BorgerHistory, month: string, day?: string): BorgerWarehouseTables =>
  tablesOf(borgerBasis(history, SHIPPED_LANDE), month, day)
