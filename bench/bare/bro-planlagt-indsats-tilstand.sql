-- DSA_HIST → BroPlanlagtIndsatsTilstand as Parquet: the same rows as the pipeline's, as a person would write them by hand.
-- {out} is a folder, {month_end} the run month's last day. A resource is always told of the same citizen.
set variable month_end = date '{month_end}';

copy (
  select
    links.Id as IndsatsId,
    links.tilstand_id as TilstandId,
    coalesce(if(links._kommune = '0000', sor.KommuneKode, links._kommune)::integer, -1) as _DimKommune
  from (
    select Id, unnest(TilstandIds) as tilstand_id, AfsenderSor, _kommune
    from dsa_hist.FSIIIPlanlagtIndsats
    where _til = 99991231999 and Status <> 'entered-in-error' and StartDato <= getvariable('month_end')
  ) as links
  semi join (from dsa_hist.FSIIITilstand where _til = 99991231999 and Status <> 'entered-in-error') as tilstand
    on tilstand.Id = links.tilstand_id
  left join (from dsa_hist.RefSorKommune where _til = 99991231999) as sor on sor.Sor = links.AfsenderSor
) to '{out}/BroPlanlagtIndsatsTilstand.parquet' (format parquet, compression snappy, row_group_size 122880);

-- One row for each link: else an error.
select error('a link twice')
from read_parquet('{out}/BroPlanlagtIndsatsTilstand.parquet')
group by hash(IndsatsId, TilstandId)
having count(*) > 1;
