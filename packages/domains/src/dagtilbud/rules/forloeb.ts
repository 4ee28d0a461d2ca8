import { raw, type Sql, sql } from '@flis/core'
import { CHECKET_UD, FRAVAERENDE, SYG, TIL_STEDE } from './registrering.js'

/** Whose events they are: ids of children are unique within a kommune's system. */
export const BARN_OG_INSTITUTION = '_kommune, _kildesystem, BarnUuid, InstitutionSTIL'

/** Events in order: by instant; at the same one checking out comes last, the others by their id as text. */
export const RAEKKEFOELGE = `Tidspunkt, Status = ${CHECKET_UD}, RegistreringId`

/** What in a column of `forloeb` is an early check-out, no registration. */
export const TIDLIGT_CHECKUD = 0

/** The first event of the date that begins another registration, or checks out. */
const foersteAndet = (registrering: number): string =>
  `lead(case when Registrering is distinct from ${registrering} then Tidspunkt end ignore nulls) over dag`

/**
 * Forløb: what events of one child at one institution on one date begin. An event begins a stretch that lasts to the next
 * event; stretches of one registration that follow each other are one. Checking out begins none.
 *
 * Gives for each: Registrering, Dato, Start, Slut (the event of the date that ends it; NULL where there is none: it is the
 * date's last), Sidste (the date's last event), _unit; and whose it is. Beside them the check-outs that come first on a date,
 * not later than 12:00, which may end what ran at midnight: Registrering 0, Start.
 *
 * One pass over the events, by date: what precedes an event, and the first that is something else, are looked for in the same
 * window, whose order costs most of it. What no status ends is left out only after it.
 *
 * Source: specification Dagtilbud, FactDagtilbudKommeGå, "Each event starts a stretch …".
 *
 * @param haendelser events: AulaRegistrering's columns with Lokal (Danish wall time) and Registrering
 * @example sql`with forloeb as ${forloeb(sql`haendelser`)} select … from forloeb`
 */
export const forloeb = (haendelser: Sql): Sql => sql`(
  with daterede as (
    select
      *,
      Lokal::date as Dato,
      Lokal::time <= time '12:00' as ErFormiddag
    from ${haendelser} as haendelser
  ),
  i_orden as (
    select
      ${raw(BARN_OG_INSTITUTION)},
      Dato,
      ErFormiddag,
      Registrering,
      Tidspunkt,
      _unit,
      lag(coalesce(Registrering, ${TIDLIGT_CHECKUD}), 1, -1) over dag as Forrige,
      ${raw(foersteAndet(TIL_STEDE))} as EfterTilStede,
      ${raw(foersteAndet(FRAVAERENDE))} as EfterFraværende,
      ${raw(foersteAndet(SYG))} as EfterSyg,
      last_value(Tidspunkt) over (dag rows between unbounded preceding and unbounded following) as Sidste
    from daterede
    window dag as (partition by _unit, ${raw(BARN_OG_INSTITUTION)}, Dato order by ${raw(RAEKKEFOELGE)})
  )
  select
    ${raw(BARN_OG_INSTITUTION)},
    Dato,
    coalesce(Registrering, ${TIDLIGT_CHECKUD}) as Registrering,
    Tidspunkt as Start,
    case Registrering
      when ${TIL_STEDE} then EfterTilStede
      when ${FRAVAERENDE} then EfterFraværende
      when ${SYG} then EfterSyg
    end as Slut,
    Sidste,
    _unit
  from i_orden
  where Forrige <> Registrering
    or (Registrering is null and Forrige = -1 and ErFormiddag)
)`
