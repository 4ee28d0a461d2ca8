import { raw, type Sql, sql } from '@flis/core'
import { BARN_OG_INSTITUTION, TIDLIGT_CHECKUD } from './forloeb.js'

/**
 * Sammenlægning: stretches that last no time are left out, and then those of one date and registration of which one begins
 * where the other ends become one. A stretch without an end makes the whole without one.
 *
 * `forloeb` has made one of events that follow each other; stretches still meet only where one between them lasted no time
 * (events of one instant). These dates are few, and only they are ordered again. Dates are told by `_unit`: of two that had
 * one number, one would be ordered again for nothing.
 *
 * Gives the columns of `forloeb`, without early check-outs.
 *
 * Source: specification Dagtilbud, FactDagtilbudKommeGå, "Neighbouring stretches …".
 *
 * @param forloeb stretches as the rule of that name gives them
 * @example sql`select … from ${sammenlaegning(sql`forloeb`)} as samlede`
 */
export const sammenlaegning = (forloeb: Sql): Sql => sql`(
  with uden_varighed as (
    select _unit
    from ${forloeb} as alle
    where Slut = Start
  ),
  markerede as (
    select
      *,
      coalesce(lag(Registrering) over i_orden = Registrering and lag(Slut) over i_orden = Start, false) as Fortsat
    from ${forloeb} as alle
    where Registrering <> ${TIDLIGT_CHECKUD}
      and Slut is distinct from Start
      and _unit in (select _unit from uden_varighed)
    window i_orden as (partition by ${raw(BARN_OG_INSTITUTION)}, Dato order by Start)
  ),
  nummererede as (
    select
      *,
      count_if(not Fortsat) over (partition by ${raw(BARN_OG_INSTITUTION)}, Dato order by Start) as Nummer
    from markerede
  )
  select ${raw(BARN_OG_INSTITUTION)}, Dato, Registrering, Start, Slut, Sidste, _unit
  from ${forloeb} as alle
  where Registrering <> ${TIDLIGT_CHECKUD}
    and _unit not in (select _unit from uden_varighed)
  union all
  select
    ${raw(BARN_OG_INSTITUTION)},
    Dato,
    Registrering,
    min(Start) as Start,
    case when count(*) = count(Slut) then max(Slut) end as Slut,
    Sidste,
    _unit
  from nummererede
  group by ${raw(BARN_OG_INSTITUTION)}, Dato, Registrering, Nummer, Sidste, _unit
)`
