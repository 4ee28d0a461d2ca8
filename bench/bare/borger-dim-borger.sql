-- CPR → DimBorger as Parquet: the same rows as the pipeline's, as a person would write them by hand. {out} holds DimGeografi,
-- {dsa} is the schema of the typed tables, {month_end} the run month's last day.
set variable month_end = date '{month_end}';

create temp macro borger_key(natural_key) as (
  ('0x' || substr(sha256(unhex('{outer_DimBorger}') || unhex(sha256(unhex('{inner_DimBorger}') || encode(natural_key)))), 1, 16))
    ::ubigint & 9223372036854775807
)::bigint;
create temp macro house(t) as case
  when regexp_full_match(trim(t), '0*[0-9]{1,3} ?[A-Za-zÆØÅæøå]?')
  then lpad(right(regexp_extract(trim(t), '^[0-9]+'), 3), 3, '0') || upper(regexp_extract(trim(t), '[^0-9 ]$'))
  else upper(trim(t))
end;
create temp macro danish(code) as case when code in ('', '0000', '5001') then null else code = '5100' end;

-- older number → the number at which the chain ends
create temp table numbers as
with recursive steps as (
  select Personnummer as older, GaeldendePersonnummer as next
  from {dsa}.BorgerPerson
  where Status = '60' and _til = 99991231999
),
chains as (
  select older, next from steps
  union
  select chains.older, steps.next from chains join steps on steps.older = chains.next
)
select older, any_value(next) as Personnummer
from chains
anti join steps on steps.older = chains.next
group by older;

create temp table citizens as
select *
from {dsa}.BorgerPerson
where Status not in ('30', '50', '60') and _til = 99991231999;

-- a parent is known when birth country and citizenship are
create temp table parents as
select
  Personnummer,
  danish(FoedelandKode) and danish(StatsborgerskabKode) as dansk,
  case when danish(FoedelandKode) then StatsborgerskabKode else FoedelandKode end as land
from {dsa}.BorgerPerson
where Status not in ('30', '50') and _til = 99991231999
  and danish(FoedelandKode) is not null
  and danish(StatsborgerskabKode) is not null;

create temp table residences as
with held as (
  select
    coalesce(numbers.Personnummer, adresse.Personnummer) as Personnummer,
    FraDato,
    struct_pack(kommune := KommuneKode, vej := lpad(VejKode, 4, '0'), hus := HusNr) as bopael
  from {dsa}.BorgerAdresse as adresse
  left join numbers on numbers.older = adresse.Personnummer
  where _til = 99991231999
    and FraDato <= getvariable('month_end')
    and coalesce(TilDato > getvariable('month_end'), true)
),
newest as (
  select Personnummer, arg_max(bopael, FraDato) as bopael
  from held
  group by Personnummer
),
houses as (
  select hus, house(hus) as Husnummer from (select distinct bopael.hus as hus from newest)
)
select newest.Personnummer, bopael.kommune::integer as kommune, coalesce(geografi.DimGeografiID, -1) as DimGeografi
from newest
join houses on houses.hus = bopael.hus
left join read_parquet('{out}/DimGeografi.parquet') as geografi
  on geografi.KommuneNummer = bopael.kommune
  and geografi.Vejnummer = bopael.vej
  and geografi.Husnummer = houses.Husnummer;

create temp table attached as
select
  coalesce(numbers.Personnummer, tilknytning.Personnummer) as Personnummer,
  arg_max(KommuneKode::integer, FraDato) filter (Rolle = 'betaling') as betaling,
  arg_max(KommuneKode::integer, FraDato) filter (Rolle = 'handle') as handle
from {dsa}.BorgerTilknytning as tilknytning
left join numbers on numbers.older = tilknytning.Personnummer
where _til = 99991231999
  and FraDato <= getvariable('month_end')
  and coalesce(TilDato > getvariable('month_end'), true)
group by all;

copy (
  with families as (
    select
      citizen.*,
      mor.dansk as mor_dansk, mor.land as mor_land,
      far.dansk as far_dansk, far.land as far_land,
      danish(citizen.FoedelandKode) as foedt,
      danish(citizen.StatsborgerskabKode) as statsborger
    from citizens as citizen
    left join numbers as older_mor on older_mor.older = citizen.MorPersonnummer
    left join numbers as older_far on older_far.older = citizen.FarPersonnummer
    left join parents as mor on mor.Personnummer = coalesce(older_mor.Personnummer, citizen.MorPersonnummer)
    left join parents as far on far.Personnummer = coalesce(older_far.Personnummer, citizen.FarPersonnummer)
  ),
  by_herkomst as (
    select
      *,
      case
        when mor_dansk or far_dansk then 1
        when coalesce(mor_dansk, far_dansk) is not null then
          case when foedt then 3 when not foedt then 2 else 9 end
        when not foedt then 2
        when foedt and not statsborger then 3
        when foedt and statsborger then 1
        else 9
      end as HerkomstKode
    from families
  ),
  by_country as (
    select
      *,
      case HerkomstKode
        when 1 then '5100'
        when 2 then coalesce(mor_land, far_land, FoedelandKode)
        when 3 then coalesce(mor_land, far_land, StatsborgerskabKode)
      end as land
    from by_herkomst
  )
  select
    borger_key(citizen.Personnummer || chr(31)) as DimBorgerID,
    citizen.Personnummer,
    Navn,
    Foedselsdato as Fødselsdato,
    Koen as Køn,
    Status,
    case Status
      when '01' then 'Bopæl i Danmark'
      when '03' then 'Bopæl i Danmark, høj vejkode'
      when '05' then 'Bopæl i Grønland'
      when '07' then 'Bopæl i Grønland, høj vejkode'
      when '20' then 'Uden bopæl, personnummer af skattehensyn'
      when '70' then 'Forsvundet'
      when '80' then 'Udrejst'
      when '90' then 'Død'
    end as StatusTekst,
    FoedelandKode as FødelandKode,
    StatsborgerskabKode,
    HerkomstKode,
    case HerkomstKode when 1 then 'Dansk oprindelse' when 2 then 'Indvandrer' when 3 then 'Efterkommer' else 'Uoplyst' end
      as Herkomst,
    land as OprindelseslandKode,
    (
      land in (
        '5100', '5104', '5105', '5106', '5107', '5108', '5109', '5110', '5120', '5124', '5126', '5128', '5130', '5134',
        '5140', '5142', '5150', '5153', '5154', '5156', '5158', '5159', '5160', '5164', '5170', '5174', '5176', '5180',
        '5182', '5314', '5390', '5422', '5502', '5514', '5607', '5609', '5611', '5750', '5752', '5776', '5778'
      )
    )::integer as ErVestlig,
    Civilstand,
    AegtefaellePersonnummer as ÆgtefællePersonnummer,
    MorPersonnummer,
    FarPersonnummer,
    coalesce(
      BeskyttelseFra <= getvariable('month_end') and coalesce(BeskyttelseTil > getvariable('month_end'), true),
      false
    )::integer as ErBeskyttet,
    coalesce(bopael.kommune, -1) as DimKommuneBopæl,
    coalesce(bopael.DimGeografi, -1) as DimGeografiBopæl,
    coalesce(attached.betaling, -1) as DimKommuneBetaling,
    coalesce(attached.handle, -1) as DimKommuneHandle
  from by_country as citizen
  left join residences as bopael
    on bopael.Personnummer = case when citizen.Status in ('01', '03') then citizen.Personnummer end
  left join attached on attached.Personnummer = citizen.Personnummer
  union all
  select
    -1, 'Ukendt', 'Ukendt', null, 'Ukendt', 'Ukendt', 'Ukendt', 'Ukendt', 'Ukendt', null, 'Ukendt', 'Ukendt', null,
    'Ukendt', 'Ukendt', 'Ukendt', 'Ukendt', null, -1, -1, -1, -1
) to '{out}/DimBorger.parquet' (format parquet, compression snappy, row_group_size 122880);

select error('two citizens of one key')
from read_parquet('{out}/DimBorger.parquet')
group by DimBorgerID
having count(*) > 1;
