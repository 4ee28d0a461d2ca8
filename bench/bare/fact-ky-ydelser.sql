-- DSA_HIST → FactKYYdelser as Parquet: the same rows as the pipeline's, as a person would write them by hand.
-- {out} holds DimKYSagOversigt and the keys of members; {month_end} is the run month's last day. The database holds
-- nothing that a source has dropped.
set variable month_end = date '{month_end}';

create temp macro is_closed(tilstand) as tilstand in ('Afslag', 'Henlagt', 'Afsluttet');
create temp macro month_of(dato) as year(dato) * 12 + month(dato) - 1;

-- The stretches of a case on which its ydelser count: from the first Bevilget, closed days left out. Three dates tell
-- those of a case that was open and then closed for good; only the others need their states in order.
create temp table periods as
with outlines as (
  select
    _kommune, _kildesystem, SagId,
    min(FraDato) filter (Tilstand = 'Bevilget') as granted,
    min(FraDato) filter (is_closed(Tilstand)) as closed,
    max(FraDato) filter (not is_closed(Tilstand)) as opened
  from dsa_hist.KYSagTilstand
  where _til = 99991231999 and FraDato <= getvariable('month_end')
  group by all
  having granted is not null
),
granted as (
  select
    sag._kommune, sag._kildesystem, sag.SagId, sag.OprettetDato,
    greatest(granted, sag.OprettetDato) as fra,
    case when closed is not null then greatest(closed, sag.OprettetDato) end as til,
    coalesce(greatest(opened, sag.OprettetDato) >= til, false) as several,
    coalesce(kle.DimKleNummer, -1) as DimKleNummer,
    coalesce(ydelsesmodtager.DimBorger, -1) as DimBorgerYdelsesmodtager,
    coalesce(bevillingsmodtager.DimBorger, -1) as DimBorgerBevillingsmodtager
  from outlines
  join dsa_hist.KYSag as sag using (_kommune, _kildesystem, SagId)
  left join read_parquet('{out}/numre.parquet') as kle on kle.Nummer = sag.KleNummer
  left join read_parquet('{out}/numbers.parquet') as ydelsesmodtager
    on ydelsesmodtager.Nummer = sag.YdelsesmodtagerCpr::bigint
  left join read_parquet('{out}/numbers.parquet') as bevillingsmodtager
    on bevillingsmodtager.Nummer = sag.BevillingsmodtagerCpr::bigint
  where sag._til = 99991231999 and sag.OprettetDato <= getvariable('month_end')
),
states_in_order as (
  select
    _kommune, _kildesystem, SagId,
    list_sort(list({'fra': FraDato, 'nr': Sekvens, 'tilstand': Tilstand, 'oprettet': OprettetDato})) as states
  from dsa_hist.KYSagTilstand
  join granted using (_kommune, _kildesystem, SagId)
  where several and _til = 99991231999 and FraDato <= getvariable('month_end')
  group by all
),
since_granted as (
  select
    _kommune, _kildesystem, SagId,
    list_transform(
      states[list_position([s.tilstand for s in states], 'Bevilget'):],
      lambda s: {'dato': greatest(s.fra, s.oprettet), 'lukket': is_closed(s.tilstand)}
    ) as states
  from states_in_order
),
turned as (
  select *, [s for s, i in states if i = 1 or s.lukket <> states[i - 1].lukket] as turns
  from since_granted
),
-- A closing that leaves no day out (reopened the same day or the next) is none.
counting as (
  select
    * exclude (turns),
    list_filter(
      turns,
      lambda t, i: case
        when t.lukket then coalesce(turns[i + 1].dato > t.dato + 1, true)
        else i = 1 or t.dato > turns[i - 1].dato + 1
      end
    ) as turns
  from turned
),
numbered as (
  select *, unnest(range(1, len(turns) + 1, 2)) as i
  from counting
)
select * exclude (OprettetDato)
from granted
where not several
union all
select granted.* exclude (OprettetDato) replace (turns[i].dato as fra, turns[i + 1].dato as til)
from numbered
join granted using (_kommune, _kildesystem, SagId);

-- Stretches of months of a case that have one interval and one latest decision at their ends.
create temp table month_ends as
with last_of_month as (
  select
    _kommune, _kildesystem, SagId,
    month_of(AfgoerelseTidspunkt::date) as first_month,
    arg_max(Afgoerelsestype, {'tidspunkt': AfgoerelseTidspunkt, 'id': AfgoerelseId, 'nr': RaekkeNr}) as Afgoerelsestype
  from dsa_hist.KYAfgoerelse
  where _til = 99991231999 and AfgoerelseTidspunkt::date <= getvariable('month_end')
  group by all
),
decisions as (
  select
    _kommune, _kildesystem, SagId, DimAfgørelsestype, first_month,
    coalesce(
      lead(first_month) over (partition by _kommune, _kildesystem, SagId order by first_month) - 1,
      month_of(getvariable('month_end'))
    ) as last_month,
    row_number() over (partition by _kommune, _kildesystem, SagId order by first_month) = 1 as is_first
  from last_of_month
  join read_parquet('{out}/afgoerelsestyper.parquet') using (Afgoerelsestype)
)
select
  standing._kommune, standing._kildesystem, standing.SagId,
  standing.DimKYSagOversigtID as DimKYSagOversigt,
  coalesce(d.DimAfgørelsestype, -1) as DimAfgørelsestype,
  greatest(month_of(FraDato), d.first_month) as first_month,
  least(month_of(TilDato) - 1, d.last_month, month_of(getvariable('month_end'))) as last_month
from read_parquet('{out}/DimKYSagOversigt.parquet') as standing
left join (
  from decisions
  union all
  select _kommune, _kildesystem, SagId, -1, 0, first_month - 1, false
  from decisions
  where is_first
) as d
  on d._kommune = standing._kommune
  and d._kildesystem = standing._kildesystem
  and d.SagId = standing.SagId
  and d.first_month < month_of(TilDato)
  and d.last_month >= month_of(FraDato)
where month_of(FraDato) < month_of(TilDato);

create temp table stretches as
with counted as (
  select
    y._kommune, y._kildesystem, y.SagId, y.YdelseId, y.Ydelsesart, y.Ydelsestype,
    p.several, p.DimKleNummer, p.DimBorgerYdelsesmodtager, p.DimBorgerBevillingsmodtager,
    greatest(y.StartDato, p.fra) as fra,
    least(y.SlutDato, p.til, getvariable('month_end')) as til
  from dsa_hist.KYYdelse as y
  join periods as p using (_kommune, _kildesystem, SagId)
  where y._til = 99991231999
    and greatest(y.StartDato, p.fra) <= least(y.SlutDato, p.til, getvariable('month_end'))
),
with_days_before as (
  select *, 0 as days_before
  from counted
  where not several
  union all
  select *,
    coalesce(sum(til - fra + 1) over (
      partition by _kommune, _kildesystem, YdelseId
      order by fra
      rows between unbounded preceding and 1 preceding
    ), 0)::integer
  from counted
  where several
)
select
  s._kommune::integer as DimKommune,
  s._kildesystem,
  s.YdelseId,
  s.DimKleNummer,
  s.DimBorgerYdelsesmodtager,
  s.DimBorgerBevillingsmodtager,
  art.DimYdelsesart,
  kind.DimYdelsestype,
  m.DimKYSagOversigt,
  m.DimAfgørelsestype,
  s.several,
  s.days_before,
  s.fra,
  s.til,
  greatest(month_of(s.fra), m.first_month) as first_month,
  least(month_of(s.til), m.last_month) as last_month
from with_days_before as s
join month_ends as m
  on m._kommune = s._kommune
  and m._kildesystem = s._kildesystem
  and m.SagId = s.SagId
  and m.first_month <= month_of(s.til)
  and m.last_month >= month_of(s.fra)
join read_parquet('{out}/arter.parquet') as art using (Ydelsesart)
join read_parquet('{out}/typer.parquet') as kind using (Ydelsestype);

create temp macro months_of(wanted) as table
select
  m.tid as DimTid,
  s.DimKommune,
  s.DimKYSagOversigt,
  s.DimKleNummer,
  s.DimBorgerYdelsesmodtager,
  s.DimBorgerBevillingsmodtager,
  s.DimYdelsesart,
  s.DimYdelsestype,
  s.DimAfgørelsestype,
  least(s.til, m.last_day) - greatest(s.fra, m.first_day) + 1 as days,
  m.days as days_in_month,
  (1::bigint << day(least(s.til, m.last_day))) - (1::bigint << (day(greatest(s.fra, m.first_day)) - 1)) as mask,
  (s.days_before + (least(s.til, m.last_day) - s.fra) + 1)::integer as duration,
  s.YdelseId,
  s._kildesystem
from (
  select *, unnest(range(first_month, last_month + 1)) as month_index
  from stretches
  where several = wanted
) as s
join (
  select i as month_index, make_date(i // 12, i % 12 + 1, 1) as first_day, last_day(first_day) as last_day,
    day(last_day) as days, year(last_day) * 10000 + month(last_day) * 100 + day(last_day) as tid
  from range(1988 * 12, 2061 * 12) as every_month(i)
) as m using (month_index);

copy (
  select
    DimTid::integer as DimTid,
    DimKommune,
    DimKYSagOversigt,
    DimKleNummer,
    DimBorgerYdelsesmodtager,
    DimBorgerBevillingsmodtager,
    DimYdelsesart,
    DimYdelsestype,
    DimAfgørelsestype,
    days::integer as DageMedYdelse,
    days_in_month::integer as DageIMåned,
    (days / days_in_month)::decimal(9, 6) as Fuldtidsperson,
    mask as Dagmaske,
    duration as Ydelsesvarighed,
    YdelseId,
    _kildesystem
  from (
    from months_of(false)
    union all
    select
      DimTid, DimKommune, DimKYSagOversigt, DimKleNummer, DimBorgerYdelsesmodtager, DimBorgerBevillingsmodtager,
      DimYdelsesart, DimYdelsestype, DimAfgørelsestype, sum(days)::bigint, days_in_month, bit_or(mask), max(duration),
      YdelseId, _kildesystem
    from months_of(true)
    group by all
  )
) to '{out}/FactKYYdelser.parquet' (format parquet, compression snappy, row_group_size 122880);

-- One row for each ydelse and month: else an error. Months are counted as bits, 63 to a number.
select error('two rows of a ydelse in one month')
from (
  select
    hash(DimKommune, _kildesystem, YdelseId, (DimTid // 10000 * 12 + DimTid // 100 % 100) // 63) as ydelse,
    1::bigint << ((DimTid // 10000 * 12 + DimTid // 100 % 100) % 63) as month_bit
  from read_parquet('{out}/FactKYYdelser.parquet')
)
group by ydelse
having count(*) > bit_count(bit_or(month_bit));
