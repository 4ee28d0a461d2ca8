import { column, dimension, sql } from '@flis/core'

/**
 * Completed years 0–125 with an age group; the key is the age. The groups are an own choice.
 * Source: specification 3.3.
 */
export const DimAlder = dimension('DimAlder', {
  coded: (age) => `(${age})::integer`,
  columns: {
    Alder: column('INTEGER', 'Fyldte år'),
    Aldersgruppering: column('VARCHAR', 'Aldersgruppe (eget valg)'),
  },
  description: 'Alder',
  sql: () => sql`
    select
      age::integer as DimAlderID,
      age::integer as Alder,
      case
        when age <= 5 then '0-5'
        when age <= 16 then '6-16'
        when age <= 24 then '17-24'
        when age <= 39 then '25-39'
        when age <= 64 then '40-64'
        when age <= 79 then '65-79'
        else '80+'
      end as Aldersgruppering
    from range(0, 126) as ages(age)`,
})

/**
 * Completed years on a date, as SQL. Born 29 February completes a year on 1 March in common years.
 *
 * @example completedYears('date 2022-03-01', 'birthday')
 */
export const completedYears = (on: string, born: string): string =>
  `(year(${on}) - year(${born}) - (strftime(${on}, '%m%d') < strftime(${born}, '%m%d'))::integer)`
