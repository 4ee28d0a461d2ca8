import { type Sql, sql } from '@flis/core'
import { senestBegyndt } from './bopael.js'

/**
 * Bopælsperioder: a citizen's residences as stretches [Fra, Til) without overlap (Til NULL: open). Where residences
 * overlap, each day belongs to the one that began last. Only citizens with an overlap are cut in pieces.
 *
 * Gives Borgernummer, Nummerkommune, Fra, Til, KommuneKode, VejKode, HusNr.
 *
 * Source: specification Borger, FactBorger; which of several residences counts is an own choice.
 *
 * @param rows the citizens' rows of BorgerAdresse (`raekkerAf`), as a row source
 * @param after residences that ended on this day or before are left out (days before it are then not told)
 */
export const bopaelsperioder = (rows: Sql, after?: Sql): Sql => sql`(
    with held as (
      select *
      from ${rows}
      where coalesce(Til > FraDato, true)
        and ${after === undefined ? sql`true` : sql`coalesce(Til > ${after}, true)`}
    ),
    held_with_next as (
      select
        Borgernummer,
        Nummerkommune,
        Til,
        lead(FraDato) over (partition by Borgernummer, Nummerkommune order by FraDato) as next_fra
      from held
    ),
    overlapping as (
      select distinct Borgernummer, Nummerkommune
      from held_with_next
      where next_fra is not null and coalesce(Til > next_fra, true)
    ),
    held_overlapping as (
      select held.*
      from held
      semi join overlapping using (Borgernummer, Nummerkommune)
    ),
    days_of_change as (
      select Borgernummer, Nummerkommune, FraDato as dag
      from held_overlapping
      union
      select Borgernummer, Nummerkommune, Til
      from held_overlapping
      where Til is not null
    ),
    pieces as (
      select
        *,
        lead(dag) over (partition by Borgernummer, Nummerkommune order by dag) as next_dag
      from days_of_change
    )
    select Borgernummer, Nummerkommune, FraDato as Fra, Til, KommuneKode, VejKode, HusNr
    from held
    anti join overlapping using (Borgernummer, Nummerkommune)
    union all
    select
      pieces.Borgernummer,
      pieces.Nummerkommune,
      pieces.dag,
      pieces.next_dag,
      bopael.KommuneKode,
      bopael.VejKode,
      bopael.HusNr
    from pieces
    join held_overlapping as bopael
      on bopael.Borgernummer = pieces.Borgernummer
      and bopael.Nummerkommune = pieces.Nummerkommune
      and bopael.FraDato <= pieces.dag
      and coalesce(bopael.Til > pieces.dag, true)
    qualify row_number() over (
      partition by pieces.Borgernummer, pieces.Nummerkommune, pieces.dag
      order by ${senestBegyndt('bopael')}
    ) = 1
  )`

/** Residences (kommune, from, until) → stretches. */
export const bopaelsperioderExamples = [
  {
    bopæle: [
      ['0751', '2020-01-01', '2021-01-01'],
      ['0730', '2021-01-01', null],
    ],
    perioder: [
      ['0751', '2020-01-01', '2021-01-01'],
      ['0730', '2021-01-01', null],
    ],
  },
  {
    bopæle: [
      ['0751', '2020-01-01', null],
      ['0730', '2021-01-01', null],
    ],
    perioder: [
      ['0751', '2020-01-01', '2021-01-01'],
      ['0730', '2021-01-01', null],
    ],
  },
  {
    bopæle: [
      ['0751', '2020-01-01', null],
      ['0730', '2021-01-01', '2022-01-01'],
    ],
    perioder: [
      ['0751', '2020-01-01', '2021-01-01'],
      ['0730', '2021-01-01', '2022-01-01'],
      ['0751', '2022-01-01', null],
    ],
  },
  {
    bopæle: [
      ['0751', '2020-01-01', '2021-06-01'],
      ['0730', '2021-01-01', '2022-01-01'],
      ['0101', '2023-01-01', null],
    ],
    perioder: [
      ['0751', '2020-01-01', '2021-01-01'],
      ['0730', '2021-01-01', '2021-06-01'],
      ['0730', '2021-06-01', '2022-01-01'],
      ['0101', '2023-01-01', null],
    ],
  },
  {
    bopæle: [
      ['0751', '2020-01-01', '2020-01-01'],
      ['0730', '2020-01-01', null],
    ],
    perioder: [['0730', '2020-01-01', null]],
  },
] as const
