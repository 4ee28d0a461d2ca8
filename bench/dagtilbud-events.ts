import { extractTime, KOMMUNE_CODES } from '@flis/core'
import { personnummer } from './borger-world.js'
import { type Delivered, OPEN } from './world.js'

/** The last day of the worlds' registrations; the day after it comes later, as a delivery of its own. */
export const LAST_DAY = '2024-12-30'

/** Registrations of a child on a day, on average. */
export const EVENTS_A_DAY = 6.45

/** A child's id in Aula. */
const barnUuid = (c: string): string =>
  `printf('%08x-0000-4000-8000-%012d', (hash(${c}, 70) & 4294967295)::bigint, (${c})::bigint)`

const kommune = (c: string): string => {
  const codes = KOMMUNE_CODES.map((each) => `'${each}'`).join(', ')
  return `([${codes}])[((${c}) % ${KOMMUNE_CODES.length} + 1)::integer]`
}

/** Some hundred children to an institution, all of one kommune. */
const institution = (c: string): string =>
  `printf('%06d', 100000 + ((${c}) % ${KOMMUNE_CODES.length})::bigint * 500 + ((${c}) // ${100 * KOMMUNE_CODES.length})::bigint)`

/** Statuses at minutes of a child's day: sick, absent, overnight, or there with some changes and seldom without a check-out. */
const day = `case
      when kind < 40 then [{'status': 1, 'at': 390 + early}]
      when kind < 80 then [{'status': 2, 'at': 400 + early}]
      when kind < 82 then [{'status': 3, 'at': 1320 + early % 60}, {'status': 8, 'at': 1440 + 390 + early % 60}]
      when kind < 980 then [
        {'status': 3, 'at': 390 + early}, {'status': 7, 'at': 560 + early % 20}, {'status': 5, 'at': 690},
        {'status': 3, 'at': 780}, {'status': 6, 'at': 840}, {'status': 3, 'at': 870}, {'status': 8, 'at': 900 + late}
      ]
      else [{'status': 3, 'at': 390 + early}, {'status': 4, 'at': 600}]
    end`

/**
 * Registrations of children 0 … `children` − 1 on `days` days up to a day, as SQL: in the order of AulaRegistrering's
 * columns, with `kommune`, day by day as they are delivered.
 */
export const registreringer = (children: number, days: number, last: string): string => `
  select
    'R' || dato || '-' || c || '-' || nr as RegistreringId,
    ${barnUuid('c')} as BarnUuid,
    ${institution('c')} as InstitutionSTIL,
    event.status::bigint as Status,
    ((dato::timestamp + to_seconds(event.at * 60 + (hash(c, dato, nr) % 60)::bigint)))::timestamptz as Tidspunkt,
    ${kommune('c')} as kommune,
    c
  from (
    select c, dato, unnest(events) as event, unnest(range(len(events))) as nr
    from (
      select *, ${day} as events
      from (
        select
          c, dato,
          (hash(c, dato, 71) % 1000)::integer as kind,
          (hash(c, dato, 72) % 150)::integer as early,
          (hash(c, dato, 73) % 120)::integer as late
        from (select (date '${last}' - ${days - 1} + d::integer)::date as dato from range(${days}) as numbers(d)) as dates,
          range(${children}) as born(c)
      )
    )
  )`

/** Which citizen each child is; of every twentieth Aula knows no number. */
export const boern = (children: number): string => `
  select ${barnUuid('c')} as BarnUuid, if(hash(c, 74) % 20 = 0, null, ${personnummer('c')}) as Personnummer,
    ${kommune('c')} as kommune, c
  from range(${children}) as born(c)`

/** Enrolments: most full time, some part time, a few without hours. */
export const indskrivninger = (children: number): string => `
  select
    'I' || c as IndskrivningId, ${personnummer('c')} as Personnummer, ${institution('c')} as InstitutionsNr,
    'Dagtilbud' as Pasningstilbud, date '2022-08-01' as StartDato,
    if(hash(c, 75) % 10 = 0, date '2024-11-30' + (hash(c, 76) % 60)::integer, null) as SlutDato,
    ([45.00, 37.00, 30.00, 25.00, 20.00, null])[(hash(c, 77) % 6 + 1)::integer]::decimal(5, 2) as Timer,
    ${kommune('c')} as kommune, c
  from range(${children}) as born(c)`

export const institutioner = (children: number): string => `
  select distinct on (${institution('c')})
    ${institution('c')} as InstitutionsNr, 'Institution' as Navn, 'Kommunal' as Ejerform, ${kommune('c')} as AdmKommuneKode,
    ${kommune('c')} as kommune, c
  from range(${children}) as born(c)
  order by ${institution('c')}, c`

/** The system columns of rows with `kommune` and `c`: numbering them would take longer than all else. */
export const systemOf = ({ kildesystem, month, loebenr, file }: Delivered): string =>
  `kommune, '${kildesystem}', ${extractTime(month, loebenr)}, ${OPEN},
      replace('${kildesystem}:${file('????')}', '????', kommune), c::bigint + 2`
