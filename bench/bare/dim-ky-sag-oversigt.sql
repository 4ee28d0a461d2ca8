-- DSA_HIST → DimKYSagOversigt as Parquet: the same rows as the pipeline's, as a person would write them by hand.
-- {out} is a folder, {month_end} the run month's last day. The database holds nothing that a source has dropped.
set variable month_end = date '{month_end}';

-- HMAC-SHA-256 with padded keys.
create temp macro surrogate(natural_key) as (
  ('0x' || substr(sha256(unhex('{outer_DimKYSagOversigt}') || unhex(sha256(unhex('{inner_DimKYSagOversigt}') || encode(natural_key)))), 1, 16))
    ::ubigint & 9223372036854775807
)::bigint;

copy (
  with state_rows as (
    select _kommune, _kildesystem, SagId, list_sort(list({'fra': FraDato, 'nr': Sekvens, 'tilstand': Tilstand})) as states
    from dsa_hist.KYSagTilstand
    where _til = 99991231999 and FraDato <= getvariable('month_end')
    group by all
  ),
  -- Every case with its states in order, the implied Oprettet first.
  cases as (
    select
      sag._kommune, sag._kildesystem, sag.SagId, sag.OprettetDato,
      list_prepend(
        {'dato': sag.OprettetDato, 'tilstand': 'Oprettet', 'lukket': false},
        list_transform(
          coalesce(state_rows.states, []),
          lambda s: {
            'dato': greatest(s.fra, sag.OprettetDato),
            'tilstand': s.tilstand,
            'lukket': s.tilstand in ('Afslag', 'Henlagt', 'Afsluttet')
          }
        )
      ) as states
    from dsa_hist.KYSag as sag
    left join state_rows using (_kommune, _kildesystem, SagId)
    where sag._til = 99991231999 and sag.OprettetDato <= getvariable('month_end')
  ),
  by_date as (
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
    SagId,
    tilstand as Sagstilstand,
    fra as FraDato,
    coalesce(til, date '9999-12-31') as TilDato,
    (til is null)::integer as ErAktuel,
    (case when decided <= judged_on then decided else coalesce(closed, as_of) end - OprettetDato)::integer as Sagsbehandlingstid,
    (coalesce(closed, as_of) - OprettetDato)::integer as SagVarighed,
    _kommune,
    _kildesystem
  from measured
  union all
  select -1, 'Ukendt', 'Ukendt', null, null, null, null, null, '', null
) to '{out}/DimKYSagOversigt.parquet' (format parquet, compression snappy, row_group_size 122880);

-- One row for each interval: else an error.
select error('two intervals of one key')
from read_parquet('{out}/DimKYSagOversigt.parquet')
group by DimKYSagOversigtID
having count(*) > 1;
