-- DSA_HIST → FactKYSager as Parquet: the same rows as the pipeline's, as a person would write them by hand.
-- {out} holds DimKYSagOversigt and the keys of members; {month_end} is the run month's last day. The database holds
-- nothing that a source has dropped.
set variable month_end = date '{month_end}';

create temp macro is_closed(tilstand) as tilstand in ('Afslag', 'Henlagt', 'Afsluttet');
create temp macro month_of(dato) as year(dato) * 12 + month(dato) - 1;

-- Every case with what it has for all its months, and the outline of its states.
create temp table cases as
with outlines as (
  select
    _kommune, _kildesystem, SagId,
    min(FraDato) filter (Tilstand in ('Bevilget', 'Afslag', 'Henlagt')) as decided,
    min(FraDato) filter (is_closed(Tilstand)) as closed,
    max(FraDato) filter (not is_closed(Tilstand)) as opened
  from dsa_hist.KYSagTilstand
  where _til = 99991231999 and FraDato <= getvariable('month_end')
  group by all
),
first_ydelser as (
  select _kommune, _kildesystem, SagId, arg_min(Ydelsesart, {'start': StartDato, 'id': YdelseId}) as Ydelsesart
  from dsa_hist.KYYdelse
  where _til = 99991231999 and StartDato <= getvariable('month_end')
  group by all
)
select
  sag._kommune, sag._kildesystem, sag.SagId, sag.OprettetDato,
  sag._kommune::integer as DimKommune,
  coalesce(kle.DimKleNummer, -1) as DimKleNummer,
  coalesce(ydelsesmodtager.DimBorger, -1) as DimBorgerYdelsesmodtager,
  coalesce(bevillingsmodtager.DimBorger, -1) as DimBorgerBevillingsmodtager,
  coalesce(sagsbehandler.DimKYSagsbehandler, -1) as DimKYSagsbehandler,
  coalesce(organisation.DimKYOrganisation, -1) as DimKYOrganisation,
  coalesce(art.DimYdelsesart, -1) as DimYdelsesart,
  case when decided is not null then greatest(decided, sag.OprettetDato) end as decided,
  case when closed is not null then greatest(closed, sag.OprettetDato) end as closed,
  coalesce(opened >= closed, false) as maybe_reopened
from dsa_hist.KYSag as sag
left join outlines using (_kommune, _kildesystem, SagId)
left join first_ydelser using (_kommune, _kildesystem, SagId)
left join read_parquet('{out}/arter.parquet') as art using (Ydelsesart)
left join read_parquet('{out}/numre.parquet') as kle on kle.Nummer = sag.KleNummer
left join read_parquet('{out}/numbers.parquet') as ydelsesmodtager on ydelsesmodtager.Nummer = sag.YdelsesmodtagerCpr::bigint
left join read_parquet('{out}/numbers.parquet') as bevillingsmodtager on bevillingsmodtager.Nummer = sag.BevillingsmodtagerCpr::bigint
left join read_parquet('{out}/sagsbehandlere.parquet') as sagsbehandler using (_kommune, _kildesystem, SagsbehandlerId)
left join read_parquet('{out}/organisationer.parquet') as organisation using (_kommune, _kildesystem, OrganisationId)
where sag._til = 99991231999 and sag.OprettetDato <= getvariable('month_end');

-- The last closing of each month of a case; only cases that may have been reopened need their states in order.
create temp table closings as
with states_in_order as (
  select
    _kommune, _kildesystem, SagId, OprettetDato,
    list_sort(list({'fra': FraDato, 'nr': Sekvens, 'lukket': is_closed(Tilstand)})) as states
  from dsa_hist.KYSagTilstand
  join cases using (_kommune, _kildesystem, SagId)
  where maybe_reopened and _til = 99991231999 and FraDato <= getvariable('month_end')
  group by all
),
every_closing as (
  select _kommune, _kildesystem, SagId, closed
  from cases
  where closed is not null and not maybe_reopened
  union all
  select
    _kommune, _kildesystem, SagId,
    unnest([greatest(s.fra, OprettetDato) for s, i in states if s.lukket and not coalesce(states[i - 1].lukket, false)])
  from states_in_order
)
select _kommune, _kildesystem, SagId, max(closed) as closed
from every_closing
group by _kommune, _kildesystem, SagId, last_day(closed);

-- Stretches of months of a case that have one interval at their ends.
create temp table stretches as
select
  _kommune, _kildesystem, SagId,
  DimKYSagOversigtID as DimKYSagOversigt,
  Sagstilstand,
  null::date as closed,
  month_of(FraDato) as first_month,
  least(month_of(TilDato) - 1, month_of(getvariable('month_end'))) as last_month
from read_parquet('{out}/DimKYSagOversigt.parquet')
where DimKYSagOversigtID <> -1
  and not is_closed(Sagstilstand)
  and month_of(FraDato) < month_of(TilDato)
union all
select
  _kommune, _kildesystem, SagId,
  DimKYSagOversigtID,
  Sagstilstand,
  closed,
  month_of(closed),
  month_of(closed)
from closings
join read_parquet('{out}/DimKYSagOversigt.parquet') as standing using (_kommune, _kildesystem, SagId)
where is_closed(Sagstilstand)
  and FraDato <= last_day(closed)
  and TilDato > last_day(closed);

-- The latest decision of a case by each month's end, from the month on.
create temp table decisions as
with last_of_month as (
  select
    _kommune, _kildesystem, SagId,
    month_of(AfgoerelseTidspunkt::date) as first_month,
    arg_max(Afgoerelsestype, {'tidspunkt': AfgoerelseTidspunkt, 'id': AfgoerelseId, 'nr': RaekkeNr}) as Afgoerelsestype
  from dsa_hist.KYAfgoerelse
  where _til = 99991231999 and AfgoerelseTidspunkt::date <= getvariable('month_end')
  group by all
)
select
  _kommune, _kildesystem, SagId, DimAfgørelsestype, first_month,
  coalesce(
    lead(first_month) over (partition by _kommune, _kildesystem, SagId order by first_month) - 1,
    month_of(getvariable('month_end'))
  ) as last_month,
  row_number() over (partition by _kommune, _kildesystem, SagId order by first_month) = 1 as is_first
from last_of_month
join read_parquet('{out}/afgoerelsestyper.parquet') using (Afgoerelsestype);

copy (
  with months_by_decision as (
    select
      s.*,
      coalesce(d.DimAfgørelsestype, -1) as DimAfgørelsestype,
      greatest(s.first_month, d.first_month) as from_month,
      least(s.last_month, d.last_month) as to_month
    from stretches as s
    left join (
      from decisions
      union all
      select _kommune, _kildesystem, SagId, -1, 0, first_month - 1, false
      from decisions
      where is_first
    ) as d
      on d._kommune = s._kommune
      and d._kildesystem = s._kildesystem
      and d.SagId = s.SagId
      and d.first_month <= s.last_month
      and d.last_month >= s.first_month
  ),
  months as (
    select
      sag.*,
      s.DimKYSagOversigt, s.Sagstilstand, s.DimAfgørelsestype, s.closed as stands_closed,
      unnest(range(s.from_month, s.to_month + 1)) as month_index
    from months_by_decision as s
    join cases as sag using (_kommune, _kildesystem, SagId)
  )
  select
    m.tid::integer as DimTid,
    DimKommune,
    DimKYSagOversigt,
    DimKleNummer,
    DimBorgerYdelsesmodtager,
    DimBorgerBevillingsmodtager,
    DimKYSagsbehandler,
    DimKYOrganisation,
    DimAfgørelsestype,
    DimYdelsesart,
    (OprettetDato >= m.first_day)::integer as DimJaNejOprettet,
    (stands_closed is not null)::integer as DimJaNejAfsluttet,
    coalesce(decided between m.first_day and m.last_day, false)::integer as DimJaNejSagsbehandlingAfsluttet,
    Sagstilstand,
    (case when decided <= m.last_day then decided else coalesce(stands_closed, m.last_day) end - OprettetDato)::integer
      as Sagsbehandlingstid,
    (coalesce(stands_closed, m.last_day) - OprettetDato)::integer as SagVarighed,
    SagId,
    _kildesystem
  from months
  join (
    select i as month_index, make_date(i // 12, i % 12 + 1, 1) as first_day, last_day(first_day) as last_day,
      year(last_day) * 10000 + month(last_day) * 100 + day(last_day) as tid
    from range(1988 * 12, 2061 * 12) as every_month(i)
  ) as m using (month_index)
) to '{out}/FactKYSager.parquet' (format parquet, compression snappy, row_group_size 122880);

-- One row for each case and month: else an error. Months are counted as bits, 63 to a number.
select error('two rows of a case in one month')
from (
  select
    hash(DimKommune, _kildesystem, SagId, (DimTid // 10000 * 12 + DimTid // 100 % 100) // 63) as sag,
    1::bigint << ((DimTid // 10000 * 12 + DimTid // 100 % 100) % 63) as month_bit
  from read_parquet('{out}/FactKYSager.parquet')
)
group by sag
having count(*) > bit_count(bit_or(month_bit));
