import { quoteText } from '@flis/core'

/** What a delivery of Aula tells of: what was delivered after one day, up to and with another. */
export interface Window {
  readonly kommune: string
  readonly since: string
  readonly shown: string
}

/** A child of one institution in forty is there by night, every third one: so nights, and clocks that change, are told of. */
const NIGHT = '(institution % 40 = 1 and nr % 10 = 3)'

/** Some days of a delivery, both included. */
export interface Days {
  readonly from: string
  readonly to: string
}

const event = (status: number, second: string): string => `{'status': ${status}, 'sekund': ${second}}`
const list = (...events: readonly (readonly [status: number, second: string])[]): string =>
  `[${events.map(([status, second]) => event(status, second)).join(', ')}]`

const IN = [3, 'kommer'] as const
const OUT = [8, 'gaar'] as const

/** Between coming and going: three to seven events; small children sleep, the others go on trips. */
const BETWEEN = `(case
      when dag - foedt < 1100
        then ${list([7, 'kommer + 1800'], [6, '35000 + x'], [3, '37000 + x'], [5, '41000 + x'], [3, '47000 + x'], [7, '48500 + x'], [3, '50000 + x'])}
      else ${list([7, 'kommer + 1800'], [4, '35000 + x'], [3, '43000 + x'], [6, '45000 + x'], [3, '47000 + x'], [7, '48500 + x'], [3, '50000 + x'])}
    end)[1 : 3 + (x % 5)::integer]`

/**
 * What is registered of a child on a day: of a hundred days three sick, six away, two without a check-out, a few fetched
 * sick, come late or checked in twice; else coming, what the day brings, and going. Seconds are of the day's clock.
 */
const EVENTS = `case
      when nat and nr // 10 % 2 = 0 then ${list([3, '-7200 + x'], [8, '23400 + x'])}
      when nat then ${list([3, '5400 + x'], [8, '23400 + x'])}
      when slags < 30 then ${list([1, 'kommer'])}
      when slags < 80 then ${list([2, 'kommer'])}
      when slags < 90 then ${list([0, 'kommer'])}
      when slags < 105 then ${list(IN, [1, 'gaar - 7200'])}
      when slags < 125 then ${list(IN)} || ${BETWEEN}
      when slags < 130 then ${list(IN, IN, OUT)}
      when slags < 140 then ${list([2, '21600'], [3, 'kommer + 5400'], OUT)}
      else ${list(IN)} || ${BETWEEN} || ${list(OUT)}
    end`

/** A few days' events after the first come up to nineteen days late; a few last ones are corrected within nine. */
const LATE = '(nr * 7919 + dag_nummer) % 151 = 0'
const CORRECTED = '(nr * 4391 + dag_nummer) % 173 = 7'
const DELAYED = 20

/** An instant as a Danish time with its offset; before 02:00 the offset is that of the day before. */
const TIDSPUNKT = `strftime(dag::timestamp + to_seconds(sekund), '%Y-%m-%dT%H:%M:%S')
        || case when sommertid(case when sekund < 7200 then dag - 1 else dag end) then '+02:00' else '+01:00' end`

/**
 * The events that a kommune's delivery brings on some of its days (`from` … `to`): those of the day, those that are late,
 * and corrections of what an earlier delivery held. Nothing from before `first`. Reads `indskrivninger`.
 */
export const aulaLines = ({ kommune, since }: Window, slice: Days, first: string): string => `
  with days as (
    select unnest(range(
      greatest(date ${quoteText(first)}, date ${quoteText(slice.from)} - ${DELAYED}),
      date ${quoteText(slice.to)} + 1,
      interval 1 day
    ))::date as dag
  ),
  child_days as (
    select
      nr,
      del,
      foedt,
      institution,
      uuid,
      dag,
      dag - date '2000-01-01' as dag_nummer,
      ${NIGHT} as nat,
      ${LATE} as sen,
      ${CORRECTED} as rettes
    from indskrivninger
    join days on fra <= dag and til >= dag
    where kommune = ${Number(kommune)}
      and (dag >= date ${quoteText(slice.from)} or sen or rettes)
      and case when nat then (nr + dag_nummer) % 3 = 0 else dayofweek(dag) between 1 and 5 end
  ),
  drawn as (
    select
      *,
      bits_low('aula', nr, dag_nummer) as m,
      draw(m, 0, 1000) as slags,
      23400 + draw(m, 1, 9000) as kommer,
      52200 + draw(m, 2, 9000) as gaar,
      draw(m, 3, 900) as x
    from child_days
  ),
  listed as (
    select
      nr, del, institution, uuid, dag, dag_nummer, sen, rettes,
      ${EVENTS} as haendelser
    from drawn
  ),
  told as (
    select
      * exclude haendelser,
      len(haendelser) as antal,
      unnest(haendelser) as haendelse,
      generate_subscripts(haendelser, 1) as i
    from listed
  ),
  delivered as (
    select
      *,
      haendelse.status as status,
      haendelse.sekund as sekund,
      dag + case when sen and i > 1 then 1 + (nr % 19)::integer else 0 end as leveret
    from told
    union all
    select
      *,
      haendelse.status as status,
      haendelse.sekund - 660 as sekund,
      dag + 1 + (nr % 9)::integer as leveret
    from told
    where rettes
      and i = antal
      -- what it corrects came before
      and dag + case when sen and i > 1 then 1 + (nr % 19)::integer else 0 end <= date ${quoteText(since)}
  )
  select
    row_number() over (order by leveret, dag, sekund, nr, del, i) as position,
    nr || '-' || del || '-' || dag_nummer || '-' || i
      || ';' || uuid
      || ';' || lpad(institution::varchar, 3, '0') || ${quoteText(kommune.slice(1))}
      || ';' || status
      || ';' || ${TIDSPUNKT} as line
  from delivered
  where leveret between date ${quoteText(slice.from)} and date ${quoteText(slice.to)}`

/**
 * The children that a delivery names: those who begin, those whose number is new, and those of whom it is known late. The
 * first one of a sample names all.
 */
export const barnLines = ({ kommune, since, shown }: Window, first: string): string => {
  const within = (day: string): string =>
    `(${day} > date ${quoteText(since)} and ${day} <= date ${quoteText(shown)})`
  return `
  with named as (
    select distinct
      nr,
      foedt,
      uuid,
      nr % 50 = 9 and fra + 30 > date ${quoteText(shown)} as uden_nummer
    from indskrivninger
    where kommune = ${Number(kommune)}
      and fra <= date ${quoteText(shown)}
      and til >= date ${quoteText(since)}
      and (
        ${within('fra')}
        or date ${quoteText(since)} < date ${quoteText(first)}
        or (nr % 50 = 9 and ${within('fra + 30')})
        or ${within('nummer_fra(nr, foedt)')}
      )
  )
  select
    row_number() over (order by nr) as position,
    uuid || ';' || case
      when bool_and(uden_nummer) then ''
      else ti_cifre(nummer_paa(nr, any_value(foedt), date ${quoteText(shown)}))
    end as line
  from named
  group by nr, uuid`
}

/** A number of lines that each delivery of Aula has at least: who has been there for a week has been told of. */
export const aulaLeast = `
  select
    deliveries.delivery,
    'AulaRegistrering' as contract,
    1::bigint as header_lines,
    count(nr)::bigint as good_lines
  from deliveries
  left join indskrivninger
    on indskrivninger.kommune = deliveries.kommune
    and indskrivninger.fra <= deliveries.shown - 7
    and indskrivninger.til >= deliveries.shown
    and not ${NIGHT}
  where deliveries.kilde = 'Aula'
  group by deliveries.delivery`
