-- DSA_HIST → FactKYAfgørelser as Parquet: the same rows as the pipeline's, as a person would write them by hand.
-- {out} holds DimKYSagOversigt and the keys of members; {month_end} is the run month's last day. The database holds
-- nothing that a source has dropped.
set variable month_end = date '{month_end}';

copy (
  with newest as (
    select
      _kommune, _kildesystem, AfgoerelseId,
      max({'tidspunkt': AfgoerelseTidspunkt, 'nr': RaekkeNr, 'sag': SagId, 'type': Afgoerelsestype}) as newest,
      count(*) as antal
    from dsa_hist.KYAfgoerelse
    where _til = 99991231999 and AfgoerelseTidspunkt::date <= getvariable('month_end')
    group by all
  ),
  decisions as (
    select
      _kommune, _kildesystem, AfgoerelseId, antal,
      newest.tidspunkt::date as dato,
      newest.sag as SagId,
      newest.type as Afgoerelsestype
    from newest
  ),
  cases as (
    select
      _kommune, _kildesystem, SagId,
      standing.DimKYSagOversigtID,
      DimKleNummer,
      ydelsesmodtager.DimBorger as DimBorgerYdelsesmodtager,
      bevillingsmodtager.DimBorger as DimBorgerBevillingsmodtager,
      DimKYSagsbehandler,
      DimKYOrganisation
    from (from dsa_hist.KYSag where _til = 99991231999) as sag
    left join (from read_parquet('{out}/DimKYSagOversigt.parquet') where ErAktuel = 1) as standing
      using (_kommune, _kildesystem, SagId)
    left join read_parquet('{out}/numre.parquet') as kle on kle.Nummer = sag.KleNummer
    left join read_parquet('{out}/numbers.parquet') as ydelsesmodtager
      on ydelsesmodtager.Nummer = sag.YdelsesmodtagerCpr::bigint
    left join read_parquet('{out}/numbers.parquet') as bevillingsmodtager
      on bevillingsmodtager.Nummer = sag.BevillingsmodtagerCpr::bigint
    left join read_parquet('{out}/sagsbehandlere.parquet') using (_kommune, _kildesystem, SagsbehandlerId)
    left join read_parquet('{out}/organisationer.parquet') using (_kommune, _kildesystem, OrganisationId)
  )
  select
    (year(dato) * 10000 + month(dato) * 100 + day(dato))::integer as DimTid,
    _kommune::integer as DimKommune,
    DimAfgørelsestype,
    coalesce(DimKYSagOversigtID, -1) as DimKYSagOversigt,
    coalesce(DimKleNummer, -1) as DimKleNummer,
    coalesce(DimBorgerYdelsesmodtager, -1) as DimBorgerYdelsesmodtager,
    coalesce(DimBorgerBevillingsmodtager, -1) as DimBorgerBevillingsmodtager,
    coalesce(DimKYSagsbehandler, -1) as DimKYSagsbehandler,
    coalesce(DimKYOrganisation, -1) as DimKYOrganisation,
    AfgoerelseId as AfgørelseId,
    antal::integer as AntalAfgørelser,
    _kildesystem
  from decisions
  join read_parquet('{out}/afgoerelsestyper.parquet') using (Afgoerelsestype)
  left join cases using (_kommune, _kildesystem, SagId)
) to '{out}/FactKYAfgørelser.parquet' (format parquet, compression snappy, row_group_size 122880);

-- One row for each decision: else an error.
select error('two rows of a decision')
from read_parquet('{out}/FactKYAfgørelser.parquet')
group by hash(DimKommune, _kildesystem, AfgørelseId)
having count(*) > 1;
