import {
  type Contract,
  dsaTable,
  OPEN_END,
  quoteIdent,
  quoteText,
  type Session,
  VERSION_COLUMNS,
} from '@flis/core'
import type { RaadataFile } from '../rows/raadata-rows.js'
import { typedColumns, typedRows } from '../rows/typed-rows.js'
import { logUnits } from './changes.js'

/** What orders the versions of one id; the id's own delivery and line make the last sort key unique. */
export const ORDER = '_opdateret nulls first, _rapport nulls first, _fra, _sha, _leverance, _linje'

/**
 * Brings resources into history by id. The versions of an id are a set, ordered by `meta.lastUpdated`, the report's
 * timestamp, extract time, SHA-256; so the order of arrival has no influence. The same version sent again counts
 * once, with its earliest extract.
 *
 * `_fra` = the extract that brought the version; `_til` = the first extract that knew a later one, but not before
 * `_fra`: a version that was already superseded when it came has an empty stretch (`_fra` = `_til`).
 *
 * @param only a table of keys: versions of these ids only
 */
export const historiseUpsert = async (
  session: Session,
  contract: Contract,
  files: readonly RaadataFile[],
  only?: string,
): Promise<void> => {
  if (files.length === 0) return
  const typed = typedColumns(contract).map(([name]) => quoteIdent(name))
  const version = VERSION_COLUMNS.map(([name]) => name)
  const columns = [...typed, '_kommune', '_kildesystem', '_fra', '_leverance', '_linje', ...version].join(
    ', ',
  )
  const key = contract.key.map(quoteIdent)
  const incoming = typedRows(contract, files, { quarantined: true, collapse: true })
  const chosen =
    only === undefined ? '' : `where (${key.join(', ')}) in (select ${key.join(', ')} from ${only})`
  await session.run(`create or replace temp table incoming as select ${columns} from ${incoming} ${chosen}`)
  const touched = `(${key.join(', ')}) in (select ${key.map((each) => `incoming.${each}`).join(', ')} from incoming)`
  await session.run(`create or replace temp table versions as
    select *,
      min(_fra) over (
        partition by ${key.join(', ')}
        order by ${ORDER}
        rows between 1 following and unbounded following
      ) as superseded
    from (
      select ${columns}
      from (
        select ${columns} from ${dsaTable(contract)} where ${touched}
        union all
        select ${columns} from incoming
      )
      qualify row_number() over (
        partition by ${[...key, ...version].join(', ')}
        order by _fra, _leverance, _linje
      ) = 1
    )`)
  await logUnits(session, contract, `(select * from ${dsaTable(contract)} where ${touched})`)
  await session.run(`delete from ${dsaTable(contract)} where ${touched}`)
  await session.run(`insert into ${dsaTable(contract)}
    select ${typed.join(', ')}, _kommune, _kildesystem, _fra,
      case when superseded is null then ${OPEN_END} else greatest(superseded, _fra) end,
      _leverance, _linje, ${version.join(', ')}
    from versions
    order by ${key.join(', ')}, ${ORDER}`)
  await logUnits(session, contract, 'versions')
  await session.run('drop table versions')
  await session.run('drop table incoming')
}

/**
 * Takes deliveries out of history. A version that they were the first to bring may have come again later, so the ids
 * concerned are made anew from the Rådata of the deliveries that stay.
 *
 * @param sealed rows that a checkpoint holds in place of deleted Rådata
 */
export const takeOutUpserts = async (
  session: Session,
  contract: Contract,
  deliveries: readonly string[],
  staying: readonly RaadataFile[],
  sealed?: string,
): Promise<void> => {
  const key = contract.key.map(quoteIdent).join(', ')
  await session.run(
    `create or replace temp table taken_out as
     select distinct ${key} from ${dsaTable(contract)} where _leverance in (${deliveries.map(quoteText).join(', ')})`,
  )
  const touched = `(${key}) in (select ${key} from taken_out)`
  await logUnits(session, contract, `(select * from ${dsaTable(contract)} where ${touched})`)
  await session.run(`delete from ${dsaTable(contract)} where ${touched}`)
  if (sealed !== undefined)
    await session.run(`insert into ${dsaTable(contract)} by name select * from ${sealed} where ${touched}`)
  await historiseUpsert(session, contract, staying, 'taken_out')
  await session.run('drop table taken_out')
}
