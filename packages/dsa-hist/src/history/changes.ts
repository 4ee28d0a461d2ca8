import { type Contract, dsaTable, quoteIdent, quoteText, type Session, unitExpression } from '@flis/core'

/**
 * The log of changed units (`ops.changes`): which units of a contract got other rows, so that the models that read
 * them recompute just these. `unit` NULL = all units of the kommune.
 */
const nextChange = async (session: Session): Promise<bigint> => {
  const [last] = await session.rows(`delete from ops.meta where name = 'change_seq' returning value`)
  const seq = last === undefined ? 1n : BigInt(String(last.value)) + 1n
  await session.run(`insert into ops.meta values ('change_seq', '${seq}')`)
  return seq
}

/** All of a kommune's rows of a contract are new. */
export const logWhole = async (
  session: Session,
  contract: Contract,
  kommuner: readonly string[],
): Promise<void> => {
  if (kommuner.length === 0) return
  const seq = await nextChange(session)
  await session.run(
    `insert into ops.changes
     select ${seq}, ${quoteText(contract.name)}, kommune, null
     from (values ${[...new Set(kommuner)].map((each) => `(${quoteText(each)})`).join(', ')}) as k(kommune)`,
  )
}

/** The units of the rows that a query gives (with the contract's columns, `_kommune`, `_kildesystem`). */
export const logUnits = async (session: Session, contract: Contract, rows: string): Promise<void> => {
  const seq = await nextChange(session)
  await session.run(
    `insert into ops.changes
     select distinct ${seq}, ${quoteText(contract.name)}, _kommune, ${unitExpression(contract)}
     from ${rows}
     order by all`,
  )
}

/** Units that a delta touches: those of the new rows, and those of the rows that they take the place of. */
export const deltaUnits = (
  contract: Contract,
  scopes: readonly { readonly kommune: string; readonly kildesystem: string }[],
): string => {
  const inScope = (alias: string): string =>
    `(${alias}._kommune, ${alias}._kildesystem) in (${scopes
      .map((each) => `(${quoteText(each.kommune)}, ${quoteText(each.kildesystem)})`)
      .join(', ')})`
  const day = contract.unitDay === undefined ? [] : [contract.unitDay]
  const columns = [...contract.key, ...contract.unit, ...day, '_kommune', '_kildesystem']
  const list = (alias: string): string =>
    [...new Set(columns)].map((each) => `${alias}.${quoteIdent(each)}`).join(', ')
  const delta = quoteIdent(`delta_${contract.name}`)
  return `(
    select ${list('fresh')}
    from ${delta} as fresh
    where fresh.change <> 'gone' and ${inScope('fresh')}
    union all
    select ${list('held')}
    from ${dsaTable(contract)} as held
    join ${delta} as change on change.held_row = held.rowid
    where ${inScope('held')}
  )`
}
