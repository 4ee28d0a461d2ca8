import { type Contract, everyUnit, ident, joined, raw, type Sql, sql } from '@flis/core'
import { erstatningsnummer } from './erstatningsnummer.js'

/** What a citizen's rows are told by beside the named columns. */
const TOLD_BY = [
  'Personnummer',
  'KommuneKode',
  'FraDato',
  'TilDato',
  '_sidst',
  '_fra',
  '_kildesystem',
] as const

/**
 * The rows of a contract of CPR by citizen: those of the citizen's number, and those of the older numbers that lead to it.
 * `Til` is the day that a row ends, exclusive (NULL: open): of an open row that its source no longer holds, the day after
 * the last that it is good for. `Nummerkommune` is the kommune of a citizen with a replacement number, else empty: the
 * number means somebody else in another.
 *
 * Gives Borgernummer, Nummerkommune, the named columns, Personnummer, KommuneKode, FraDato, Til, `_sidst`, `_fra`,
 * `_kildesystem`. An older number's own rows are there too, under itself: they meet no citizen.
 *
 * Source: specification Borger, DimBorger; absence: 3.2.
 *
 * @param older numbers and the citizens that they lead to (Personnummer, Borgernummer), as a row source
 * @param citizens the citizens asked for (Personnummer), as a row source
 */
export const raekkerAf = (
  of: Contract,
  columns: readonly string[],
  { older, citizens }: { readonly older: Sql; readonly citizens: Sql },
): Sql => {
  const list = (alias: string): Sql =>
    joined(
      [...TOLD_BY, ...columns].map((each) => sql`${ident(alias)}.${ident(each)}`),
      ', ',
    )
  return sql`(
    select
      * exclude (TilDato),
      case when ${erstatningsnummer('Borgernummer')} then KommuneKode else '' end as Nummerkommune,
      coalesce(TilDato, _sidst + 1) as Til
    from (
      select own.Personnummer as Borgernummer, ${list('own')}
      from ${of} as own
      union all
      select older.Borgernummer, ${list('elder')}
      from ${everyUnit(of)} as elder
      join ${older} as older on older.Personnummer = elder.Personnummer
      where older.Borgernummer <> older.Personnummer
        and older.Borgernummer in (select Personnummer from ${citizens})
    )
  )`
}

/** Of several rows of a citizen that hold one day the one that began last counts; the rest decides between equals. */
export const senestBegyndt = (row: string): Sql =>
  raw(`
        ${row}.FraDato desc,
        ${row}.Personnummer = ${row}.Borgernummer desc,
        ${row}._sidst is null desc,
        ${row}._fra desc,
        ${row}._kildesystem,
        ${row}.Personnummer`)

/** Holds the day: [FraDato, Til) as a condition. */
const holder = (dag: Sql): Sql => sql`FraDato <= ${dag} and coalesce(Til > ${dag}, true)`

/**
 * Bopæl on a day: the row of BorgerAdresse that holds it. One row for each citizen who has one.
 *
 * Source: specification Borger, DimBorger; which of several rows counts is an own choice.
 *
 * @param rows the citizens' rows of BorgerAdresse ({@link raekkerAf}), as a row source
 */
export const bopaelPaa = (rows: Sql, dag: Sql): Sql => sql`(
    select Borgernummer, Nummerkommune, KommuneKode, VejKode, HusNr
    from ${rows} as bopael
    where ${holder(dag)}
    qualify row_number() over (
      partition by Borgernummer, Nummerkommune
      order by ${senestBegyndt('bopael')}
    ) = 1
  )`

/**
 * Whether a citizen can have a residence on a day: Status 01 or 03, and no later than the last day that the source is good
 * for, where it no longer holds the person.
 *
 * Source: specification Borger, DimBorger; absence: 3.2.
 *
 * @param citizen a row with Status and `_sidst`
 * @param dag the day in SQL
 * @example harBopael('citizen', "date '2022-10-31'")
 */
export const harBopael = (citizen: string, dag: string): Sql =>
  raw(`${citizen}.Status in ('01', '03') and coalesce(${citizen}._sidst >= ${dag}, true)`)

/**
 * Betalings- and handlekommune on a day: the row of BorgerTilknytning that holds it. One row for each citizen and role; of
 * several kommuner that began the same day the lowest code counts.
 *
 * Source: as {@link bopaelPaa}.
 */
export const tilknytningPaa = (rows: Sql, dag: Sql): Sql => sql`(
    select Borgernummer, Nummerkommune, Rolle, KommuneKode
    from ${rows} as tilknytning
    where ${holder(dag)}
    qualify row_number() over (
      partition by Borgernummer, Nummerkommune, Rolle
      order by FraDato desc, KommuneKode, ${senestBegyndt('tilknytning')}
    ) = 1
  )`

/** Residences (kommune, from, until) → the kommune on 31 October 2022. */
export const bopaelExamples = [
  { når: 'there is none', bopæle: [], kommune: null },
  { når: 'it began on the day', bopæle: [['0751', '2022-10-31', null]], kommune: '0751' },
  { når: 'it begins the day after', bopæle: [['0751', '2022-11-01', null]], kommune: null },
  { når: 'it ended on the day', bopæle: [['0751', '2020-01-01', '2022-10-31']], kommune: null },
  { når: 'it ends the day after', bopæle: [['0751', '2020-01-01', '2022-11-01']], kommune: '0751' },
  {
    når: 'one follows another',
    bopæle: [
      ['0751', '2020-01-01', '2022-10-31'],
      ['0730', '2022-10-31', null],
    ],
    kommune: '0730',
  },
  {
    når: 'two overlap, and the later counts',
    bopæle: [
      ['0751', '2020-01-01', null],
      ['0730', '2021-01-01', null],
    ],
    kommune: '0730',
  },
  {
    når: 'two overlapped, and the earlier is left',
    bopæle: [
      ['0751', '2020-01-01', null],
      ['0730', '2021-01-01', '2022-01-01'],
    ],
    kommune: '0751',
  },
] as const
