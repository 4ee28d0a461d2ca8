import { quoteText } from '@flis/core'

/** Kommuner that deliver FSIII each day that has something to tell; the others deliver by the month. */
export const deliversDaily = (kommune: string): boolean => Number(kommune) % 7 === 2

/**
 * Reports: what was told about a citizen when. Opening, follow-ups, closing, and now and then the withdrawal
 * of an indsats entered in error. Each has its delivery: the first of the sample brings all reports up to its
 * day, each later one what came since. About one line in ten is a Bundle of up to three reports.
 *
 * `leveret` is the day for which the delivery counts, `linje` the report's line among its good ones, from 1.
 */
export const createRapporter = (from: string, to: string): string => `
create table rapporter as
with told as (
  select
    kommune,
    forloeb,
    0 as nr,
    'opening' as slags,
    start as dag
  from forloeb
  union all
  select
    kommune,
    forloeb,
    visit.nr::integer as nr,
    'follow-up' as slags,
    start + mellemrum * visit.nr::integer as dag
  from forloeb, unnest(range(1, 9)) as visit(nr)
  where start + mellemrum * visit.nr::integer < coalesce(slut, date ${quoteText(to)} + 1)
  union all
  select
    kommune,
    forloeb,
    9 as nr,
    'closing' as slags,
    slut as dag
  from forloeb
  where slut is not null
  union all
  select
    kommune,
    forloeb,
    10 as nr,
    'withdrawal' as slags,
    start + 5 as dag
  from forloeb
  where fejlregistreret
),
timed as (
  select
    *,
    -- 06:00–18:00 UTC: the same date in Denmark
    21600 + draw(bits_low('rapport ' || nr, kommune, forloeb), 0, 43200) as sekund,
    case
      when kommune % 7 = 2 then greatest(dag, date ${quoteText(from)})
      else greatest(last_day(dag), last_day(date ${quoteText(from)}))
    end as leveret
  from told
  where dag <= date ${quoteText(to)}
),
counted as (
  select
    *,
    row_number() over (partition by kommune, leveret order by dag, sekund, forloeb, nr) - 1 as plads
  from timed
),
gathered as (
  select
    *,
    case
      when draw(bits_low('samlet ' || leveret, kommune, plads // 3), 0, 10) = 0 then plads // 3 * 3
      else plads
    end as samling
  from counted
)
select
  kommune,
  forloeb,
  nr,
  slags,
  dag,
  sekund,
  leveret,
  (dense_rank() over (partition by kommune, leveret order by samling))::integer as linje
from gathered
order by kommune, leveret, linje, nr, forloeb`
