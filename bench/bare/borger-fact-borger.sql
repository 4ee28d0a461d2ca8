-- CPR, DimBorger and DimGeografi → FactBorger as Parquet: month-end population of ten years, as a person would write it by
-- hand. {out} holds the two dimensions, {dsa} is the schema of the typed tables, {month_end} the run month's last day,
-- {first_day} the first of the 120 months. Nobody has two residences at once: else an error.
create temp macro month_number(dato) as year(dato) * 12 + month(dato) - 1;
create temp macro husnr(t) as case
  when regexp_full_match(trim(t), '0*[0-9]{1,3} ?[A-Za-zÆØÅæøå]?')
  then lpad(right(regexp_extract(trim(t), '^[0-9]+'), 3), 3, '0') || upper(regexp_extract(trim(t), '[^0-9 ]$'))
  else upper(trim(t))
end;

create temp table older_numbers as
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

create temp table stretches as
select
  coalesce(older_numbers.Personnummer, adresse.Personnummer) as Personnummer,
  FraDato, TilDato, KommuneKode, VejKode, HusNr
from {dsa}.BorgerAdresse as adresse
left join older_numbers on older_numbers.older = adresse.Personnummer
where _til = 99991231999
  and coalesce(TilDato > FraDato, true)
  and coalesce(TilDato > date '{first_day}', true);

select error('two residences at once')
from (
  select TilDato, lead(FraDato) over (partition by Personnummer order by FraDato) as next_fra
  from stretches
)
where next_fra is not null and coalesce(TilDato > next_fra, true)
limit 1;

create temp table addresses as
select written.*, geografi.DimGeografiID as DimGeografi
from (select distinct KommuneKode, VejKode, HusNr from stretches) as written
join read_parquet('{out}/DimGeografi.parquet') as geografi
  on geografi.KommuneNummer = written.KommuneKode
  and geografi.Vejnummer = lpad(written.VejKode, 4, '0')
  and geografi.Husnummer = husnr(written.HusNr);

copy (
  with residences as (
    select
      borger.DimBorgerID,
      borger.HerkomstKode,
      KommuneKode::integer as kommune,
      DimGeografi,
      month_number(borger.Fødselsdato) as born_month,
      day(borger.Fødselsdato) as born_day,
      greatest(FraDato, borger.Fødselsdato) as fra,
      least(TilDato, case when borger.Status not in ('01', '03') then person.StatusDato end) as til
    from stretches
    join read_parquet('{out}/DimBorger.parquet') as borger using (Personnummer)
    join {dsa}.BorgerPerson as person on person.Personnummer = borger.Personnummer and person._til = 99991231999
    join addresses using (KommuneKode, VejKode, HusNr)
  ),
  months as (
    select
      *,
      unnest(range(
        greatest(month_number(fra), month_number(date '{first_day}')),
        least(coalesce(month_number(til) - 1, month_number(date '{month_end}')), month_number(date '{month_end}')) + 1
      )) as month_index
    from residences
    where coalesce(til > fra, true)
  ),
  ages as (
    select
      months.*,
      calendar.tid,
      (month_index - born_month - (calendar.days < born_day)::integer) // 12 as age
    from months
    join (
      select i as month_index, last_day(make_date(i // 12, i % 12 + 1, 1)) as last, day(last) as days,
        year(last) * 10000 + month(last) * 100 + day(last) as tid
      from range(2000 * 12, 2061 * 12) as every_month(i)
    ) as calendar using (month_index)
  )
  select
    tid::integer as DimTid,
    DimBorgerID as DimBorger,
    kommune as DimKommuneBopæl,
    DimGeografi as DimGeografiBopæl,
    (case when age between 0 and 125 then age else -1 end)::integer as DimAlder,
    HerkomstKode
  from ages
) to '{out}/FactBorger.parquet' (format parquet, compression snappy, row_group_size 122880);
