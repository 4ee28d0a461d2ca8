/**
 * The klassetrin that a text says, in SQL: 0 to 10, NULL for what is outside or not understood. A number (`0`, `10`), or
 * a label (`Børnehaveklasse` = 0, `7. klasse` = 7), exactly so written.
 *
 * Source: specification Borger, "DimGeografi and skoledistrikt".
 *
 * @param column a text column in SQL
 * @example klassetrin('"SlutTrin"') // case when … end
 */
export const klassetrin = (column: string): string =>
  `case
        when ${column} = 'Børnehaveklasse' then 0
        when regexp_full_match(${column}, '(\\d|10)(\\. klasse)?') then regexp_extract(${column}, '^\\d+')::integer
      end`
