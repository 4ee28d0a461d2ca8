-- DSA_HIST → FactLeveretIndsats as Parquet: the same rows as the pipeline's, as a person would write them by hand.
-- {out} holds the keys of members, {month_end} is the run month's last day. A resource is always told of the same citizen.
set variable month_end = date '{month_end}';

copy (
  with delivered as (
    select
      Id, Personnummer, AfsenderSor, IndsatsKode, TilstandIds, _kommune,
      LeveretTidspunkt::timestamptz as tid,
      tid::date as dato,
      if(contains(LeveretTidspunkt, 'T'), hour(tid) * 100 + minute(tid), -1)::integer as DimKlokkeslæt
    from dsa_hist.FSIIILeveretIndsats
    where _til = 99991231999 and Status = 'completed' and dato <= getvariable('month_end')
  ),
  first_tilstande as (
    select links.Id, arg_min(TilstandKode, {'dato': RegistreretDato, 'kode': TilstandKode, 'id': tilstand.Id}) as TilstandKode
    from (select Id, unnest(TilstandIds) as tilstand_id from delivered) as links
    join (from dsa_hist.FSIIITilstand where _til = 99991231999 and Status <> 'entered-in-error') as tilstand
      on tilstand.Id = links.tilstand_id
    group by links.Id
  )
  select
    (year(dato) * 10000 + month(dato) * 100 + day(dato))::integer as DimTid,
    DimKlokkeslæt,
    coalesce(if(indsats._kommune = '0000', sor.KommuneKode, indsats._kommune)::integer, -1) as DimKommune,
    coalesce(DimBorger, -1) as DimBorger,
    if(age between 0 and 125, age, -1)::integer as DimAlder,
    coalesce(DimLeveretIndsats, -1) as DimLeveretIndsats,
    coalesce(DimTilstand, -1) as DimTilstand,
    indsats.Id as IndsatsId
  from (
    select
      delivered.*,
      DimBorger,
      year(dato) - year(Foedselsdato)
        - (month(dato) * 100 + day(dato) < month(Foedselsdato) * 100 + day(Foedselsdato))::integer as age
    from delivered
    left join read_parquet('{out}/numbers.parquet') on Nummer = Personnummer::bigint
  ) as indsats
  left join first_tilstande using (Id)
  left join read_parquet('{out}/indsatskoder.parquet') as kode on kode.Kode = indsats.IndsatsKode
  left join read_parquet('{out}/tilstandskoder.parquet') as tilstandskode on tilstandskode.Kode = first_tilstande.TilstandKode
  left join (from dsa_hist.RefSorKommune where _til = 99991231999) as sor on sor.Sor = indsats.AfsenderSor
) to '{out}/FactLeveretIndsats.parquet' (format parquet, compression snappy, row_group_size 122880);

-- One row for each indsats: else an error.
select error('two rows of an indsats')
from read_parquet('{out}/FactLeveretIndsats.parquet')
group by hash(IndsatsId)
having count(*) > 1;
