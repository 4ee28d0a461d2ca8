import { type Contract, joined, quoteIdent, type Relation, raw, type Sql, sql } from '@flis/core'

/**
 * The rows of a reference table, one for each key: several may deliver the same table, and then the version counts
 * that came with the latest extract. Rows that a later delivery no longer holds stay, with `_sidst` as the end of
 * their validity. Source: specification 3.2.
 *
 * @param rows where a model by unit reads it: `everyUnit(of)`
 * @example sql`select Navn from ${newestReference(RefKommune)} as kommuner where KommuneKode = '0751'`
 */
export const newestReference = (of: Contract, rows: Relation = of): Sql => {
  const key = of.key.map((each) => raw(quoteIdent(each)))
  const columns = [...Object.keys(of.fields), '_sidst'].map((each) => raw(quoteIdent(each)))
  return sql`(
    select ${joined(columns, ', ')}
    from ${rows} as delivered
    qualify row_number() over (
      partition by ${joined(key, ', ')}
      order by _sidst is null desc, _fra desc, _kildesystem
    ) = 1
  )`
}
