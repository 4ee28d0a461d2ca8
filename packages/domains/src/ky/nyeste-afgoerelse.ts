import { everyUnit, firstDay, lastDay, type Month, type Sql, sql, text } from '@flis/core'
import { KYAfgoerelse } from './contracts/ky-afgoerelse.js'

const madeSince = (from: Month | null): Sql =>
  from === null ? sql`` : sql`where AfgoerelseTidspunkt::date >= date ${text(firstDay(from))}`

/**
 * Nyeste afgørelse: a decision can be made several times under one AfgoerelseId; the row with the latest
 * AfgoerelseTidspunkt counts, of rows of one time the one with the highest RaekkeNr. Rows after the run month's end
 * (Danish date) are not seen. All rows of the id count in AntalAfgørelser, whatever case they name.
 *
 * Gives one row for each AfgoerelseId with a row by then: _kommune, _kildesystem, _unit, AfgoerelseId, SagId,
 * Afgoerelsestype, Dato (DATE, Danish), AntalAfgørelser.
 *
 * Source: release note 7.0, 2.1.2 (FactKYAfgørelser); specification domains/ky.md, FactKYAfgørelser.
 *
 * @param from ids without a row from this month on may be left out: their newest is older
 *
 * @example sql`select AntalAfgørelser from ${nyesteAfgoerelse(month)} as newest where AfgoerelseId = 'A1'`
 */
export const nyesteAfgoerelse = (month: Month, from: Month | null = null): Sql => sql`(
  with numbered_ids as (
    select distinct _kommune, _kildesystem, AfgoerelseId
    from ${KYAfgoerelse} as afgoerelse
    ${madeSince(from)}
  ),
  newest_by_id as (
    select
      _kommune,
      _kildesystem,
      AfgoerelseId,
      max({
        'tidspunkt': AfgoerelseTidspunkt,
        'nr': RaekkeNr,
        'sag': SagId,
        'type': Afgoerelsestype,
        'unit': _unit
      }) as newest,
      count(*) as AntalAfgørelser
    from ${everyUnit(KYAfgoerelse)} as afgoerelse
    semi join numbered_ids using (_kommune, _kildesystem, AfgoerelseId)
    where AfgoerelseTidspunkt::date <= date ${text(lastDay(month))}
    group by _kommune, _kildesystem, AfgoerelseId
  ),
  chosen_units as (
    select distinct _unit
    from ${KYAfgoerelse} as afgoerelse
  )
  select
    newest_by_id._kommune,
    newest_by_id._kildesystem,
    newest_by_id.newest.unit as _unit,
    newest_by_id.AfgoerelseId,
    newest_by_id.newest.sag as SagId,
    newest_by_id.newest.type as Afgoerelsestype,
    newest_by_id.newest.tidspunkt::date as Dato,
    newest_by_id.AntalAfgørelser
  from newest_by_id
  -- a decision is computed with the case that its newest row names
  semi join chosen_units on chosen_units._unit = newest_by_id.newest.unit
)`

/** The cases that have rows of a decision of which the changed cases have rows too. */
export const afgoerelseNeighbours = (changed: Sql): Sql => sql`
  select other._unit as unit
  from ${everyUnit(KYAfgoerelse)} as other
  join ${everyUnit(KYAfgoerelse)} as afgoerelse
    on afgoerelse._kommune = other._kommune
    and afgoerelse._kildesystem = other._kildesystem
    and afgoerelse.AfgoerelseId = other.AfgoerelseId
    and afgoerelse._unit <> other._unit
  where afgoerelse._unit in (select unit from ${changed} as changed)`

/** Rows of one id (RaekkeNr, AfgoerelseTidspunkt, type) with run month 2022-06 → Dato, type, AntalAfgørelser. */
export const nyesteAfgoerelseExamples: readonly {
  readonly name: string
  readonly rows: readonly (readonly [nr: number, tidspunkt: string, type: string])[]
  readonly newest: readonly [dato: string, type: string, antal: number] | null
}[] = [
  {
    name: 'made once',
    rows: [[1, '2022-04-10T10:00:00', 'Bevilling']],
    newest: ['2022-04-10', 'Bevilling', 1],
  },
  {
    name: 'the latest in time, whatever its RaekkeNr',
    rows: [
      [1, '2022-05-10T10:00:00', 'Ophør'],
      [2, '2022-04-10T10:00:00', 'Bevilling'],
    ],
    newest: ['2022-05-10', 'Ophør', 2],
  },
  {
    name: 'at one time the highest RaekkeNr, as a number',
    rows: [
      [10, '2022-04-10T10:00:00', 'Ophør'],
      [9, '2022-04-10T10:00:00', 'Bevilling'],
    ],
    newest: ['2022-04-10', 'Ophør', 2],
  },
  {
    name: "rows after the run month's end are neither chosen nor counted",
    rows: [
      [1, '2022-04-10T10:00:00', 'Bevilling'],
      [2, '2022-07-01T00:00:00', 'Ophør'],
    ],
    newest: ['2022-04-10', 'Bevilling', 1],
  },
  {
    name: 'only rows after the run month: none',
    rows: [[1, '2022-07-01T00:00:00', 'Bevilling']],
    newest: null,
  },
  {
    name: 'dated by the Danish day',
    rows: [[1, '2022-04-10T22:30:00Z', 'Bevilling']],
    newest: ['2022-04-11', 'Bevilling', 1],
  },
  {
    name: 'an evening that is another month in Denmark',
    rows: [[1, '2022-06-30T22:30:00Z', 'Bevilling']],
    newest: null,
  },
]
