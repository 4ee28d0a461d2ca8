import { KOMMUNE_CODES, quoteText } from '@flis/core'

/** Chance that is none: the `n`th of the numbers that belong to a case or a ydelse. */
const drawn = (n: number, below: number): string => `(hash(i, ${n}) % ${below})::integer`

/** Kommune number j of 98 has 2 j + 1 parts of 98²: the largest has 2 %, the smallest next to nothing. */
export const kommuneOf = (draw: (n: number, below: number) => string): string =>
  `[${KOMMUNE_CODES.map(quoteText).join(', ')}][1 + floor(sqrt(${draw(0, 98 * 98)}))::integer]`

const cases = (n: number): string => `create temp table cases as
  with opened as (
    select
      i,
      ${kommuneOf(drawn)} as kommune,
      date '2020-01-01' + ${drawn(1, 1796)} as oprettet,
      case when ${drawn(2, 100)} < 90 then ${drawn(3, 20)} end as days_to_oplysning,
      case
        when ${drawn(4, 100)} < 84 then 'Bevilget'
        when ${drawn(4, 100)} < 92 then 'Afslag'
        when ${drawn(4, 100)} < 96 then 'Henlagt'
      end as udfald
    from range(${n}) as numbers(i)
  ),
  decided as (
    select *, oprettet + coalesce(days_to_oplysning, 0) + 3 + ${drawn(5, 45)} as afgjort
    from opened
  ),
  closed as (
    select
      *,
      case when udfald = 'Bevilget' and ${drawn(6, 100)} < 60 then afgjort + 60 + ${drawn(7, 900)} end as lukket
    from decided
  ),
  reopened as (
    select *, case when ${drawn(8, 100)} < 5 then lukket + 1 + ${drawn(9, 200)} end as genaabnet
    from closed
  )
  select *, case when ${drawn(10, 100)} < 50 then genaabnet + 30 + ${drawn(11, 300)} end as genlukket
  from reopened
  order by kommune, i`

/**
 * Of 200 cases one has a state before its creation, one is closed without a decision first, one is opened and closed
 * again on the day of its closing, and one some days after it for part of a day.
 */
const states = `create temp table states as
  with paths as (
    select
      kommune,
      i,
      list_filter(
        [
          {'tilstand': 'Under Oplysning', 'fra': case when ${drawn(13, 200)} = 0 then oprettet - 3 end},
          {'tilstand': 'Oprettet', 'fra': case when ${drawn(12, 100)} < 70 then oprettet end},
          {'tilstand': 'Under Oplysning', 'fra': oprettet + days_to_oplysning},
          {'tilstand': 'Afsluttet', 'fra': case when ${drawn(13, 200)} = 1 then oprettet + days_to_oplysning + 1 end},
          {'tilstand': 'Under Oplysning', 'fra': case when ${drawn(13, 200)} = 1 then oprettet + days_to_oplysning + 2 end},
          {'tilstand': udfald, 'fra': case when udfald is not null then afgjort end},
          {'tilstand': 'Afsluttet', 'fra': lukket},
          {'tilstand': 'Under Oplysning', 'fra': case when ${drawn(13, 200)} = 2 then lukket end},
          {'tilstand': 'Afslag', 'fra': case when ${drawn(13, 200)} = 2 then lukket end},
          {'tilstand': 'Under Oplysning', 'fra': case when ${drawn(13, 200)} = 3 then lukket + 1 end},
          {'tilstand': 'Afsluttet', 'fra': case when ${drawn(13, 200)} = 3 then lukket + 1 end},
          {'tilstand': 'Under Oplysning', 'fra': genaabnet},
          {'tilstand': 'Bevilget', 'fra': genaabnet + 5},
          {'tilstand': 'Afsluttet', 'fra': genlukket}
        ],
        lambda step: step.fra <= date '2024-12-31'
      ) as steps
    from cases
  )
  select kommune, i, unnest(range(1, len(steps) + 1)) as sekvens, steps[sekvens] as step
  from paths
  order by kommune, i, sekvens`

/** Two ydelser to a case, about 13 months each; 16 % belong to cases that were never Bevilget. */
const ydelser = (n: number): string => `create temp table ydelser as
  with placed as (
    select i, (i // 2) as sag
    from range(${n}) as numbers(i)
  ),
  started as (
    select
      placed.i,
      placed.sag,
      cases.kommune,
      case
        when hash(placed.i, 20) % 10 < 8 then cases.afgjort + (hash(placed.i, 21) % 30)::integer
        when hash(placed.i, 20) % 10 < 9 then cases.afgjort - (hash(placed.i, 21) % 30)::integer
        else cases.afgjort + 30 + (hash(placed.i, 21) % 300)::integer
      end as start,
      cases.lukket
    from placed
    join cases on cases.i = placed.sag
  ),
  ended as (
    select
      *,
      case
        when hash(i, 22) % 100 < 48 then start + 14 + (hash(i, 23) % 900)::integer
        when hash(i, 22) % 100 < 74 and lukket >= start then lukket
      end as slut
    from started
  )
  select i, sag, kommune, start, case when slut <= date '2024-12-31' or hash(i, 24) % 4 = 0 then slut end as slut
  from ended
  order by kommune, sag, i`

/** Three tasks to a case; one in ten of no case of its own, one in ten still open, one in 200 closed without a date. */
const opgaver = (n: number): string => `create temp table opgaver as
  with placed as (
    select i, (i // 3) as sag
    from range(${n}) as numbers(i)
  ),
  opened as (
    select
      placed.i,
      placed.sag,
      cases.kommune,
      cases.oprettet + case when placed.i % 3 = 0 then 0 else (hash(placed.i, 50) % 400)::integer end as oprettet
    from placed
    join cases on cases.i = placed.sag
  ),
  ended as (
    select
      *,
      case when hash(i, 51) % 10 < 9 then oprettet + (hash(i, 52) % 90)::integer end as slut
    from opened
  )
  select
    i,
    case when hash(i, 53) % 10 < 9 then sag end as sag,
    kommune,
    oprettet,
    case
      when slut is null or slut > date '2024-12-31' then 'Åben'
      when hash(i, 54) % 20 = 0 then 'Afbrudt'
      else 'Gennemført'
    end as tilstand,
    case when slut <= date '2024-12-31' and hash(i, 55) % 200 <> 0 then slut end as slut
  from ended
  where oprettet <= date '2024-12-31'
  order by kommune, sag, i`

/** A decision when a case is decided and one when its ydelser end; one in five is made again some days later. */
const afgoerelser = `create temp table afgoerelser as
  with decided as (
    select
      kommune,
      i as sag,
      unnest([
        {'nr': 1, 'dato': case when udfald is not null then afgjort end, 'type': udfald},
        {'nr': 2, 'dato': lukket, 'type': 'Ophør'}
      ]) as afgoerelse
    from cases
  ),
  repeated as (
    select
      kommune,
      sag,
      sag * 2 + afgoerelse.nr as i,
      afgoerelse.dato as dato,
      afgoerelse.type as type,
      unnest(range(1, case when hash(sag, afgoerelse.nr, 60) % 5 = 0 then 3 else 2 end)) as raekke
    from decided
    where afgoerelse.dato is not null
  )
  select
    kommune,
    sag,
    i,
    raekke,
    case when raekke = 2 and type = 'Bevilget' then 'Delvis bevilling' else type end as type,
    (dato + ((raekke - 1) * (1 + hash(i, 61) % 20))::integer)::timestamp
      + to_minutes(480 + (hash(i, raekke, 62) % 480)::integer) as tidspunkt
  from repeated
  where dato + ((raekke - 1) * (1 + hash(i, 61) % 20))::integer <= date '2024-12-31'
  order by kommune, sag, i, raekke`

/**
 * Temporary tables of what happens in KY in five years: `cases`, `states`, `ydelser` (so many as said; half as many
 * cases), `opgaver`, `afgoerelser`; drawn by hashes, so always the same.
 */
export const kyTables = (n: number): readonly string[] => [
  cases(Math.ceil(n / 2)),
  states,
  ydelser(n),
  opgaver(Math.ceil((n * 3) / 2)),
  afgoerelser,
]
