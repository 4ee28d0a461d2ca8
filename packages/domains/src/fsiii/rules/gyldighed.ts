import { raw, type Sql, sql, versionsOf } from '@flis/core'
import { FSIIIKode } from '../contracts/fsiii-kode.js'

/** The date of an extract time (`yyyymmddnnn`). */
const datoAf = (extract: string): Sql =>
  raw(
    `make_date((${extract} // 10000000)::integer, (${extract} // 100000 % 100)::integer, (${extract} // 1000 % 100)::integer)`,
  )

/**
 * Gyldighed: a code is valid from the first day that the first extract with it covers (a month's extract is dated
 * its last day and covers the month) to the last day before the extract that lacked it; GyldigTil is NULL while the
 * code system holds it. So a code that takes another's place is valid from the day after.
 *
 * Gives one row for each code: Kode, GyldigFra, GyldigTil.
 *
 * Source: specification 3.2, absence `slut` of reference rows; GyldigFra is its counterpart (own choice).
 *
 * @example sql`select GyldigTil from ${gyldighed()} as koder where Kode = 'H1.1'`
 */
export const gyldighed = (): Sql => sql`(
  with foerste as (
    select Kode, min(_fra) as udtraek
    from ${versionsOf(FSIIIKode)}
    group by Kode
  ),
  dateret as (
    select Kode, ${datoAf('udtraek')} as Dato
    from foerste
  )
  select
    seneste.Kode,
    case when Dato = last_day(Dato) then date_trunc('month', Dato)::date else Dato end as GyldigFra,
    seneste._sidst as GyldigTil
  from ${FSIIIKode} as seneste
  join dateret on dateret.Kode = seneste.Kode
)`

/** Periodes in which the code system was delivered, and those that held the code. */
export const gyldighedExamples = [
  { leveret: ['2022-05'], med: ['2022-05'], fra: '2022-05-01', til: null },
  { leveret: ['2022-05', '2022-08'], med: ['2022-05', '2022-08'], fra: '2022-05-01', til: null },
  { leveret: ['2022-05', '2022-08'], med: ['2022-05'], fra: '2022-05-01', til: '2022-07-31' },
  { leveret: ['2022-05', '2022-08'], med: ['2022-08'], fra: '2022-08-01', til: null },
  { leveret: ['2022-05-10', '2022-08-20'], med: ['2022-05-10'], fra: '2022-05-10', til: '2022-08-19' },
  { leveret: ['2022-05', '2022-06', '2022-08'], med: ['2022-05', '2022-08'], fra: '2022-05-01', til: null },
] as const
