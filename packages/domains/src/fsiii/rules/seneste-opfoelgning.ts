import { type Month, type Sql, sql } from '@flis/core'
import { FSIIIOpfoelgning } from '../contracts/fsiii-opfoelgning.js'
import { fremmede } from '../models/fremmed-henvisning.js'
import { seneste, tidsfaestede } from './seneste.js'

/**
 * Seneste opfølgning of each tilstand and planned indsats: of the follow-ups whose focus names it, and that are not later
 * than the run month, the one with the latest Tidspunkt, then report time, then Id. A Tidspunkt without a time of day is
 * the Danish midnight.
 *
 * Gives one row for each resource named: FokusId, Resultat, Dato, _unit.
 *
 * Source: specification FSIII, FactTilstand.
 *
 * @param rules the rules that it uses
 * @example sql`left join ${senesteOpfoelgning(month)} as opfølgning on opfølgning.FokusId = tilstande.Id`
 */
export const senesteOpfoelgning = (
  month: Month,
  rules: { readonly seneste: typeof seneste } = { seneste },
): Sql => sql`(
  with opfoelgninger as (
    select FokusIds, Resultat, Tid, _rapport, Id, _unit
    from ${tidsfaestede(sql`${FSIIIOpfoelgning}`, month)} as tidsfæstede
  ),
  foci as (
    select unnest(FokusIds) as FokusId, Resultat, Tid, _rapport, Id, _unit
    from opfoelgninger
    union all
    select Til, Kode, Tid, Rapport, Fra, _unit
    from ${tidsfaestede(fremmede('opfølgning'), month)} as fremmede
  ),
  seneste as (
    select FokusId, _unit, ${rules.seneste('{Resultat: Resultat, Tid: Tid}')} as seneste
    from foci
    group by FokusId, _unit
  )
  select FokusId, seneste.Resultat, seneste.Tid::date as Dato, _unit
  from seneste
)`

/** Follow-ups of a tilstand in a run of 2022-06 → the one that counts. */
export const senesteOpfoelgningExamples = [
  {
    når: 'one',
    opfølgninger: [{ Id: 'a', Resultat: 'E1', Tidspunkt: '2022-06-10' }],
    seneste: 'E1 2022-06-10',
  },
  {
    når: 'several: the latest Tidspunkt, whatever the order of reports',
    opfølgninger: [
      { Id: 'a', Resultat: 'E1', Tidspunkt: '2022-06-12', _rapport: '2022-06-12T10:00:00Z' },
      { Id: 'b', Resultat: 'E2', Tidspunkt: '2022-06-10', _rapport: '2022-06-20T10:00:00Z' },
    ],
    seneste: 'E1 2022-06-12',
  },
  {
    når: 'a time of day comes after a date alone',
    opfølgninger: [
      { Id: 'b', Resultat: 'E1', Tidspunkt: '2022-06-10', _rapport: '2022-06-20T10:00:00Z' },
      { Id: 'a', Resultat: 'E2', Tidspunkt: '2022-06-10T00:30:00+02:00', _rapport: '2022-06-10T10:00:00Z' },
    ],
    seneste: 'E2 2022-06-10',
  },
  {
    når: 'instants are compared, not texts',
    opfølgninger: [
      { Id: 'a', Resultat: 'E1', Tidspunkt: '2022-06-10T10:00:00Z' },
      { Id: 'b', Resultat: 'E2', Tidspunkt: '2022-06-10T11:00:00+02:00' },
    ],
    seneste: 'E1 2022-06-10',
  },
  {
    når: 'one Tidspunkt: the later report',
    opfølgninger: [
      { Id: 'b', Resultat: 'E1', Tidspunkt: '2022-06-10', _rapport: '2022-06-11T10:00:00Z' },
      { Id: 'a', Resultat: 'E2', Tidspunkt: '2022-06-10', _rapport: '2022-06-12T10:00:00Z' },
    ],
    seneste: 'E2 2022-06-10',
  },
  {
    når: 'one Tidspunkt, one report: the Id that sorts last',
    opfølgninger: [
      { Id: 'b', Resultat: 'E4', Tidspunkt: '2022-06-10' },
      { Id: 'a', Resultat: 'E2', Tidspunkt: '2022-06-10' },
    ],
    seneste: 'E4 2022-06-10',
  },
  {
    når: 'after the run month in Denmark, in it by UTC',
    opfølgninger: [
      { Id: 'a', Resultat: 'E1', Tidspunkt: '2022-06-30T21:59:59Z' },
      { Id: 'b', Resultat: 'E2', Tidspunkt: '2022-06-30T22:00:00Z' },
      { Id: 'c', Resultat: 'E3', Tidspunkt: '2022-07-01' },
    ],
    seneste: 'E1 2022-06-30',
  },
  {
    når: 'entered in error',
    opfølgninger: [
      { Id: 'a', Resultat: 'E1', Tidspunkt: '2022-06-10' },
      { Id: 'b', Resultat: 'E2', Tidspunkt: '2022-06-12', Status: 'entered-in-error' },
    ],
    seneste: 'E1 2022-06-10',
  },
  {
    når: 'after the run month only',
    opfølgninger: [{ Id: 'a', Resultat: 'E1', Tidspunkt: '2022-07-01' }],
    seneste: null,
  },
] as const
