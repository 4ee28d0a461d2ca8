import { FLEXIBLE_RUNS, quoteText, type Session } from '@flis/core'

/** A table that a run changed which made no packages of an area. */
export interface ChangedElsewhere {
  readonly run: number
  readonly model: string
}

/**
 * Which of an area's tables were changed by runs that make no month packages of it: flexible runs, which also move facts of
 * other areas to citizens' new numbers, and runs of other areas alone. A version is compared with the one before it; where
 * that is no longer kept, everything counts as changed.
 */
export const changedElsewhere = async (
  session: Session,
  area: string,
  models: ReadonlySet<string>,
): Promise<readonly ChangedElsewhere[]> => {
  const rows = await session.rows(
    `with versions as (
       select nr, run, lag(nr) over (order by nr) as nr_before
       from ops.versions
       where not beside
     ),
     tables as (
       select
         version,
         model,
         string_agg(concat_ws(' ', layer, role, sha256), ',' order by layer, role, sha256) as files
       from ops.layers
       group by version, model
     )
     select versions.run, tables.model
     from versions
     join ops.runs as runs on runs.id = versions.run
     join tables on tables.version = versions.nr
     left join tables as tables_before
       on tables_before.version = versions.nr_before and tables_before.model = tables.model
     where (runs.kind in (${FLEXIBLE_RUNS.map(quoteText).join(', ')}) or not list_contains(string_split(runs.area, ', '), ${quoteText(area)}))
       and tables.files is distinct from tables_before.files
     order by versions.run, tables.model`,
  )
  return rows
    .map((row) => ({ run: Number(row.run), model: String(row.model) }))
    .filter((each) => models.has(each.model))
}
