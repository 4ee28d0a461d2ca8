-- DSA_HIST → FactTilstand as Parquet: the same rows as the pipeline's, as a person would write them by hand.
-- {out} holds the keys of members, {month_end} is the run month's last day. A resource is always told of the same citizen.
set variable month_end = date '{month_end}';

create temp macro tid_of(dato) as coalesce(year(dato) * 10000 + month(dato) * 100 + day(dato), -1)::integer;

copy (
  with tilstande as (
    select *
    from dsa_hist.FSIIITilstand
    where _til = 99991231999 and Status <> 'entered-in-error' and RegistreretDato <= getvariable('month_end')
  ),
  -- The first report of the unbroken row of reports up to the newest that say: not active.
  versions as (
    select
      version.Id, version.ErAktiv, version._rapport,
      {
        'newest': version._til = 99991231999, 'opdateret': version._opdateret, 'rapport': version._rapport,
        'fra': version._fra, 'sha': version._sha
      } as place
    from dsa_hist.FSIIITilstand as version
    semi join (from tilstande where not ErAktiv) as ended on ended.Id = version.Id
  ),
  last_active as (
    select Id, max(place) as place
    from versions
    where ErAktiv
    group by Id
  ),
  ends as (
    select versions.Id, arg_min(versions._rapport, versions.place)::date as dato
    from versions
    left join last_active using (Id)
    where last_active.place is null or versions.place > last_active.place
    group by versions.Id
  ),
  follow_ups as (
    select id, max({'tid': tid, 'rapport': _rapport, 'id': opfoelgning, 'resultat': Resultat}) as latest
    from (
      select unnest(FokusIds) as id, Tidspunkt::timestamptz as tid, _rapport, Id as opfoelgning, Resultat
      from dsa_hist.FSIIIOpfoelgning
      where _til = 99991231999 and Status <> 'entered-in-error'
    )
    where tid::date <= getvariable('month_end')
    group by id
  ),
  answers as (
    select
      id,
      max({'tid': tid, 'rapport': _rapport, 'id': vurdering, 'svar': Vaerdi}) filter (Kode = 'C') as c,
      max({'tid': tid, 'rapport': _rapport, 'id': vurdering, 'svar': Vaerdi}) filter (Kode = 'D') as d
    from (
      select FokusId as id, Tidspunkt::timestamptz as tid, _rapport, Id as vurdering, Vaerdi, Kode
      from dsa_hist.FSIIIBorgervurdering
      where _til = 99991231999 and Status <> 'entered-in-error'
    )
    where tid::date <= getvariable('month_end')
    group by id
  ),
  planned_contacts as (
    select Id, Tidspunkt::date as dato, TilstandIds
    from (select *, StartTidspunkt::timestamptz as Tidspunkt from dsa_hist.FSIIIKontakt)
    where _til = 99991231999 and Type = 'opfølgning' and Status = 'planned'
  ),
  contacts as (
    select id, max(dato) as dato
    from (
      select unnest(TilstandIds) as id, dato
      from planned_contacts
      union all
      select named.id, planned_contacts.dato
      from (select Id as id, unnest(KontaktIds) as kontakt from tilstande) as named
      join planned_contacts on planned_contacts.Id = named.kontakt
    )
    group by id
  )
  select
    tid_of(tilstand.RegistreretDato) as DimTid,
    tid_of(case
      when not tilstand.ErAktiv and ends.dato <= getvariable('month_end')
      then greatest(ends.dato, tilstand.RegistreretDato)
    end) as DimTidSlut,
    coalesce(if(tilstand._kommune = '0000', sor.KommuneKode, tilstand._kommune)::integer, -1) as DimKommune,
    coalesce(tilstand.DimBorger, -1) as DimBorger,
    if(tilstand.age between 0 and 125, tilstand.age, -1)::integer as DimAlder,
    coalesce(kode.DimTilstand, -1) as DimTilstand,
    tilstand.Svaerhedsgrad::integer as Sværhedsgrad,
    coalesce(opfoelgning.noegle, -1) as DimOpfølgning,
    tid_of(follow_ups.latest.tid::date) as DimTidOpfølgning,
    tid_of(contacts.dato) as DimTidOpfølgningKontakt,
    coalesce(udfoerelse.noegle, -1) as DimBorgervurdering,
    coalesce(betydning.noegle, -1) as DimBorgervurderingBetydning,
    tid_of(greatest(answers.c.tid, answers.d.tid)::date) as DimTidBorgervurdering,
    tilstand.Id as TilstandId
  from (
    select
      tilstande.*,
      -- a person born on 29 February completes a year on 1 March in common years
      year(RegistreretDato) - year(Foedselsdato)
        - (month(RegistreretDato) * 100 + day(RegistreretDato) < month(Foedselsdato) * 100 + day(Foedselsdato))::integer as age,
      DimBorger
    from tilstande
    left join read_parquet('{out}/numbers.parquet') on Nummer = Personnummer::bigint
  ) as tilstand
  left join ends using (Id)
  left join follow_ups on follow_ups.id = tilstand.Id
  left join answers on answers.id = tilstand.Id
  left join contacts on contacts.id = tilstand.Id
  left join read_parquet('{out}/tilstandskoder.parquet') as kode on kode.Kode = tilstand.TilstandKode
  left join read_parquet('{out}/svar.parquet') as opfoelgning on opfoelgning.kode = follow_ups.latest.resultat
  left join read_parquet('{out}/svar.parquet') as udfoerelse on udfoerelse.kode = answers.c.svar
  left join read_parquet('{out}/svar.parquet') as betydning on betydning.kode = answers.d.svar
  left join (from dsa_hist.RefSorKommune where _til = 99991231999) as sor on sor.Sor = tilstand.AfsenderSor
) to '{out}/FactTilstand.parquet' (format parquet, compression snappy, row_group_size 122880);

-- One row for each tilstand: else an error.
select error('two rows of a tilstand')
from read_parquet('{out}/FactTilstand.parquet')
group by hash(TilstandId)
having count(*) > 1;
