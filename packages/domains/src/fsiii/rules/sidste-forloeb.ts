import { type Contract, OPEN_END, raw, type Sql, sql, versionsOf } from '@flis/core'

/**
 * Sidste forløb: when a resource was first reported as it is now: the Danish date of the first report of the unbroken
 * run of versions, up to the newest, of which a condition holds. A later report that merely says it again moves nothing;
 * one that says otherwise breaks the run.
 *
 * Versions told of another person belong to another unit: they cannot be seen when this one is recomputed.
 *
 * Gives one row for each asked resource whose newest version fits: Id, _unit, Meldt (DATE).
 *
 * Source: specification FSIII, "the first report after which it is not ErAktiv", "the report that said so".
 *
 * @param condition of the contract's columns, as SQL; never NULL
 * @param asked ids to look at, a row source of one column
 * @example sql`select Id, Meldt from ${sidsteForloeb(FSIIITilstand, 'not ErAktiv', sql`(select Id from ended)`)} as forløb`
 */
export const sidsteForloeb = (contract: Contract, condition: string, asked: Sql): Sql => sql`(
  with fra_den_nyeste as (
    select
      Id,
      _unit,
      _rapport,
      row_number() over nyeste_foerst as nr,
      bool_or(not (${raw(condition)})) over (
        nyeste_foerst rows between unbounded preceding and current row
      ) as brudt
    from ${versionsOf(contract)}
    where Id in ${asked}
    window nyeste_foerst as (
      partition by Id, _unit
      order by
        _til = ${OPEN_END} desc,
        _opdateret desc nulls last,
        _rapport desc nulls last,
        _fra desc,
        _sha desc
    )
  )
  select Id, _unit, arg_max(_rapport, nr)::date as Meldt
  from fra_den_nyeste
  where not brudt
  group by Id, _unit
)`
