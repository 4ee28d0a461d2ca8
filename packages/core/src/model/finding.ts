import { findingMeaning, type Severity } from '../quality/finding-names.js'
import type { Sql } from '../sql/sql.js'
import type { ModelScope } from './model.js'

/** A look at an area's data that stops nothing: rows that a rule can live with, but somebody should know of. */
export interface FindingTest {
  /** Its name in `ops.quality`. */
  readonly test: string
  readonly severity: Severity
  readonly description: string
  /** The rows concerned, one each: `_kommune, _kildesystem, _leverance, _linje`. */
  readonly rows: (scope: ModelScope) => Sql
}

/**
 * Defines a finding. It is counted per kommune and kildesystem at each month-run that brought something new. A name of
 * the list `FINDINGS` has its severity from there; another is the area's own.
 *
 * @example
 * finding('ukendt sag', {
 *   description: 'En ydelse, hvis sag ikke er leveret',
 *   rows: () => sql`select ydelse._kommune, ydelse._kildesystem, … from ${KYYdelse} as ydelse anti join ${KYSag} as sag using (…)`,
 * })
 */
export const finding = (
  test: string,
  options: { readonly severity?: Severity; readonly description: string; readonly rows: FindingTest['rows'] },
): FindingTest => ({
  test,
  severity: options.severity ?? findingMeaning(test)?.severity ?? 'opmærksomhed',
  description: options.description,
  rows: options.rows,
})
