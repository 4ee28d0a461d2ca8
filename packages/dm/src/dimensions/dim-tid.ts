import { column, dimension, sql } from '@flis/core'

const MONTHS = 'januar,februar,marts,april,maj,juni,juli,august,september,oktober,november,december'
const DAYS = 'mandag,tirsdag,onsdag,torsdag,fredag,lørdag,søndag'
const chosen = (names: string, index: string): string =>
  `list_extract([${names
    .split(',')
    .map((name) => `'${name}'`)
    .join(', ')}], ${index})`

/**
 * Every day 1988-01-01 … 2060-12-31. The key is the date as an integer, yyyymmdd; monthly facts carry the last day
 * of the month. Source: specification 3.3.
 */
export const DimTid = dimension('DimTid', {
  coded: (date) => `(year(${date}) * 10000 + month(${date}) * 100 + day(${date}))::integer`,
  columns: {
    Dato: column('DATE', 'Dagen'),
    År: column('INTEGER', 'Kalenderår'),
    Kvartal: column('INTEGER', '1–4'),
    Måned: column('INTEGER', '1–12'),
    MånedNavn: column('VARCHAR', 'Månedens navn'),
    IsoUge: column('INTEGER', 'ISO-uge 1–53'),
    IsoUgeÅr: column('INTEGER', 'Året, som ISO-ugen hører til'),
    Ugedag: column('VARCHAR', 'Ugedagens navn'),
    ErMånedsafslutning: column('INTEGER', '1 på månedens sidste dag, ellers 0'),
  },
  description: 'Kalenderdage',
  sql: () => {
    const month = { _tag: 'Sql' as const, strings: [chosen(MONTHS, 'month(dato)')], parts: [] }
    const weekday = { _tag: 'Sql' as const, strings: [chosen(DAYS, 'isodow(dato)')], parts: [] }
    return sql`
      select
        (year(dato) * 10000 + month(dato) * 100 + day(dato))::integer as DimTidID,
        dato as Dato,
        year(dato)::integer as År,
        quarter(dato)::integer as Kvartal,
        month(dato)::integer as Måned,
        ${month} as MånedNavn,
        week(dato)::integer as IsoUge,
        isoyear(dato)::integer as IsoUgeÅr,
        ${weekday} as Ugedag,
        (dato = last_day(dato))::integer as ErMånedsafslutning
      from (
        select unnest(generate_series(date '1988-01-01', date '2060-12-31', interval 1 day))::date as dato
      )`
  },
})
