import { type Contract, quoteIdent, quoteText, type Session, sha256Text } from '@flis/core'
import { enginePath, raadataFolder } from './raadata-part.js'

interface ShownColumn {
  readonly name: string
  /** Some counted file has it; otherwise it is NULL everywhere. */
  readonly present: boolean
}

/** The contract's columns, then those of its counted files that it does not know. */
const columnsOf = (contract: Contract, present: readonly string[]): readonly ShownColumn[] => {
  const known = Object.keys(contract.fields)
  // files are read by name, and there the engine takes capitals and small letters for the same
  const unknown = new Map(
    present.filter((name) => !known.includes(name)).map((name) => [name.toLowerCase(), name]),
  )
  return [
    ...known.map((name) => ({ name, present: present.includes(name) })),
    ...[...unknown.values()].map((name) => ({ name, present: true })),
  ]
}

const viewSql = (
  root: string,
  contract: Contract,
  columns: readonly ShownColumn[],
  rowByRow: boolean,
): string => {
  const texts = columns.map(({ name, present }) =>
    present ? `rows.${quoteIdent(name)}` : `null::varchar as ${quoteIdent(name)}`,
  )
  const file = rowByRow ? 'coalesce(part.file, rows._fil)' : 'part.file'
  const files = enginePath(`${root}/${raadataFolder(contract.name)}`, '/*.parquet')
  return `create or replace view raadata.${quoteIdent(contract.name)} as
    select
      ${texts.join(',\n      ')},
      part.delivery as _leverance,
      ${file} as _fil,
      coalesce(rows._linje, rows.file_row_number + 2) as _linje
    from read_parquet(${files}, union_by_name = true, filename = true, file_row_number = true) as rows
    join ops.raadata as part
      on part.contract = ${quoteText(contract.name)}
      and rows.filename = ${quoteText(`${root}/`)} || part.path`
}

/**
 * Makes the view `raadata."<Kontrakt>"` over every file that the ledger counts, with `_leverance, _fil, _linje`. It
 * is made anew only when its columns or the warehouse's place have changed: making it reads every file's footer.
 *
 * @param root the warehouse folder, absolute
 *
 * @example await showRaadata(session, env.warehouse.paths.root, KYSag) // select * from raadata."KYSag"
 */
export const showRaadata = async (session: Session, root: string, contract: Contract): Promise<void> => {
  const [counted] = await session.rows(
    `select count(*) as files, bool_or(file is null) as row_by_row,
       list_sort(list_distinct(flatten(list(columns)))) as columns
     from ops.raadata
     where contract = ${quoteText(contract.name)}`,
  )
  if (counted === undefined || counted.files === 0n) return
  const present = (counted.columns as unknown as { readonly items: readonly string[] }).items
  const view = viewSql(root, contract, columnsOf(contract, present), counted.row_by_row === true)
  const name = quoteText(`view raadata.${contract.name}`)
  const shown = await session.value(
    `select count(*)
     from ops.meta
     where name = ${name}
       and value = ${quoteText(sha256Text(view))}
       and exists (
         select 1
         from duckdb_views()
         where schema_name = 'raadata' and view_name = ${quoteText(contract.name)}
       )`,
  )
  if (shown !== 0n) return
  await session.run(view)
  await session.run(`delete from ops.meta where name = ${name}`)
  await session.run(`insert into ops.meta values (${name}, ${quoteText(sha256Text(view))})`)
}
