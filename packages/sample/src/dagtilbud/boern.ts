import type { Houses } from '../borger/huse.js'

/** Institutions of the country at scale 1; at most so many to a kommune, for their numbers have six digits. */
export const INSTITUTIONS = 4_400
export const MOST_INSTITUTIONS = 900

/** From birth to the first school year: whose birthday can matter to a sample that begins on `from`. */
const LONGEST = 2_700

/**
 * The children of CPR who are in day care at some time from `from` on, with the kommune where their mother's home is when
 * they begin: by the arithmetic by which CPR's persons are made, so that Borger's deliveries hold them too.
 *
 * Eleven of twelve begin, most about their first birthday. Reads `institutioner_antal` (kommune, antal).
 */
const chosen = ({ own, blocks }: Houses, from: string, last: string): string => `
with born as (
  select
    nr,
    foedt_af(nr) as foedt,
    linje_af(nr) as linje,
    bits_low('borger', 0, nr) as a,
    bits_high('borger', 0, nr) as b,
    bits_low('dagtilbud', 0, nr) as c,
    bits_high('dagtilbud', 0, nr) as d
  from (
    select unnest(range(
      nr_fra(date '${from}' - ${LONGEST}),
      nr_fra(date '${last}' - 180)
    )) as nr
  ) as numbers
),
beginning as (
  select
    *,
    foedt + 250 + draw(c, 0, 240) as start,
    kvinde_foer(dag_nr(nr) - 6600 - draw(b, 0, 8000), linje) as mors_par,
    doed_af(foedt, a) as doed
  from born
  where draw(c, 1, 12) > 0
    -- who came alone, grown up, was no child here
    and coalesce(indrejse_af(nr, foedt, a), foedt) = foedt
),
living as (
  select
    *,
    case
      when mors_par is null then (b % ${own})::integer
      when mors_par % 2 = 0
        and date '1985-01-01' + (mors_par * 7907 % 18000)::integer between foedt + 1 and start
        and not nytaarsbarn(foedt)
        then (bits_low('hjem 1', 0, mors_par) % ${own})::integer
      else (bits_low('hjem 0', 0, mors_par) % ${own})::integer
    end as hus
  from beginning
  where doed > start
),
blocks(kommune, foerste, antal) as (
  values ${blocks.map(({ kommune, first, count }) => `(${Number(kommune)}, ${first}, ${count})`).join(', ')}
)
select
  living.nr,
  blocks.kommune,
  living.foedt,
  living.start,
  -- with the school year that begins when they turn six
  make_date(year(living.foedt)::integer + 6, 7, 31) as slut,
  living.foedt + 1000 + draw(living.c, 2, 120) as skift,
  living.doed,
  living.c,
  living.d,
  institutioner_antal.antal
from living
asof join blocks on living.hus >= blocks.foerste
join institutioner_antal using (kommune)`

/** Hours a week by the hundredth draw: most have a full place. */
const HOURS = `[${[
  ...Array.from({ length: 9 }, () => 3700),
  ...[4000, 4000, 4500, 4800, 3601, 3600, 3600, 3000, 2500, 2499, 2000],
].join(', ')}]`

/**
 * Enrolments, one or two to a child: as an infant, then in a børnehave, mostly in another institution. One in two hundred
 * overlap by ten days; one in 150 disappears from the source; one in twenty gets other hours.
 */
export const createIndskrivninger = (houses: Houses, from: string, last: string): string => `
create table indskrivninger as
with children as (${chosen(houses, from, last)}
),
told as (
  select
    *,
    unnest([0, 1]) as del
  from children
),
placed as (
  select
    *,
    case del when 0 then start else greatest(start, skift) end as fra,
    case del
      when 0 then least(slut, doed, skift - 1 + case when draw(d, 0, 200) = 0 then 10 else 0 end)
      else least(slut, doed)
    end as til,
    case when del = 0 or draw(d, 1, 4) = 0 then 1 + draw(c, 3, antal) else 1 + (draw(c, 3, antal) + 1) % antal end as institution
  from told
)
select
  kommune::smallint as kommune,
  nr,
  del::tinyint as del,
  foedt,
  fra,
  til,
  institution::smallint as institution,
  case
    when del = 1 then 'Børnehave'
    when draw(d, 2, 5) = 0 then 'Dagpleje'
    else 'Vuggestue'
  end as tilbud,
  case draw(d, 3, 300)
    when 0 then null
    when 1 then 0
    else ${HOURS}[1 + draw(d, 3, 6000) % 20]
  end as timer,
  case when (nr + del) % 20 = 3 then ${HOURS}[11 + nr % 10] end as timer_senere,
  case when (nr + del) % 20 = 3 then fra + 100 + (nr % 400)::integer end as aendret,
  case when nr % 150 = 11 then fra + 60 + (nr % 300)::integer end as forsvundet,
  uuid_of('barn', 0, nr) as uuid
from placed
where fra <= til
  and til >= date '${from}'
order by kommune, nr, del`

/** Institutions with their history: one in eight gets another name, one in thirty is closed. */
export const createInstitutioner = `
create table institutioner as
with counted as (
  select
    kommune,
    kode,
    unnest(range(1, antal + 1)) as institution
  from institutioner_antal
)
select
  kommune::smallint as kommune,
  kode,
  institution::smallint as institution,
  kode[2:4] || lpad(institution::varchar, 3, '0') as nummer,
  lpad(institution::varchar, 3, '0') || kode[2:4] as stil,
  ['Æblehaven', 'Østerled', 'Åbrinken', 'Regnbuen', 'Mariehønen', 'Skovly', 'Sølyst', 'Bakkegården'][1 + institution % 8]
    || ' ' || institution as navn,
  ['Kommunal', 'Kommunal', 'Kommunal', 'Selvejende', 'Privat'][1 + institution % 5] as ejerform,
  case when institution % 8 = 5 then date '2021-02-01' + (institution * 97 % 2000)::integer end as omdoebt,
  case when institution % 30 = 17 then date '2022-03-01' + (institution * 31 % 1500)::integer end as lukket
from counted
order by kommune, institution`

/** The first person who was born on a day or later, and Danish summer time on a day's morning. */
export const dagtilbudMacros = (born: number, days: number): readonly string[] => [
  `create macro nr_fra(dag) as (greatest(0, dage_til(dag)) * ${born} + ${days - 1}) // ${days}`,
  `create macro sidste_soendag(aar, maaned) as
    last_day(make_date(aar, maaned, 1)) - (dayofweek(last_day(make_date(aar, maaned, 1))))::integer`,
  `create macro sommertid(dag) as
    dag >= sidste_soendag(year(dag)::integer, 3) and dag < sidste_soendag(year(dag)::integer, 10)`,
]
