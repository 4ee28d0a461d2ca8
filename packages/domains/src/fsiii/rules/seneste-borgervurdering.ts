import { type Month, type Sql, sql } from '@flis/core'
import { FSIIIBorgervurdering } from '../contracts/fsiii-borgervurdering.js'
import { fremmede } from '../models/fremmed-henvisning.js'
import { seneste, tidsfaestede } from './seneste.js'

/**
 * Seneste borgervurdering of each tilstand: the citizen's latest answer to C (udførelse) and to D (betydning), each by
 * Tidspunkt, then report time, then Id, as with follow-ups; and the date of the later of the two. What is later than the
 * run month does not count.
 *
 * Gives one row for each tilstand: FokusId, Udførelse (C1–C4), Betydning (D1–D2), Dato, _unit.
 *
 * Source: specification FSIII, FactTilstand.
 *
 * @param rules the rules that it uses
 * @example sql`left join ${senesteBorgervurdering(month)} as vurdering on vurdering.FokusId = tilstande.Id`
 */
export const senesteBorgervurdering = (
  month: Month,
  rules: { readonly seneste: typeof seneste } = { seneste },
): Sql => sql`(
  with svar as (
    select FokusId, Vaerdi, Tid, _rapport, Id, _unit
    from ${tidsfaestede(sql`${FSIIIBorgervurdering}`, month)} as tidsfæstede
    union all
    select Til, Kode, Tid, Rapport, Fra, _unit
    from ${tidsfaestede(fremmede('vurdering'), month)} as fremmede
  ),
  seneste_svar as (
    select
      FokusId,
      _unit,
      ${rules.seneste('{Vaerdi: Vaerdi, Tid: Tid}')} filter (where starts_with(Vaerdi, 'C')) as udfoerelse,
      ${rules.seneste('{Vaerdi: Vaerdi, Tid: Tid}')} filter (where starts_with(Vaerdi, 'D')) as betydning
    from svar
    group by FokusId, _unit
  )
  select
    FokusId,
    udfoerelse.Vaerdi as Udførelse,
    betydning.Vaerdi as Betydning,
    greatest(udfoerelse.Tid, betydning.Tid)::date as Dato,
    _unit
  from seneste_svar
)`

/** Answers about a tilstand in a run of 2022-06 → those that count, and the date of the later. */
export const senesteBorgervurderingExamples = [
  {
    når: 'both are answered',
    svar: [
      { Id: 'a', Vaerdi: 'C1', Tidspunkt: '2022-06-10' },
      { Id: 'b', Vaerdi: 'D2', Tidspunkt: '2022-06-08' },
    ],
    seneste: 'C1 D2 2022-06-10',
  },
  {
    når: 'only C is answered, twice',
    svar: [
      { Id: 'a', Vaerdi: 'C1', Tidspunkt: '2022-06-10' },
      { Id: 'b', Vaerdi: 'C2', Tidspunkt: '2022-06-09', _rapport: '2022-06-25T10:00:00Z' },
    ],
    seneste: 'C1 – 2022-06-10',
  },
  {
    når: 'the later answer to D is after the run month',
    svar: [
      { Id: 'a', Vaerdi: 'D1', Tidspunkt: '2022-06-10' },
      { Id: 'b', Vaerdi: 'D2', Tidspunkt: '2022-07-01' },
    ],
    seneste: '– D1 2022-06-10',
  },
  {
    når: 'two answers of one moment and report: the Id that sorts last',
    svar: [
      { Id: 'b', Vaerdi: 'C3', Tidspunkt: '2022-06-10' },
      { Id: 'a', Vaerdi: 'C4', Tidspunkt: '2022-06-10' },
    ],
    seneste: 'C3 – 2022-06-10',
  },
  {
    når: 'the latest is entered in error',
    svar: [
      { Id: 'a', Vaerdi: 'C1', Tidspunkt: '2022-06-10' },
      { Id: 'b', Vaerdi: 'C2', Tidspunkt: '2022-06-12', Status: 'entered-in-error' },
    ],
    seneste: 'C1 – 2022-06-10',
  },
] as const
