-- The keys of what FSIII's facts refer to, as Parquet files in {out}: distinct members, each with its keyed hash. Not
-- measured: on the other side too these tables stand when a fact is built.
-- The code system has been delivered once. No number in the database has become another, and none is a replacement number.
create temp macro surrogate(natural_key, inner_pad, outer_pad) as (
  ('0x' || substr(sha256(outer_pad || unhex(sha256(inner_pad || encode(natural_key)))), 1, 16))::ubigint & 9223372036854775807
)::bigint;

copy (
  select
    surrogate(Personnummer || chr(31), unhex('{inner_DimBorger}'), unhex('{outer_DimBorger}')) as DimBorger,
    Personnummer::bigint as Nummer,
    Foedselsdato
  from dsa_hist.BorgerPerson
  where _til = 99991231999
) to '{out}/numbers.parquet' (format parquet, compression snappy);

-- A code and its twin in the other scheme are one member: they alone share a path of texts.
create temp table members as
with recursive paths as (
  select Kode, Skema, Kode as rod, [Tekst] as sti
  from dsa_hist.FSIIIKode
  where _til = 99991231999 and Foraelder is null
  union all
  select koder.Kode, koder.Skema, paths.rod, list_append(paths.sti, koder.Tekst)
  from paths
  join dsa_hist.FSIIIKode as koder on koder.Foraelder = paths.Kode
  where koder._til = 99991231999
)
select
  Kode,
  rod,
  case
    when count(*) over twins = 2 and count(*) filter (Skema = 'legacy') over twins = 1
    then min(Kode) filter (Skema = 'legacy') over twins
    else Kode
  end as member
from paths
window twins as (partition by sti);

copy (
  select
    Kode,
    surrogate(member, unhex('{inner_DimTilstand}'), unhex('{outer_DimTilstand}')) as DimTilstand
  from members
  where rod in ('J', 'd49d6b0c-c067-4469-b92d-3842822c4971', 'I', '4db72d65-7ec1-45b4-89c3-5017c35d085e')
) to '{out}/tilstandskoder.parquet' (format parquet, compression snappy);

copy (
  select
    Kode,
    surrogate(member, unhex('{inner_DimPlanlagtIndsats}'), unhex('{outer_DimPlanlagtIndsats}')) as DimPlanlagtIndsats,
    surrogate(member, unhex('{inner_DimLeveretIndsats}'), unhex('{outer_DimLeveretIndsats}')) as DimLeveretIndsats
  from members
  where rod in (
    'G', 'cac857f7-2957-4fc7-a814-9e7fc450270a', 'H', 'b07bbb6d-16b2-4cee-b5a5-771ca5beb67c',
    '102ea764_d2cf_4a24_979d_68c2e8d638cf', '102ea764-d2cf-4a24-979d-68c2e8d638cf',
    '7deb81de_12c0_4a49_bd5b_72ea6fe89d83', '7deb81de-12c0-4a49-bd5b-72ea6fe89d83',
    'Kommunalt_hjaelpemiddelomraade_indsatser', 'f5e2461b-2737-4b52-846c-2ff8f2d88db5'
  )
) to '{out}/indsatskoder.parquet' (format parquet, compression snappy);

copy (
  select kode, surrogate(kode, unhex('{inner_DimOpfølgning}'), unhex('{outer_DimOpfølgning}')) as noegle
  from (select unnest(['E1', 'E2', 'E3', 'E4']) as kode)
  union all
  select kode, surrogate(kode, unhex('{inner_DimBorgervurdering}'), unhex('{outer_DimBorgervurdering}'))
  from (select unnest(['C1', 'C2', 'C3', 'C4']) as kode)
  union all
  select kode, surrogate(kode, unhex('{inner_DimBorgervurderingBetydning}'), unhex('{outer_DimBorgervurderingBetydning}'))
  from (select unnest(['D1', 'D2']) as kode)
) to '{out}/svar.parquet' (format parquet, compression snappy);
