import { type Sql, sql } from '@flis/core'

/**
 * Bevægelser: the events of citizens, one row each.
 *
 * - Født: the day of birth, when the first residence begins within a year of it; the kommune of that residence.
 * - Indvandret: a first residence that begins more than a year after birth, or one after a gap.
 * - Fraflyttet and Tilflyttet: the day on which a residence in another kommune adjoins; two rows, each kommune with the
 *   other as its counterpart.
 * - Død (Status 90) and Udvandret (80): StatusDato; the kommune of the last residence that had begun by then.
 *
 * A year after birth is the first birthday, of one born 29 February 1 March.
 *
 * Gives Dato, DimBorger, KommuneKode, ModpartKode (NULL: none), Bevægelse, `_unit`.
 *
 * Source: specification Borger, FactBorgerBevægelse; "within a year" to the day is an own choice.
 *
 * @param citizens DimBorger, Personnummer, _nummerkommune, Status, StatusDato, Foedselsdato, _unit, as a row source
 * @param stretches residences without overlap (`bopaelsperioder`), as a row source
 */
export const bevaegelser = (citizens: Sql, stretches: Sql): Sql => sql`(
    with residences as (
      select
        citizen.DimBorger,
        citizen.Foedselsdato,
        citizen._unit,
        stretch.Fra,
        stretch.KommuneKode,
        lag(stretch.Til) over residences_in_order as before_til,
        lag(stretch.KommuneKode) over residences_in_order as before_kommune,
        row_number() over residences_in_order as nr
      from ${stretches} as stretch
      join ${citizens} as citizen
        on citizen.Personnummer = stretch.Borgernummer
        and citizen._nummerkommune = stretch.Nummerkommune
      window residences_in_order as (partition by citizen.DimBorger order by stretch.Fra)
    ),
    first_residences as (
      select
        *,
        Fra <= (Foedselsdato + interval 1 year)::date + (strftime(Foedselsdato, '%m%d') = '0229')::integer as born_here
      from residences
      where nr = 1
    ),
    left_the_population as (
      select
        citizen.DimBorger,
        citizen._unit,
        citizen.StatusDato,
        case citizen.Status when '90' then 'Død' else 'Udvandret' end as "Bevægelse",
        arg_max(residence.KommuneKode, residence.Fra) as KommuneKode
      from ${citizens} as citizen
      left join residences as residence
        on residence.DimBorger = citizen.DimBorger
        and residence.Fra <= citizen.StatusDato
      where citizen.Status in ('80', '90')
      group by all
    )
    select
      Foedselsdato as Dato, DimBorger, KommuneKode, null::varchar as ModpartKode, 'Født' as "Bevægelse", _unit
    from first_residences
    where born_here
    union all
    select Fra, DimBorger, KommuneKode, null, 'Indvandret', _unit
    from first_residences
    where not born_here
    union all
    select Fra, DimBorger, KommuneKode, null, 'Indvandret', _unit
    from residences
    where before_til < Fra
    union all
    select Fra, DimBorger, before_kommune, KommuneKode, 'Fraflyttet', _unit
    from residences
    where before_til = Fra and before_kommune <> KommuneKode
    union all
    select Fra, DimBorger, KommuneKode, before_kommune, 'Tilflyttet', _unit
    from residences
    where before_til = Fra and before_kommune <> KommuneKode
    union all
    select StatusDato, DimBorger, KommuneKode, null, "Bevægelse", _unit
    from left_the_population
  )`

/** A citizen (born, status and its date, residences) → events: day, event, kommune, counterpart. */
export const bevaegelserExamples = [
  {
    når: 'is born, and lives there',
    født: '2020-03-10',
    status: ['01', '2020-03-10'],
    bopæle: [['0751', '2020-03-10', null]],
    hændelser: [['2020-03-10', 'Født', '0751', null]],
  },
  {
    når: 'is born, with a residence from the first birthday',
    født: '2020-03-10',
    status: ['01', '2020-03-10'],
    bopæle: [['0751', '2021-03-10', null]],
    hændelser: [['2020-03-10', 'Født', '0751', null]],
  },
  {
    når: 'comes the day after the first birthday',
    født: '2020-03-10',
    status: ['01', '2021-03-11'],
    bopæle: [['0751', '2021-03-11', null]],
    hændelser: [['2021-03-11', 'Indvandret', '0751', null]],
  },
  {
    når: 'is born 29 February, with a residence from 1 March of the next year',
    født: '2020-02-29',
    status: ['01', '2021-03-01'],
    bopæle: [['0751', '2021-03-01', null]],
    hændelser: [['2020-02-29', 'Født', '0751', null]],
  },
  {
    når: 'has a residence from before birth',
    født: '2020-03-10',
    status: ['01', '2020-03-10'],
    bopæle: [['0751', '2020-03-01', null]],
    hændelser: [['2020-03-10', 'Født', '0751', null]],
  },
  {
    når: 'moves within the kommune, then to another',
    født: '2020-03-10',
    status: ['01', '2020-03-10'],
    bopæle: [
      ['0751', '2020-03-10', '2020-06-01'],
      ['0751', '2020-06-01', '2021-01-01'],
      ['0730', '2021-01-01', null],
    ],
    hændelser: [
      ['2020-03-10', 'Født', '0751', null],
      ['2021-01-01', 'Fraflyttet', '0751', '0730'],
      ['2021-01-01', 'Tilflyttet', '0730', '0751'],
    ],
  },
  {
    når: 'comes back after a gap, to another kommune',
    født: '1980-01-01',
    status: ['01', '2021-01-02'],
    bopæle: [
      ['0751', '1980-01-01', '2021-01-01'],
      ['0730', '2021-01-02', null],
    ],
    hændelser: [['2021-01-02', 'Indvandret', '0730', null]],
  },
  {
    når: 'dies',
    født: '1940-01-01',
    status: ['90', '2021-05-05'],
    bopæle: [['0751', '1980-01-01', '2021-05-05']],
    hændelser: [['2021-05-05', 'Død', '0751', null]],
  },
  {
    når: 'emigrates',
    født: '1940-01-01',
    status: ['80', '2021-05-05'],
    bopæle: [
      ['0751', '1980-01-01', '2021-01-01'],
      ['0730', '2021-01-01', '2021-05-05'],
    ],
    hændelser: [
      ['2021-01-01', 'Fraflyttet', '0751', '0730'],
      ['2021-01-01', 'Tilflyttet', '0730', '0751'],
      ['2021-05-05', 'Udvandret', '0730', null],
    ],
  },
  {
    når: 'dies where nobody knows of a residence',
    født: '1940-01-01',
    status: ['90', '2021-05-05'],
    bopæle: [],
    hændelser: [['2021-05-05', 'Død', null, null]],
  },
  {
    når: 'disappears',
    født: '1940-01-01',
    status: ['70', '2021-05-05'],
    bopæle: [['0751', '1980-01-01', '2021-05-05']],
    hændelser: [],
  },
] as const
