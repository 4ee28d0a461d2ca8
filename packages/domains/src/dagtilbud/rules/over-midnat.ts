import { raw, type Sql, sql, unitOnDay } from '@flis/core'
import { BARN_OG_INSTITUTION, TIDLIGT_CHECKUD } from './forloeb.js'
import { TIL_STEDE } from './registrering.js'

const SIXTEEN_HOURS = 16 * 3600 * 1_000_000

/**
 * Over midnat: a child that is present stays over midnight only when the next event checks it out within 16 hours of real
 * time, on the next Danish date.
 *
 * @param sidste expression of the instant of the last event before @param checkud of that of checking out
 */
export const indenForSekstenTimer = (sidste: string, checkud: string): string =>
  `(epoch_us(${checkud}) - epoch_us(${sidste}) <= ${SIXTEEN_HOURS})`

/**
 * Over midnat: what is still going on at the end of a date. A presence runs over midnight only if the next event checks the
 * child out, on the next date not later than 12:00, and within 16 hours; it is cut at midnight, and the second part is of the
 * next date. Otherwise a presence has no end: `manglende checkud`. An absence is then of the whole day, without an end.
 *
 * The next event checks the child out where a check-out comes first on the next date.
 *
 * Gives the columns of `forloeb` without Sidste; _unit is that of the row's date.
 *
 * Source: specification Dagtilbud, FactDagtilbudKommeGå, "A presence (3–7) runs over local midnight …".
 *
 * @param samlede stretches of each date @param forloeb those with early check-outs
 * @example sql`select … from ${overMidnat(sql`samlede`, sql`forloeb`)} as dele`
 */
export const overMidnat = (samlede: Sql, forloeb: Sql): Sql => sql`(
  with ved_midnat as (
    select samlede.*, checkud.Start as Checkud
    from ${samlede} as samlede
    left join (
      select ${raw(BARN_OG_INSTITUTION)}, Dato - 1 as Dato, Start
      from ${forloeb} as alle
      where Registrering = ${TIDLIGT_CHECKUD}
    ) as checkud
      using (${raw(BARN_OG_INSTITUTION)}, Dato)
    where samlede.Registrering = ${TIL_STEDE}
      and samlede.Slut is null
  ),
  dele as (
    select
      * exclude (Dato, Start, Slut),
      unnest(
        case
          when ${raw(indenForSekstenTimer('Sidste', 'Checkud'))}
          then [
            {'Dato': Dato, 'Start': Start, 'Slut': (Dato + 1)::timestamptz},
            {'Dato': Dato + 1, 'Start': (Dato + 1)::timestamptz, 'Slut': Checkud}
          ]
          else [{'Dato': Dato, 'Start': Start, 'Slut': null::timestamptz}]
        end
      ) as del
    from ved_midnat
  )
  select ${raw(BARN_OG_INSTITUTION)}, Dato, Registrering, Start, Slut, _unit
  from ${samlede} as samlede
  where Registrering <> ${TIL_STEDE}
    or Slut is not null
  union all
  select
    ${raw(BARN_OG_INSTITUTION)},
    del.Dato,
    Registrering,
    del.Start,
    del.Slut,
    ${unitOnDay('_unit', 'del.Dato')}
  from dele
  where del.Slut is distinct from del.Start
)`
