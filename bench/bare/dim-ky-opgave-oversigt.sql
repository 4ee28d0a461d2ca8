-- DSA_HIST → DimKYOpgaveOversigt as Parquet: the same rows as the pipeline's, as a person would write them by hand.
-- {out} is a folder, {month_end} the run month's last day. Each task has one version: the extract that first said that
-- it is closed is the one that brought it.
set variable month_end = date '{month_end}';

-- HMAC-SHA-256 with padded keys.
create temp macro surrogate(natural_key) as (
  ('0x' || substr(sha256(unhex('{outer_DimKYOpgaveOversigt}') || unhex(sha256(unhex('{inner_DimKYOpgaveOversigt}') || encode(natural_key)))), 1, 16))
    ::ubigint & 9223372036854775807
)::bigint;

copy (
  with ended as (
    select
      *,
      case
        when Tilstand <> 'Åben'
        then coalesce(AfsluttetDato, greatest(OprettetDato, strptime((_fra // 1000)::varchar, '%Y%m%d')::date))
      end as slut
    from dsa_hist.KYOpgave
    where _til = 99991231999 and OprettetDato <= getvariable('month_end')
  )
  select
    surrogate(concat_ws(chr(31), _kommune, _kildesystem, OpgaveId)) as DimKYOpgaveOversigtID,
    OpgaveId,
    Opgavetype,
    case when slut <= getvariable('month_end') then Tilstand else 'Åben' end as Tilstand,
    OprettetDato,
    case when slut <= getvariable('month_end') then slut end as AfsluttetDato,
    _kommune,
    _kildesystem
  from ended
  union all
  select -1, 'Ukendt', 'Ukendt', 'Ukendt', null, null, '', null
) to '{out}/DimKYOpgaveOversigt.parquet' (format parquet, compression snappy, row_group_size 122880);

-- One row for each task: else an error.
select error('two tasks of one key')
from read_parquet('{out}/DimKYOpgaveOversigt.parquet')
group by DimKYOpgaveOversigtID
having count(*) > 1;
