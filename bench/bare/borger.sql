-- CPR and LIFA as csv → Rådata (Parquet, text) → typed tables with history columns → DimGeografi, DimBorger and FactBorger
-- as Parquet: the same rows as the pipeline's, as a person would write them by hand. {person}, {adresse}, {tilknytning} and
-- {lifa} are csv files, {out} a folder, {month_end} the run month's last day. There are no replacement numbers, no rows
-- that a source has dropped, and RefLand has not been delivered.
set variable month_end = date '{month_end}';
set variable first_day = date '{first_day}';

create macro is_date(t) as if(t is null, null, regexp_full_match(t, '\d{4}-\d{2}-\d{2}') and try_cast(t as date) is not null);
create macro is_cpr(t) as regexp_full_match(
  t,
  '((0[1-9]|[12]\d|3[01])(0[13578]|1[02])|(0[1-9]|[12]\d|30)(0[469]|11)|(0[1-9]|1\d|2[0-8])02)\d{6}|2902(0[048]|[2468][048]|[13579][26])\d{4}'
);

-- Rådata
copy (
  select *, null::bigint as _linje
  from read_csv('{person}', delim = ';', quote = '"', escape = '"', header = true, auto_detect = false,
    columns = {'Personnummer': 'VARCHAR', 'Navn': 'VARCHAR', 'Foedselsdato': 'VARCHAR', 'Koen': 'VARCHAR',
      'Status': 'VARCHAR', 'StatusDato': 'VARCHAR', 'FoedelandKode': 'VARCHAR', 'StatsborgerskabKode': 'VARCHAR',
      'MorPersonnummer': 'VARCHAR', 'FarPersonnummer': 'VARCHAR', 'AegtefaellePersonnummer': 'VARCHAR',
      'Civilstand': 'VARCHAR', 'GaeldendePersonnummer': 'VARCHAR', 'BeskyttelseFra': 'VARCHAR',
      'BeskyttelseTil': 'VARCHAR'})
) to '{out}/raa-person.parquet' (format parquet, compression snappy);
copy (
  select *, null::bigint as _linje
  from read_csv('{adresse}', delim = ';', quote = '"', escape = '"', header = true, auto_detect = false,
    columns = {'Personnummer': 'VARCHAR', 'FraDato': 'VARCHAR', 'TilDato': 'VARCHAR', 'KommuneKode': 'VARCHAR',
      'VejKode': 'VARCHAR', 'HusNr': 'VARCHAR', 'Etage': 'VARCHAR', 'SideDoer': 'VARCHAR', 'AdresseId': 'VARCHAR'})
) to '{out}/raa-adresse.parquet' (format parquet, compression snappy);
copy (
  select *, null::bigint as _linje
  from read_csv('{tilknytning}', delim = ';', quote = '"', escape = '"', header = true, auto_detect = false,
    columns = {'Personnummer': 'VARCHAR', 'KommuneKode': 'VARCHAR', 'Rolle': 'VARCHAR', 'FraDato': 'VARCHAR',
      'TilDato': 'VARCHAR'})
) to '{out}/raa-tilknytning.parquet' (format parquet, compression snappy);
copy (
  select *, null::bigint as _linje
  from read_csv('{lifa}', delim = ';', quote = '"', escape = '"', header = true, auto_detect = false,
    columns = {'AdresseId': 'VARCHAR', 'DistriktsNr': 'VARCHAR', 'DistriktsNavn': 'VARCHAR', 'StartTrin': 'VARCHAR',
      'SlutTrin': 'VARCHAR', 'KommuneKode': 'VARCHAR', 'VejKode': 'VARCHAR', 'VejNavn': 'VARCHAR', 'HusNr': 'VARCHAR',
      'PostNr': 'VARCHAR'})
) to '{out}/raa-lifa.parquet' (format parquet, compression snappy);

-- rows that fail, and keys that come twice
create temp table person_rejected as
select *
from read_parquet('{out}/raa-person.parquet', file_row_number = true)
where not coalesce(is_cpr(Personnummer), false)
  or not coalesce(is_date(Foedselsdato), false)
  or coalesce(Koen, '') not in ('M', 'K')
  or coalesce(Status, '') not in ('01', '03', '05', '07', '20', '30', '50', '60', '70', '80', '90')
  or not coalesce(is_date(StatusDato), false)
  or not is_cpr(MorPersonnummer)
  or not is_cpr(FarPersonnummer)
  or not is_cpr(AegtefaellePersonnummer)
  or Civilstand not in ('U', 'G', 'F', 'E', 'P', 'O', 'L', 'D')
  or not is_cpr(GaeldendePersonnummer)
  or not is_date(BeskyttelseFra)
  or not is_date(BeskyttelseTil)
  or try_cast(BeskyttelseTil as date) < try_cast(BeskyttelseFra as date);
create temp table adresse_rejected as
select *
from read_parquet('{out}/raa-adresse.parquet', file_row_number = true)
where not coalesce(is_cpr(Personnummer), false)
  or not coalesce(is_date(FraDato), false)
  or not is_date(TilDato)
  or not coalesce(regexp_full_match(KommuneKode, '\d{4}'), false)
  or coalesce(VejKode, '') = ''
  or coalesce(HusNr, '') = ''
  or try_cast(TilDato as date) < try_cast(FraDato as date);
create temp table tilknytning_rejected as
select *
from read_parquet('{out}/raa-tilknytning.parquet', file_row_number = true)
where not coalesce(is_cpr(Personnummer), false)
  or not coalesce(regexp_full_match(KommuneKode, '\d{4}'), false)
  or coalesce(Rolle, '') not in ('betaling', 'handle')
  or not coalesce(is_date(FraDato), false)
  or not is_date(TilDato)
  or try_cast(TilDato as date) < try_cast(FraDato as date);
select error('a row fails')
from (
  select 1 from person_rejected
  union all
  select 1 from adresse_rejected
  union all
  select 1 from tilknytning_rejected
);
select error('a key comes twice')
from (
  select 1 from read_parquet('{out}/raa-person.parquet') group by hash(Personnummer) having count(*) > 1
  union all
  select 1 from read_parquet('{out}/raa-adresse.parquet') group by hash(Personnummer, FraDato) having count(*) > 1
  union all
  select 1 from read_parquet('{out}/raa-lifa.parquet') group by hash(AdresseId, DistriktsNr) having count(*) > 1
);

-- typed, with the columns of history
create table BorgerPerson as
select
  Personnummer, Navn, Foedselsdato::date as Foedselsdato, Koen, Status, StatusDato::date as StatusDato, FoedelandKode,
  StatsborgerskabKode, MorPersonnummer, FarPersonnummer, AegtefaellePersonnummer, Civilstand, GaeldendePersonnummer,
  BeskyttelseFra::date as BeskyttelseFra, BeskyttelseTil::date as BeskyttelseTil,
  '0000' as _kommune, 'CPR' as _kildesystem, 20241231001 as _fra, 99991231999 as _til, 'CPR:delivery' as _leverance,
  file_row_number + 2 as _linje
from read_parquet('{out}/raa-person.parquet', file_row_number = true);
create table BorgerAdresse as
select
  Personnummer, FraDato::date as FraDato, TilDato::date as TilDato, KommuneKode, VejKode, HusNr, Etage, SideDoer, AdresseId,
  '0000' as _kommune, 'CPR' as _kildesystem, 20241231001 as _fra, 99991231999 as _til, 'CPR:delivery' as _leverance,
  file_row_number + 2 as _linje
from read_parquet('{out}/raa-adresse.parquet', file_row_number = true);
create table BorgerTilknytning as
select
  Personnummer, KommuneKode, Rolle, FraDato::date as FraDato, TilDato::date as TilDato,
  '0000' as _kommune, 'CPR' as _kildesystem, 20241231001 as _fra, 99991231999 as _til, 'CPR:delivery' as _leverance,
  file_row_number + 2 as _linje
from read_parquet('{out}/raa-tilknytning.parquet', file_row_number = true);
create table LIFASkoledistrikt as
select
  * exclude (_linje, file_row_number),
  '0000' as _kommune, 'LIFA' as _kildesystem, 20241231001 as _fra, 99991231999 as _til, 'LIFA:delivery' as _leverance,
  file_row_number + 2 as _linje
from read_parquet('{out}/raa-lifa.parquet', file_row_number = true);
checkpoint;
