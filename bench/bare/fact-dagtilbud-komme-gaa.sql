-- DSA_HIST → FactDagtilbudKommeGå as Parquet: the same rows as the pipeline's, as a person would write them by hand.
-- {out} holds the keys of members, {month_end} is the run month's last day. A child has one enrolment, and no number has
-- become another.
set variable month_end = date '{month_end}';

copy (
  with events as (
    select *, Tidspunkt::timestamp as lokal
    from dsa_hist.AulaRegistrering
    where _til = 99991231999
  ),
  followed as (
    select
      *,
      lead(Status) over in_order as naeste,
      lead(Tidspunkt) over in_order as slut,
      lead(lokal) over in_order as slut_lokal
    from events
    window in_order as (
      partition by _kommune, _kildesystem, BarnUuid, InstitutionSTIL
      order by Tidspunkt, Status = 8, RegistreringId
    )
  ),
  stretches as (
    select
      _kommune, _kildesystem, BarnUuid, InstitutionSTIL, lokal::date as dato, Tidspunkt as start, lokal, slut, slut_lokal,
      case when Status = 1 then 3 when Status in (0, 2) then 2 else 1 end as registrering,
      slut_lokal::date = lokal::date as samme_dag,
      Status between 3 and 7 and naeste = 8 and slut_lokal::date = lokal::date + 1
        and slut_lokal::time <= time '12:00' and slut <= start + interval 16 hours as over_midnat
    from followed
    where Status <> 8 and lokal::date <= getvariable('month_end')
  ),
  pieces as (
    select
      * exclude (slut, slut_lokal, samme_dag, over_midnat),
      case when samme_dag then slut when over_midnat then (lokal::date + 1)::timestamptz end as slut,
      case when samme_dag then hour(slut_lokal) * 100 + minute(slut_lokal) when over_midnat then 0 else -1 end as slut_klokken
    from stretches
    union all
    select
      _kommune, _kildesystem, BarnUuid, InstitutionSTIL, dato + 1, (dato + 1)::timestamptz, (dato + 1)::timestamp,
      registrering, slut, hour(slut_lokal) * 100 + minute(slut_lokal)
    from stretches
    where over_midnat and dato < getvariable('month_end')
  ),
  begun as (
    select
      *,
      (lag(registrering) over day_of_child is distinct from registrering
        or lag(slut) over day_of_child is distinct from start)::integer as nyt
    from pieces
    where slut is distinct from start
    window day_of_child as (
      partition by _kommune, _kildesystem, BarnUuid, InstitutionSTIL, dato
      order by start
    )
  ),
  numbered as (
    select
      *,
      sum(nyt) over (
        partition by _kommune, _kildesystem, BarnUuid, InstitutionSTIL, dato
        order by start
      ) as nr
    from begun
  ),
  merged as (
    select
      _kommune, _kildesystem, BarnUuid, InstitutionSTIL, dato, any_value(registrering) as registrering,
      min(start) as start, min(lokal) as lokal, arg_max_null(slut, start) as slut, arg_max(slut_klokken, start) as slut_klokken
    from numbered
    group by _kommune, _kildesystem, BarnUuid, InstitutionSTIL, dato, nr
  ),
  children as (
    select
      barn._kommune, barn._kildesystem, barn.BarnUuid, numbers.DimBorger, indskrivning.StartDato, indskrivning.SlutDato,
      case
        when Timer > 36 then 1.00
        when Timer >= 25 then 0.75
        when Timer > 0 then 0.50
      end::decimal(3, 2) as Fuldtidsbørn
    from dsa_hist.AulaBarn as barn
    left join read_parquet('{out}/numbers.parquet') as numbers on numbers.Nummer = barn.Personnummer::bigint
    left join dsa_hist.DagtilbudIndskrivning as indskrivning
      on indskrivning.Personnummer = barn.Personnummer
      and indskrivning._kommune = barn._kommune
      and indskrivning._til = 99991231999
    where barn._til = 99991231999
  )
  select
    (year(dato) * 10000 + month(dato) * 100 + day(dato))::integer as DimTid,
    merged._kommune::integer as DimKommune,
    coalesce(institutioner.DimInstitutionSTIL, -1) as DimInstitutionSTIL,
    merged.registrering::integer as DimRegistrering,
    (hour(merged.lokal) * 100 + minute(merged.lokal))::integer as DimKlokkeslætStart,
    merged.slut_klokken::integer as DimKlokkeslætSlut,
    (epoch_ms(merged.slut - merged.start) // 60000)::integer as Minutter,
    merged.BarnUuid as BarnUUID,
    coalesce(children.DimBorger, -1) as DimBorger,
    case
      when dato >= children.StartDato and dato <= coalesce(children.SlutDato, dato) then children.Fuldtidsbørn
    end as Fuldtidsbørn
  from merged
  left join children
    on children._kommune = merged._kommune
    and children._kildesystem = merged._kildesystem
    and children.BarnUuid = merged.BarnUuid
  left join read_parquet('{out}/institutioner.parquet') as institutioner
    on institutioner.InstitutionSTIL = merged.InstitutionSTIL
) to '{out}/FactDagtilbudKommeGå.parquet' (format parquet, compression snappy);
