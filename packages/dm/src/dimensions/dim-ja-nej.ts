import { column, dimension, sql } from '@flis/core'

/** 1 Ja, 0 Nej, −1 Ukendt: the key is the code. Source: specification 3.3. */
export const DimJaNej = dimension('DimJaNej', {
  coded: (code) => `(${code})::integer`,
  columns: { JaNej: column('VARCHAR', 'Ja, Nej eller Ukendt') },
  description: 'Ja eller nej',
  sql: () => sql`
    select DimJaNejID, JaNej
    from (values (1, 'Ja'), (0, 'Nej')) as answers(DimJaNejID, JaNej)`,
})
