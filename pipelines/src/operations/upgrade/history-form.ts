import {
  columnType,
  contractsOf,
  type Dataomraade,
  fail,
  isHistorised,
  type Session,
  systemColumns,
} from '@flis/core'

/** Rows are written to DSA_HIST by place: other columns, and the same in another order, are another form. */
const formsThere = async (session: Session): Promise<ReadonlyMap<string, string>> => {
  const rows = await session.rows(
    `select table_name as name, string_agg(column_name || ' ' || data_type, ', ' order by column_index) as form
     from duckdb_columns()
     where schema_name = 'dsa_hist' and database_name = current_database()
     group by table_name`,
  )
  return new Map(rows.map((row) => [String(row.name), String(row.form)]))
}

/**
 * Contracts whose tables of DSA_HIST have not the columns that the contract says: an earlier flis, or an earlier
 * contract, has made them. By name.
 *
 * @example await otherForms(session, [ky]) // []
 */
export const otherForms = async (
  session: Session,
  areas: readonly Dataomraade[],
): Promise<readonly string[]> => {
  const there = await formsThere(session)
  return contractsOf(areas)
    .filter((contract) => {
      const form = there.get(contract.name)
      const columns = [
        ...Object.entries(contract.fields).map(([name, field]) => [name, columnType(field)] as const),
        ...systemColumns(contract),
      ]
      return (
        isHistorised(contract) &&
        form !== undefined &&
        form !== columns.map(([name, type]) => `${name} ${type}`).join(', ')
      )
    })
    .map((each) => each.name)
    .sort()
}

/** Refuses to write to tables of another form (C007): nothing but making them anew from Rådata gives them the present one. */
export const requireForms = async (session: Session, areas: readonly Dataomraade[]): Promise<void> => {
  const [first, ...more] = await otherForms(session, areas)
  if (first !== undefined)
    fail('C007', {
      contract: [first, ...more].slice(0, 5).join(', '),
      left: 'nothing has been changed',
    })
}
