-- DSA_HIST → FactKYOpgaver as Parquet: the same rows as the pipeline's, as a person would write them by hand.
-- {out} holds DimKYSagOversigt, DimKYOpgaveOversigt and the keys of members; {month_end} is the run month's last day.
-- The database holds nothing that a source has dropped.
set variable month_end = date '{month_end}';

create temp macro month_of(dato) as year(dato) * 12 + month(dato) - 1;

create temp table tasks as
with with_their_cases as (
  select
    opgave._kommune, opgave._kildesystem, opgave.OpgaveId,
    oversigt.DimKYOpgaveOversigtID as DimKYOpgaveOversigt,
    oversigt.OprettetDato,
    oversigt.AfsluttetDato,
    sag.SagId,
    sag.OprettetDato as case_created,
    coalesce(opgave.BorgerCpr, sag.YdelsesmodtagerCpr)::bigint as Nummer,
    coalesce(nullif(opgave.SagsbehandlerId, ''), sag.SagsbehandlerId) as SagsbehandlerId,
    coalesce(nullif(opgave.OrganisationId, ''), sag.OrganisationId) as OrganisationId
  from dsa_hist.KYOpgave as opgave
  join read_parquet('{out}/DimKYOpgaveOversigt.parquet') as oversigt using (_kommune, _kildesystem, OpgaveId)
  left join (from dsa_hist.KYSag where _til = 99991231999) as sag
    on sag._kommune = opgave._kommune
    and sag._kildesystem = opgave._kildesystem
    and sag.SagId = opgave.SagId
  where opgave._til = 99991231999
)
select
  _kommune, _kildesystem, OpgaveId, SagId, DimKYOpgaveOversigt, OprettetDato, AfsluttetDato,
  _kommune::integer as DimKommune,
  coalesce(DimKYSagsbehandler, -1) as DimKYSagsbehandler,
  coalesce(DimKYOrganisation, -1) as DimKYOrganisation,
  coalesce(DimBorger, -1) as DimBorger,
  month_of(OprettetDato) as first_month,
  month_of(coalesce(AfsluttetDato, getvariable('month_end'))) as last_month,
  month_of(case_created) as case_month
from with_their_cases
left join read_parquet('{out}/sagsbehandlere.parquet') using (_kommune, _kildesystem, SagsbehandlerId)
left join read_parquet('{out}/organisationer.parquet') using (_kommune, _kildesystem, OrganisationId)
left join read_parquet('{out}/numbers.parquet') using (Nummer);

copy (
  with months_by_interval as (
    select
      task.*,
      standing.DimKYSagOversigtID as DimKYSagOversigt,
      greatest(first_month, month_of(FraDato)) as from_month,
      least(last_month, month_of(TilDato) - 1) as to_month
    from tasks as task
    join read_parquet('{out}/DimKYSagOversigt.parquet') as standing
      on standing._kommune = task._kommune
      and standing._kildesystem = task._kildesystem
      and standing.SagId = task.SagId
    where month_of(FraDato) <= last_month
      and month_of(TilDato) > first_month
      and month_of(FraDato) < month_of(TilDato)
    union all
    -- months of no case, or before the one in which it was created
    select *, -1, first_month, least(last_month, case_month - 1)
    from tasks
    where coalesce(first_month < case_month, true)
  ),
  months as (
    select *, unnest(range(from_month, to_month + 1)) as month_index
    from months_by_interval
  )
  select
    m.tid::integer as DimTid,
    DimKommune,
    DimKYOpgaveOversigt,
    DimKYSagOversigt,
    DimKYSagsbehandler,
    DimKYOrganisation,
    DimBorger,
    (month_index = first_month)::integer as DimJaNejOprettet,
    coalesce(AfsluttetDato <= m.last_day, false)::integer as DimJaNejAfsluttet,
    (least(AfsluttetDato, m.last_day) - OprettetDato)::integer as Opgavetid,
    OpgaveId,
    _kildesystem
  from months
  join (
    select i as month_index, last_day(make_date(i // 12, i % 12 + 1, 1)) as last_day,
      year(last_day) * 10000 + month(last_day) * 100 + day(last_day) as tid
    from range(1988 * 12, 2061 * 12) as every_month(i)
  ) as m using (month_index)
) to '{out}/FactKYOpgaver.parquet' (format parquet, compression snappy, row_group_size 122880);

-- One row for each task and month: else an error. Months are counted as bits, 63 to a number.
select error('two rows of a task in one month')
from (
  select
    hash(DimKommune, _kildesystem, OpgaveId, (DimTid // 10000 * 12 + DimTid // 100 % 100) // 63) as opgave,
    1::bigint << ((DimTid // 10000 * 12 + DimTid // 100 % 100) % 63) as month_bit
  from read_parquet('{out}/FactKYOpgaver.parquet')
)
group by opgave
having count(*) > bit_count(bit_or(month_bit));
