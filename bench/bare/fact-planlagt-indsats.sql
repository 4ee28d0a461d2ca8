-- DSA_HIST → FactPlanlagtIndsats as Parquet: the same rows as the pipeline's, as a person would write them by hand.
-- {out} holds the keys of members, {month_end} is the run month's last day. A resource is always told of the same citizen.
set variable month_end = date '{month_end}';

create temp macro tid_of(dato) as coalesce(year(dato) * 10000 + month(dato) * 100 + day(dato), -1)::integer;
create temp macro month_of(dato) as year(dato) * 12 + month(dato) - 1;

create temp table indsatser as
with newest as (
  select *, Status in ('completed', 'revoked') as ended
  from dsa_hist.FSIIIPlanlagtIndsats
  where _til = 99991231999 and Status <> 'entered-in-error' and StartDato <= getvariable('month_end')
),
-- The first report of the unbroken row of reports up to the newest that say: ended.
versions as (
  select
    version.Id, version.Status in ('completed', 'revoked') as ended, version._rapport,
    {
      'newest': version._til = 99991231999, 'opdateret': version._opdateret, 'rapport': version._rapport,
      'fra': version._fra, 'sha': version._sha
    } as place
  from dsa_hist.FSIIIPlanlagtIndsats as version
  semi join (from newest where ended and SlutDato is null) as undated on undated.Id = version.Id
),
last_running as (
  select Id, max(place) as place
  from versions
  where not ended
  group by Id
),
ends as (
  select versions.Id, arg_min(versions._rapport, versions.place)::date as dato
  from versions
  left join last_running using (Id)
  where last_running.place is null or versions.place > last_running.place
  group by versions.Id
),
first_tilstande as (
  select links.Id, arg_min(TilstandKode, {'dato': RegistreretDato, 'kode': TilstandKode, 'id': tilstand.Id}) as TilstandKode
  from (select Id, unnest(TilstandIds) as tilstand_id from newest) as links
  join (from dsa_hist.FSIIITilstand where _til = 99991231999 and Status <> 'entered-in-error') as tilstand
    on tilstand.Id = links.tilstand_id
  group by links.Id
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
contacts as (
  select id, max(dato) as dato
  from (
    select unnest(IndsatsIds) as id, StartTidspunkt::timestamptz::date as dato
    from dsa_hist.FSIIIKontakt
    where _til = 99991231999 and Type = 'opfølgning' and Status = 'planned'
  )
  group by id
)
select
  indsats.Id,
  StartDato,
  if(ended, greatest(StartDato, coalesce(SlutDato, ends.dato)), null) as slut,
  year(StartDato) - year(Foedselsdato)
    - (month(StartDato) * 100 + day(StartDato) < month(Foedselsdato) * 100 + day(Foedselsdato))::integer as age,
  coalesce(if(indsats._kommune = '0000', sor.KommuneKode, indsats._kommune)::integer, -1) as DimKommune,
  coalesce(DimBorger, -1) as DimBorger,
  coalesce(DimPlanlagtIndsats, -1) as DimPlanlagtIndsats,
  coalesce(tilstandskode.DimTilstand, -1) as DimTilstand,
  coalesce(opfoelgning.noegle, -1) as DimOpfølgning,
  tid_of(follow_ups.latest.tid::date) as DimTidOpfølgning,
  tid_of(contacts.dato) as DimTidOpfølgningKontakt
from newest as indsats
left join ends using (Id)
left join first_tilstande using (Id)
left join follow_ups on follow_ups.id = indsats.Id
left join contacts on contacts.id = indsats.Id
left join read_parquet('{out}/numbers.parquet') on Nummer = Personnummer::bigint
left join read_parquet('{out}/indsatskoder.parquet') as kode on kode.Kode = indsats.IndsatsKode
left join read_parquet('{out}/tilstandskoder.parquet') as tilstandskode on tilstandskode.Kode = first_tilstande.TilstandKode
left join read_parquet('{out}/svar.parquet') as opfoelgning on opfoelgning.kode = follow_ups.latest.resultat
left join (from dsa_hist.RefSorKommune where _til = 99991231999) as sor on sor.Sor = indsats.AfsenderSor;

copy (
  select
    m.tid::integer as DimTid,
    DimKommune,
    DimBorger,
    if(age between 0 and 125, age, -1)::integer as DimAlder,
    DimPlanlagtIndsats,
    DimTilstand,
    tid_of(StartDato) as DimTidStart,
    tid_of(if(slut <= getvariable('month_end'), slut, null)) as DimTidSlut,
    DimOpfølgning,
    DimTidOpfølgning,
    DimTidOpfølgningKontakt,
    (month_index - month_of(StartDato) + 1)::integer as Løbetid,
    (least(slut, m.last_day) - StartDato)::integer as VarighedDage,
    Id as IndsatsId
  from (
    select *, unnest(range(month_of(StartDato), month_of(least(slut, getvariable('month_end'))) + 1)) as month_index
    from indsatser
  )
  join (
    select i as month_index, last_day(make_date(i // 12, i % 12 + 1, 1)) as last_day,
      year(last_day) * 10000 + month(last_day) * 100 + day(last_day) as tid
    from range(1988 * 12, 2061 * 12) as every_month(i)
  ) as m using (month_index)
) to '{out}/FactPlanlagtIndsats.parquet' (format parquet, compression snappy, row_group_size 122880);

-- One row for each indsats and month: else an error. Months are counted as bits, 63 to a number.
select error('two rows of an indsats in one month')
from (
  select
    hash(IndsatsId, (DimTid // 10000 * 12 + DimTid // 100 % 100) // 63) as indsats,
    1::bigint << ((DimTid // 10000 * 12 + DimTid // 100 % 100) % 63) as month_bit
  from read_parquet('{out}/FactPlanlagtIndsats.parquet')
)
group by indsats
having count(*) > bit_count(bit_or(month_bit));
