import { column, dimension, type Sql, sql } from '@flis/core'
import { KYAfgoerelse } from './contracts/ky-afgoerelse.js'

/** The types of decision that occur. Source: specification domains/ky.md, Dimensions. */
export const DimAfgørelsestype = dimension('DimAfgørelsestype', {
  natural: ['Afgørelsestype'],
  columns: {
    Afgørelsestype: column('VARCHAR', 'Afgørelsens type, som ydelsessystemet skriver den.', {
      data: 'økonomi',
    }),
  },
  description: 'Afgørelsestyper',
  sql: () => sql`
    select distinct Afgoerelsestype as Afgørelsestype
    from ${KYAfgoerelse} as afgoerelse`,
})

/**
 * The stretches of months of the rule afgoerelsestypeAfSag with the key to their type: _kommune, _kildesystem, SagId,
 * DimAfgørelsestype (−1 before the first decision), first_month, last_month.
 */
export const afgoerelsestypeByMonth = (stretches: Sql): Sql => sql`(
  select
    decided._kommune,
    decided._kildesystem,
    decided.SagId,
    coalesce(kind.DimAfgørelsestypeID, -1) as DimAfgørelsestype,
    decided.first_month,
    decided.last_month
  from ${stretches} as decided
  left join ${DimAfgørelsestype} as kind
    on kind.Afgørelsestype = decided.Afgoerelsestype
    and kind.DimAfgørelsestypeID <> -1
)`
