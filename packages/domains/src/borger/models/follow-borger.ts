import { type Follow, follow, sql } from '@flis/core'
import { DimBorger, personensEnhed } from '@flis/dm'

/** Citizens whose row in DimBorger comes, goes, or changes in a column that a fact of citizens takes over. */
export const followBorger = (columns: readonly string[]): Follow =>
  follow(
    DimBorger,
    (members) => sql`select ${personensEnhed('borger.Personnummer')} as unit from ${members} as borger`,
    { columns, byKey: true },
  )
