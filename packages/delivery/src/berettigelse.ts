import { raw, type Sql, sql } from '@flis/core'
import { BorgerAdresse, BorgerTilknytning, DimBorgerNummer, nummerNoegle } from '@flis/dm'

/** The days on which a kommune must have had something to do with a citizen: both are in it. `yyyy-mm-dd`. */
export interface Berettigelsesvindue {
  readonly from: string
  readonly through: string
}

/**
 * The window of ten years up to a run date. Ten years before 29 February is 28 February: no such year is a leap year.
 *
 * @example berettigelsesvindue('2022-10-31') // { from: '2012-10-31', through: '2022-10-31' }
 */
export const berettigelsesvindue = (runDate: string): Berettigelsesvindue => ({
  from: `${String(Number(runDate.slice(0, 4)) - 10).padStart(4, '0')}${runDate.slice(4).replace('-02-29', '-02-28')}`,
  through: runDate,
})

/** Whether a period [fra, til) (til NULL: open) holds a day of the window, as SQL; a period without days holds none. */
export const harDag = (fra: string, til: string, { from, through }: Berettigelsesvindue): Sql =>
  raw(`(${fra} <= date '${through}' and coalesce(${til} > greatest(${fra}, date '${from}'), true))`)

/**
 * Berettigelse: which citizens a kommune receives: those for whom it was bopælskommune (BorgerAdresse), betalings- or
 * handlekommune (BorgerTilknytning) on a day of the window. What a row says of any number of a citizen's chain is said of
 * the citizen, of a replacement number in that kommune alone; numbers that make no citizen (30, 50) entitle nobody. Of an
 * open period that its source no longer holds the last day is `_sidst`.
 *
 * Gives DimBorger and Kommune (the code as a number), each pair once, for all kommuner together. Numbers are looked up as
 * whole numbers, one row for each period that holds a day: nothing is sorted, and no pair of persons is compared.
 *
 * Source: specification Borger, Entitlement; absence: 3.2. Each row counts by itself, also one that a later residence
 * overlaps (own choice).
 */
export const berettigelser = (vindue: Berettigelsesvindue): Sql => sql`(
    with periods as (
      select Personnummer, KommuneKode, FraDato, coalesce(TilDato, _sidst + 1) as Til
      from ${BorgerAdresse} as bopael
      union all
      select Personnummer, KommuneKode, FraDato, coalesce(TilDato, _sidst + 1)
      from ${BorgerTilknytning} as tilknytning
    )
    select distinct nummer.DimBorger, period.KommuneKode::integer as Kommune
    from periods as period
    join ${DimBorgerNummer} as nummer
      on nummer.Nummer = ${nummerNoegle('period.Personnummer', 'period.KommuneKode')}
    where nummer.DimBorger <> -1
      and ${harDag('period.FraDato', 'period.Til', vindue)}
  )`

/** Periods of one kommune (from, until) → whether it receives the citizen on a run date. */
export const berettigelseExamples = [
  { når: 'it lasts', kørsel: '2022-10-31', fra: '2000-01-01', til: null, berettiget: true },
  { når: 'it lies within', kørsel: '2022-10-31', fra: '2015-01-01', til: '2015-02-01', berettiget: true },
  { når: 'it is one day', kørsel: '2022-10-31', fra: '2015-01-01', til: '2015-01-02', berettiget: true },
  { når: 'it has no day', kørsel: '2022-10-31', fra: '2015-01-01', til: '2015-01-01', berettiget: false },
  { når: 'it begins on the run date', kørsel: '2022-10-31', fra: '2022-10-31', til: null, berettiget: true },
  { når: 'it begins the day after', kørsel: '2022-10-31', fra: '2022-11-01', til: null, berettiget: false },
  {
    når: 'its last day is the first of the window',
    kørsel: '2022-10-31',
    fra: '2000-01-01',
    til: '2012-11-01',
    berettiget: true,
  },
  {
    når: 'its last day is the one before the window',
    kørsel: '2022-10-31',
    fra: '2000-01-01',
    til: '2012-10-31',
    berettiget: false,
  },
  {
    når: 'it is the first day of the window alone',
    kørsel: '2022-10-31',
    fra: '2012-10-31',
    til: '2012-11-01',
    berettiget: true,
  },
  {
    når: 'the window begins on 28 February, its last day',
    kørsel: '2024-02-29',
    fra: '2000-01-01',
    til: '2014-03-01',
    berettiget: true,
  },
  {
    når: 'the window begins on 28 February, and it ended the day before',
    kørsel: '2024-02-29',
    fra: '2000-01-01',
    til: '2014-02-28',
    berettiget: false,
  },
  {
    når: 'the run date is 28 February of a common year, and it ended on the 28th',
    kørsel: '2022-02-28',
    fra: '2000-01-01',
    til: '2012-02-29',
    berettiget: true,
  },
] as const
