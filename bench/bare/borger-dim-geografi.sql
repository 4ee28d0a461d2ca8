-- LIFASkoledistrikt and BorgerAdresse → DimGeografi as Parquet: of the districts of an address the one that covers most
-- klassetrin. {out} is a
-- folder, {dsa} the schema of the typed tables.
create temp macro geografi_key(natural_key) as (
  ('0x' || substr(sha256(unhex('{outer_DimGeografi}') || unhex(sha256(unhex('{inner_DimGeografi}') || encode(natural_key)))), 1, 16))
    ::ubigint & 9223372036854775807
)::bigint;
create temp macro trin(t) as case
  when t = 'Børnehaveklasse' then 0
  when regexp_full_match(t, '(\d|10)(\. klasse)?') then regexp_extract(t, '^\d+')::integer
end;
create temp macro husnummer(t) as case
  when regexp_full_match(trim(t), '0*[0-9]{1,3} ?[A-Za-zÆØÅæøå]?')
  then lpad(right(regexp_extract(trim(t), '^[0-9]+'), 3), 3, '0') || upper(regexp_extract(trim(t), '[^0-9 ]$'))
  else upper(trim(t))
end;

copy (
  with written as (
    select distinct KommuneKode, VejKode, HusNr
    from {dsa}.BorgerAdresse
    where _til = 99991231999
  ),
  residences as (
    select distinct KommuneKode as KommuneNummer, lpad(VejKode, 4, '0') as Vejnummer, husnummer(HusNr) as Husnummer
    from written
  ),
  schools as (
    select
      KommuneKode as KommuneNummer,
      lpad(VejKode, 4, '0') as Vejnummer,
      husnummer(HusNr) as Husnummer,
      arg_max(
        {'Vejnavn': VejNavn, 'Postnummer': PostNr, 'nr': DistriktsNr, 'navn': DistriktsNavn, 'trin': trin(SlutTrin) - trin(StartTrin) + 1},
        {'trin': trin(SlutTrin) - trin(StartTrin) + 1, 'start': -trin(StartTrin)}
      ) as valgt
    from {dsa}.LIFASkoledistrikt
    where _til = 99991231999
    group by all
  ),
  addresses as (
    select
      KommuneNummer,
      Vejnummer,
      coalesce(valgt.Vejnavn, 'Ukendt') as Vejnavn,
      Husnummer,
      coalesce(valgt.Postnummer, 'Ukendt') as Postnummer,
      coalesce(valgt.nr, 'Ukendt') as SkoleDistriktsNummer,
      coalesce(valgt.navn, 'Ukendt') as SkoleDistriktsNavn,
      valgt.trin as Klassetrin
    from schools
    full join residences using (KommuneNummer, Vejnummer, Husnummer)
  )
  select geografi_key(concat_ws(chr(31), KommuneNummer, Vejnummer, Husnummer)) as DimGeografiID, *
  from addresses
  union all
  select -1, 'Ukendt', 'Ukendt', 'Ukendt', 'Ukendt', 'Ukendt', 'Ukendt', 'Ukendt', null
) to '{out}/DimGeografi.parquet' (format parquet, compression snappy, row_group_size 122880);

select error('two addresses of one key')
from read_parquet('{out}/DimGeografi.parquet')
group by DimGeografiID
having count(*) > 1;
