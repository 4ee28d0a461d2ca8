import { raw, type Sql } from '@flis/core'

/**
 * ErBeskyttet: 1 where name and address are protected on a day, BeskyttelseFra ≤ day < BeskyttelseTil or open; else 0.
 *
 * Source: specification Borger, DimBorger.
 *
 * @example erBeskyttet('person', "date '2022-10-31'")
 */
export const erBeskyttet = (person: string, dag: string): Sql =>
  raw(`(
      case
        when ${person}.BeskyttelseFra <= ${dag} and coalesce(${person}.BeskyttelseTil > ${dag}, true) then 1
        else 0
      end)`)

/** Protection from, until → on 31 October 2022. */
export const erBeskyttetExamples = [
  { fra: null, til: null, beskyttet: 0 },
  { fra: '2022-10-31', til: null, beskyttet: 1 },
  { fra: '2022-11-01', til: null, beskyttet: 0 },
  { fra: '2022-01-01', til: '2022-11-01', beskyttet: 1 },
  { fra: '2022-01-01', til: '2022-10-31', beskyttet: 0 },
  { fra: null, til: '2022-12-31', beskyttet: 0 },
] as const
