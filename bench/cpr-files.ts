import { KOMMUNE_CODES, quoteText } from '@flis/core'

/** Days on which persons are born: a hundred years up to December 2024. */
const DAYS = 36_500

/** Persons born on each day at a size: 274 at national scale, so ten million. */
export const bornEachDay = (scale: number): number => Math.max(1, Math.round(274 * scale))

/** A person is the `s`th of those born on day `d`. */
const person = (each: number): string => `
  create or replace temp macro foedt(d) as date '1925-01-01' + (d)::integer;
  create or replace temp macro nummer(d, s) as
    strftime(foedt(d), '%d%m%y') || lpad((s + case when foedt(d) < date '2000-01-01' then 0 else 4000 end)::varchar, 4, '0');
  create or replace temp macro p(d, s) as (d * ${each} + s)::bigint;
  create or replace temp macro draw(d, s, n, below) as (hash(p(d, s), n) % below)::integer`

/** Number j of the kommuner has 2 j + 1 parts of 98². */
const kommune = (drawn: string): string =>
  `[${KOMMUNE_CODES.map(quoteText).join(', ')}][1 + floor(sqrt(${drawn} % ${98 * 98}))::integer]`

/** Roads of each kommune: three million addresses at national scale. */
const veje = (each: number): number => Math.max(3, Math.round((300 * each) / 274))
const HUSE = 100
/** A house is written without leading zeros. */
const hus = (i: string): string => `(1 + (${i}) // 2)::varchar || if((${i}) % 2 = 1, 'A', '')`

/**
 * What later statements take of each person: state, its date, and the first and last day of residence. The first
 * two of a day are those that changed numbers lead to; the one-day residences of these were before theirs.
 */
const persons = (each: number): string => `create or replace temp view persons as
  with drawn as (
    select
      d,
      s,
      foedt(d) as foedt,
      case
        when draw(d, s, 1, 1000) < 600 then '01'
        when draw(d, s, 1, 1000) < 605 then '03'
        when draw(d, s, 1, 1000) < 750 then '80'
        when draw(d, s, 1, 1000) < 950 then '90'
        when draw(d, s, 1, 1000) < 970 then if(s = 0 or d > 35500, '01', '60')
        when draw(d, s, 1, 1000) < 972 then '30'
        when draw(d, s, 1, 1000) < 974 then '50'
        when draw(d, s, 1, 1000) < 985 then '20'
        else '70'
      end as status
    from (select unnest(range(${DAYS})) as d) cross join (select unnest(range(${each})) as s)
  ),
  dated as (
    select
      *,
      case
        when status in ('01', '03') then foedt
        else foedt + 1 + draw(d, s, 2, greatest(1, date '2024-12-30' - foedt))
      end as status_dato,
      least(
        case when status = '60' then foedt + s::integer when s < 2 then foedt + 400 when draw(d, s, 3, 10) = 0 then foedt + 400 + draw(d, s, 4, 3000) else foedt end,
        date '2024-12-01'
      ) as fra
    from drawn
  )
  select
    *,
    case
      when status = '60' then foedt + s::integer + 1
      when status in ('01', '03') then date '2024-12-10'
      else greatest(fra + 60, status_dato)
    end as til,
    case
      when status in ('20', '30', '50') then 0
      when status = '60' then 1
      else least(1 + draw(d, s, 5, 7), greatest(1, (case when status in ('01', '03') then date '2024-12-10' else greatest(fra + 60, status_dato) end - fra) // 60))
    end as bopaele
  from dated`

/** Which persons a statement tells of: all, or those whom a delta holds. */
const chosen = (every: number | null): string => (every === null ? 'true' : `p(d, s) % ${every} = 7`)

const personRows = (each: number, every: number | null): string => `
  select
    nummer(d, s) as Personnummer,
    'Navn ' || p(d, s)::varchar || ' Åsen' as Navn,
    foedt as Foedselsdato,
    if(draw(d, s, 10, 2) = 0, 'K', 'M') as Koen,
    status as Status,
    status_dato as StatusDato,
    [${[...Array(83).fill(`'5100'`), ...Array(3).fill(`'5120'`), ...Array(6).fill(`'5172'`), ...Array(3).fill(`'5180'`), ...Array(3).fill(`'5704'`), `'0000'`, 'null'].join(', ')}][1 + draw(d, s, 11, 100)] as FoedelandKode,
    ${every === null ? '' : `case when p(d, s) % ${3 * every} = 7 then '5100' else`}
    ['5100', '5100', '5100', '5100', '5100', '5100', '5172', '5120', '5103', '5001', null][1 + if(draw(d, s, 12, 100) < 80, 0, draw(d, s, 13, 11))]
    ${every === null ? '' : 'end'} as StatsborgerskabKode,
    case when d >= 14600 and draw(d, s, 14, 100) < 85 then nummer(d - 7300 - draw(d, s, 15, 7300), draw(d, s, 16, ${each})) end as MorPersonnummer,
    case when d >= 15600 and draw(d, s, 17, 100) < 75 then nummer(d - 8300 - draw(d, s, 18, 7300), draw(d, s, 19, ${each})) end as FarPersonnummer,
    case when draw(d, s, 20, 3) = 0 then nummer((d + 777) % ${DAYS}, draw(d, s, 21, ${each})) end as AegtefaellePersonnummer,
    ['U', 'U', 'G', 'F', 'E', 'P', null][1 + draw(d, s, 22, 7)] as Civilstand,
    case when status = '60' then nummer(d, if(s >= 2 and draw(d, s, 23, 2) = 0, 1, 0)) end as GaeldendePersonnummer,
    case when draw(d, s, 24, 100) = 0 then date '2024-01-01' - draw(d, s, 25, 900) end as BeskyttelseFra,
    case when draw(d, s, 24, 100) = 0 and draw(d, s, 26, 2) = 0 then date '2024-01-01' + draw(d, s, 27, 700) end as BeskyttelseTil
  from persons
  where ${chosen(every)}`

/** About four residences each, one after the other, some with a gap; in a delta residents have moved on 20 December 2024. */
const adresseRows = (each: number, every: number | null): string => `
  with numbered as (
    select *, unnest(range(bopaele)) as nr
    from persons
    where bopaele > 0 and ${chosen(every)}
  ),
  residences as (
    select
      d, s, nr,
      fra + ((til - fra) * nr // bopaele)::integer as fra,
      case
        when nr + 1 < bopaele then fra + ((til - fra) * (nr + 1) // bopaele)::integer - if(draw(d, s, 40 + nr, 20) = 0 and til - fra > 60 * bopaele, 20, 0)
        when status not in ('01', '03') then til
        ${every === null ? '' : `else date '2024-12-20'`}
      end as til
    from numbered
    ${every === null ? '' : `union all select d, s, 99, date '2024-12-20', null from persons where status in ('01', '03') and ${chosen(every)}`}
  )
  select
    nummer(d, s) as Personnummer,
    fra::date as FraDato,
    til::date as TilDato,
    ${kommune('draw(d, s, 50 + nr // 2, 1000000)')} as KommuneKode,
    lpad((1 + draw(d, s, 70 + nr, ${veje(each)}))::varchar, 4, '0') as VejKode,
    ${hus(`draw(d, s, 90 + nr, ${HUSE})`)} as HusNr,
    if(nr % 3 = 0, (nr % 5)::varchar, null) as Etage,
    null as SideDoer,
    null as AdresseId
  from residences`

const tilknytningRows = (every: number | null): string => `
  select
    nummer(d, s) as Personnummer,
    ${kommune('draw(d, s, 60, 1000000)')} as KommuneKode,
    if(draw(d, s, 61, 2) = 0, 'betaling', 'handle') as Rolle,
    greatest(foedt, date '2024-01-01' - draw(d, s, 62, 3000)) as FraDato,
    case when draw(d, s, 63, 3) > 0 then greatest(foedt, date '2024-01-05') + draw(d, s, 64, 700) end as TilDato
  from persons
  where status <> '60' and draw(d, s, 65, 20) = 0 and ${chosen(every)}`

/** Of a hundred addresses five are unknown to LIFA, twenty have a second district of one klassetrin, five a third. */
const lifaRows = (each: number): string => `
  with addresses as (
    select kommune, vej, nr, hash(kommune, vej, nr) % 100 as drawn
    from (select unnest([${KOMMUNE_CODES.map(quoteText).join(', ')}]) as kommune)
    cross join (select unnest(range(1, ${veje(each) + 1})) as vej)
    cross join (select unnest(range(${HUSE})) as nr)
  ),
  districts as (
    select *, '' as id, '1' as distrikt, '0' as fra, '9' as til from addresses where drawn >= 30
    union all
    select *, '', '1', 'Børnehaveklasse', '9. klasse' from addresses where drawn between 5 and 29
    union all
    select *, '', '2', '10', '10' from addresses where drawn >= 80
    union all
    select *, 'b', '3', '7', '9' from addresses where drawn >= 95
  )
  select
    kommune || '-' || vej::varchar || '-' || nr::varchar || id as AdresseId,
    kommune || (vej // 30)::varchar || distrikt as DistriktsNr,
    'Skole ' || (vej // 30)::varchar || ' i ' || kommune as DistriktsNavn,
    fra as StartTrin,
    til as SlutTrin,
    kommune as KommuneKode,
    lpad(vej::varchar, 4, '0') as VejKode,
    'Vej ' || vej::varchar as VejNavn,
    ${hus('nr')} as HusNr,
    (1000 + vej)::varchar as PostNr
  from districts`

const csv = (rows: string, path: string): string =>
  `copy (${rows}) to ${quoteText(path)} (format csv, delimiter ';', header true)`

/** Where the csv files lie. */
export interface CprFiles {
  readonly person: string
  readonly adresse: string
  readonly tilknytning: string
}

/**
 * Statements that write CPR's three csv files: of all persons, or of every `every`th as a later delta has them. The same
 * persons at the same size, always.
 */
export const makeCpr = (each: number, files: CprFiles, every: number | null = null): readonly string[] => [
  ...person(each).trim().split(';\n'),
  persons(each),
  csv(personRows(each, every), files.person),
  csv(adresseRows(each, every), files.adresse),
  csv(tilknytningRows(every), files.tilknytning),
]

/** The statement that writes LIFA's csv file. */
export const makeLifa = (each: number, path: string): string => csv(lifaRows(each), path)
