import { raw, type Sql, sql } from '@flis/core'

/**
 * Folketal: the stretch of a residence in which a citizen counts at the end of months, [fra, til) with `til` NULL while it
 * is open. A citizen with Status 01 or 03 counts as long as the residence lasts; any other only on days before
 * StatusDato. Nobody counts before birth, nor after the last day that the source is good for.
 *
 * Source: specification Borger, FactBorger.
 *
 * @param citizen a row with Status, StatusDato, Foedselsdato, `_sidst`
 * @param stretch a row with Fra, Til
 */
export const folketal = (citizen: string, stretch: string): { readonly fra: Sql; readonly til: Sql } => ({
  fra: raw(`greatest(${stretch}.Fra, ${citizen}.Foedselsdato)`),
  // least() leaves out what is NULL
  til: sql`least(
        ${raw(stretch)}.Til,
        case when ${raw(citizen)}.Status not in ('01', '03') then ${raw(citizen)}.StatusDato end,
        ${raw(citizen)}._sidst + 1
      )`,
})

/** A citizen born 2020-05-31 (status, its date, residence) → the first and last month-end of the first half of 2022. */
export const folketalExamples = [
  {
    når: 'lives here all the time',
    status: ['01', '2020-05-31'],
    bopæl: ['2020-05-31', null],
    måneder: ['01', '06'],
  },
  {
    når: 'has a high road code (status 03)',
    status: ['03', '2020-05-31'],
    bopæl: ['2020-05-31', null],
    måneder: ['01', '06'],
  },
  {
    når: 'moved in on a last day',
    status: ['01', '2022-02-28'],
    bopæl: ['2022-02-28', null],
    måneder: ['02', '06'],
  },
  {
    når: 'moved in on a first day',
    status: ['01', '2022-03-01'],
    bopæl: ['2022-03-01', null],
    måneder: ['03', '06'],
  },
  {
    når: 'moved out on a last day',
    status: ['80', '2022-04-30'],
    bopæl: ['2020-05-31', '2022-04-30'],
    måneder: ['01', '03'],
  },
  {
    når: 'moved out on a first day',
    status: ['80', '2022-05-01'],
    bopæl: ['2020-05-31', '2022-05-01'],
    måneder: ['01', '04'],
  },
  {
    når: 'died on a last day',
    status: ['90', '2022-04-30'],
    bopæl: ['2020-05-31', null],
    måneder: ['01', '03'],
  },
  {
    når: 'died on a first day',
    status: ['90', '2022-05-01'],
    bopæl: ['2020-05-31', null],
    måneder: ['01', '04'],
  },
  { når: 'died before', status: ['90', '2021-12-31'], bopæl: ['2020-05-31', null], måneder: null },
  {
    når: 'died on 1 January',
    status: ['90', '2022-01-01'],
    bopæl: ['2020-05-31', null],
    måneder: null,
  },
  {
    når: 'lives in Grønland now',
    status: ['05', '2022-03-15'],
    bopæl: ['2020-05-31', null],
    måneder: ['01', '02'],
  },
  {
    når: 'moved in and out within a month',
    status: ['01', '2022-02-02'],
    bopæl: ['2022-02-02', '2022-02-20'],
    måneder: null,
  },
] as const
