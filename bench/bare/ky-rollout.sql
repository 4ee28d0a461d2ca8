-- DSA_HIST → DimYdelsesart, DimYdelsestype, DimKYSagOversigt, FactKYYdelser as Parquet: the same rows as the pipeline's,
-- as a person would write them by hand for this one table, with all that is shared worked out once.
-- {out} is a folder, {month_end} the run month's last day. The database holds nothing that a source has dropped.
set variable month_end = date '{month_end}';

-- HMAC-SHA-256 with a constant key: inner and outer pad.
create temp macro surrogate(natural_key) as (
  ('0x' || substr(sha256(unhex(repeat('5c', 64)) || unhex(sha256(unhex(repeat('36', 64)) || encode(natural_key)))), 1, 16))
    ::ubigint & 9223372036854775807
)::bigint;

copy (
  select surrogate(Ydelsesart) as DimYdelsesartID, Ydelsesart
  from (select distinct Ydelsesart from dsa_hist.KYYdelse where _til = 99991231999)
  union all
  select -1, 'Ukendt'
) to '{out}/DimYdelsesart.parquet' (format parquet, compression snappy);

copy (
  select surrogate(Ydelsestype) as DimYdelsestypeID, Ydelsestype
  from (select distinct Ydelsestype from dsa_hist.KYYdelse where _til = 99991231999)
  union all
  select -1, 'Ukendt'
) to '{out}/DimYdelsestype.parquet' (format parquet, compression snappy);

-- Every case with its states in order, the implied Oprettet first.
create temp table cases as
with state_rows as (
  select _kommune, _kildesystem, SagId, list_sort(list({'fra': FraDato, 'nr': Sekvens, 'tilstand': Tilstand})) as states
  from dsa_hist.KYSagTilstand
  where _til = 99991231999 and FraDato <= getvariable('month_end')
  group by all
)
select
  KYSag._kommune,
  KYSag._kildesystem,
  KYSag.SagId,
  KYSag.OprettetDato,
  list_prepend(
    {'dato': KYSag.OprettetDato, 'tilstand': 'Oprettet', 'lukket': false},
    list_transform(
      coalesce(state_rows.states, []),
      lambda s: {
        'dato': greatest(s.fra, KYSag.OprettetDato),
        'tilstand': s.tilstand,
        'lukket': s.tilstand in ('Afslag', 'Henlagt', 'Afsluttet')
      }
    )
  ) as states
from dsa_hist.KYSag
left join state_rows using (_kommune, _kildesystem, SagId)
where KYSag._til = 99991231999 and KYSag.OprettetDato <= getvariable('month_end');

-- One row for each interval between states of different dates and names.
create temp table intervals as
with by_date as (
  select *, list_filter(states, lambda s, i: i = len(states) or s.dato < states[i + 1].dato) as standing
  from cases
),
joined_up as (
  select
    _kommune, _kildesystem, SagId, OprettetDato,
    list_filter(standing, lambda s, i: i = 1 or s.tilstand <> standing[i - 1].tilstand) as runs,
    list_min([s.dato for s in states if s.tilstand in ('Bevilget', 'Afslag', 'Henlagt')]) as decided,
    [s.dato for s, i in states if s.lukket and not states[i - 1].lukket] as closings
  from by_date
),
numbered as (
  select *, unnest(range(1, len(runs) + 1)) as i
  from joined_up
),
spans as (
  select
    _kommune, _kildesystem, SagId, OprettetDato, decided, closings,
    runs[i].tilstand as tilstand,
    runs[i].dato as fra,
    runs[i + 1].dato as til,
    runs[i].lukket as is_closed,
    -- measured at TilDato, judged on the states before it
    coalesce(runs[i + 1].dato, getvariable('month_end')) as as_of,
    coalesce(runs[i + 1].dato - 1, getvariable('month_end')) as judged_on
  from numbered
),
measured as (
  select *, case when is_closed then list_max([d for d in closings if d <= judged_on]) end as closed
  from spans
)
select
  surrogate(concat_ws(chr(31), _kommune, _kildesystem, SagId, fra::varchar)) as DimKYSagOversigtID,
  _kommune,
  _kildesystem,
  SagId,
  tilstand as Sagstilstand,
  fra as FraDato,
  coalesce(til, date '9999-12-31') as TilDato,
  (til is null)::integer as ErAktuel,
  (case when decided <= judged_on then decided else coalesce(closed, as_of) end - OprettetDato)::integer as Sagsbehandlingstid,
  (coalesce(closed, as_of) - OprettetDato)::integer as SagVarighed
from measured;

copy (
  select
    DimKYSagOversigtID, SagId, Sagstilstand, FraDato, TilDato, ErAktuel, Sagsbehandlingstid, SagVarighed, _kommune,
    _kildesystem
  from intervals
  union all
  select -1, 'Ukendt', 'Ukendt', null, null, null, null, null, '', null
) to '{out}/DimKYSagOversigt.parquet' (format parquet, compression snappy);

-- The stretches of a case on which its ydelser count: from the first Bevilget, closed days left out.
create temp table periods as
with granted as (
  select _kommune, _kildesystem, SagId,
    states[list_position([s.tilstand for s in states], 'Bevilget'):] as states
  from cases
  where list_contains([s.tilstand for s in states], 'Bevilget')
),
turned as (
  select _kommune, _kildesystem, SagId,
    [{'dato': s.dato, 'lukket': s.lukket} for s, i in states if i = 1 or s.lukket <> states[i - 1].lukket] as turns
  from granted
),
-- A closing that leaves no day out (reopened the same day or the next) is none.
counting as (
  select _kommune, _kildesystem, SagId,
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
select _kommune, _kildesystem, SagId, turns[i].dato as fra, turns[i + 1].dato as til, len(turns) > 2 as several
from numbered;

create temp table stretches as
with counted as (
  select
    y._kommune, y._kildesystem, y.SagId, y.YdelseId, y.Ydelsesart, y.Ydelsestype, p.several,
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
  art.DimYdelsesartID as DimYdelsesart,
  kind.DimYdelsestypeID as DimYdelsestype,
  standing.DimKYSagOversigtID as DimKYSagOversigt,
  s.several,
  s.days_before,
  s.fra,
  s.til,
  greatest(year(s.fra) * 12 + month(s.fra) - 1, year(standing.FraDato) * 12 + month(standing.FraDato) - 1) as first_month,
  least(year(s.til) * 12 + month(s.til) - 1, year(standing.TilDato) * 12 + month(standing.TilDato) - 2) as last_month
from with_days_before as s
join intervals as standing
  on standing._kommune = s._kommune
  and standing._kildesystem = s._kildesystem
  and standing.SagId = s.SagId
  and standing.FraDato <= last_day(s.til)
  and standing.TilDato > last_day(s.fra)
join read_parquet('{out}/DimYdelsesart.parquet') as art using (Ydelsesart)
join read_parquet('{out}/DimYdelsestype.parquet') as kind using (Ydelsestype);

create temp macro months_of(wanted) as table
select
  m.tid as DimTid,
  s.DimKommune,
  s.DimKYSagOversigt,
  s.DimYdelsesart,
  s.DimYdelsestype,
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
    -1::bigint as DimKleNummer,
    -1::bigint as DimBorgerYdelsesmodtager,
    -1::bigint as DimBorgerBevillingsmodtager,
    DimYdelsesart,
    DimYdelsestype,
    -1::bigint as "DimAfgørelsestype",
    days::integer as DageMedYdelse,
    days_in_month::integer as "DageIMåned",
    (days / days_in_month)::decimal(9, 6) as Fuldtidsperson,
    mask as Dagmaske,
    duration as Ydelsesvarighed,
    YdelseId,
    _kildesystem
  from (
    from months_of(false)
    union all
    select
      DimTid, DimKommune, DimKYSagOversigt, DimYdelsesart, DimYdelsestype, sum(days)::bigint, days_in_month,
      bit_or(mask), max(duration), YdelseId, _kildesystem
    from months_of(true)
    group by all
  )
) to '{out}/FactKYYdelser.parquet' (format parquet, compression snappy);

-- One row for each interval, and for each ydelse and month: else an error. Months are counted as bits, 63 to a number.
select error('two intervals of one key')
from read_parquet('{out}/DimKYSagOversigt.parquet')
group by DimKYSagOversigtID
having count(*) > 1;

select error('two rows of a ydelse in one month')
from (
  select
    hash(DimKommune, _kildesystem, YdelseId, (DimTid // 10000 * 12 + DimTid // 100 % 100) // 63) as ydelse,
    1::bigint << ((DimTid // 10000 * 12 + DimTid // 100 % 100) % 63) as month_bit
  from read_parquet('{out}/FactKYYdelser.parquet')
)
group by ydelse
having count(*) > bit_count(bit_or(month_bit));
