import { raw, type Sql, sql } from '@flis/core'
import { FSIIIPlanlagtIndsats } from '../contracts/fsiii-planlagt-indsats.js'
import { sidsteForloeb } from './sidste-forloeb.js'

const AFSLUTTET = `Status in ('completed', 'revoked')`

/**
 * Indsatsens slut: a planned indsats has ended only when its Status is completed or revoked: at its SlutDato, or
 * without one on the Danish date of the report that said so, not before StartDato. A SlutDato of one that runs is a
 * plan. The report that said so is the first of the unbroken run of ended versions (`sidsteForloeb`).
 *
 * Gives the newest row of each planned indsats: Id, Personnummer, AfsenderSor, IndsatsKode, TilstandIds, StartDato, Slut
 * (DATE, NULL = runs), _kommune, _unit.
 *
 * Source: specification FSIII, FactPlanlagtIndsats.
 *
 * @param rules the rules that it uses
 * @example sql`select Id, Slut from ${indsatsSlut()} as indsatser`
 */
export const indsatsSlut = (
  rules: { readonly sidsteForloeb: typeof sidsteForloeb } = { sidsteForloeb },
): Sql => sql`(
  with planlagte as (
    select
      Id,
      Personnummer,
      AfsenderSor,
      IndsatsKode,
      StartDato,
      SlutDato,
      TilstandIds,
      ${raw(AFSLUTTET)} as Afsluttet,
      _kommune,
      _unit
    from ${FSIIIPlanlagtIndsats}
  ),
  meldt_afsluttet as (
    select Id, _unit, Meldt
    from ${rules.sidsteForloeb(
      FSIIIPlanlagtIndsats,
      AFSLUTTET,
      sql`(select Id from planlagte where Afsluttet and SlutDato is null)`,
    )} as forløb
  )
  select
    planlagte.Id,
    planlagte.Personnummer,
    planlagte.AfsenderSor,
    planlagte.IndsatsKode,
    planlagte.TilstandIds,
    planlagte.StartDato,
    case
      when planlagte.Afsluttet
      then greatest(planlagte.StartDato, coalesce(planlagte.SlutDato, meldt_afsluttet.Meldt))
    end as Slut,
    planlagte._kommune,
    planlagte._unit
  from planlagte
  left join meldt_afsluttet
    on meldt_afsluttet.Id = planlagte.Id
    and meldt_afsluttet._unit = planlagte._unit
)`

/** Versions in order (status, report) of an indsats from 2022-05-10 → the day it ended (null = it runs). */
export const indsatsSlutExamples = [
  {
    når: 'active, with a planned SlutDato',
    versioner: [{ status: 'active', slut: '2022-12-31', rapport: '2022-05-10T08:00:00Z' }],
    slut: null,
  },
  {
    når: 'completed at its SlutDato',
    versioner: [{ status: 'completed', slut: '2022-06-03', rapport: '2022-06-07T08:00:00Z' }],
    slut: '2022-06-03',
  },
  {
    når: 'revoked without SlutDato, reported late in the evening UTC',
    versioner: [
      { status: 'active', slut: null, rapport: '2022-05-10T08:00:00Z' },
      { status: 'revoked', slut: null, rapport: '2022-06-07T22:30:00Z' },
    ],
    slut: '2022-06-08',
  },
  {
    når: 'completed, and said again in a later report',
    versioner: [
      { status: 'active', slut: null, rapport: '2022-05-10T08:00:00Z' },
      { status: 'completed', slut: null, rapport: '2022-06-07T08:00:00Z' },
      { status: 'revoked', slut: null, rapport: '2022-06-20T08:00:00Z' },
    ],
    slut: '2022-06-07',
  },
  {
    når: 'completed, opened again, completed again',
    versioner: [
      { status: 'completed', slut: null, rapport: '2022-05-20T08:00:00Z' },
      { status: 'active', slut: null, rapport: '2022-06-01T08:00:00Z' },
      { status: 'completed', slut: null, rapport: '2022-06-20T08:00:00Z' },
    ],
    slut: '2022-06-20',
  },
  {
    når: 'completed, opened again',
    versioner: [
      { status: 'completed', slut: null, rapport: '2022-05-20T08:00:00Z' },
      { status: 'active', slut: null, rapport: '2022-06-01T08:00:00Z' },
    ],
    slut: null,
  },
  {
    når: 'completed in a report before its StartDato',
    versioner: [{ status: 'completed', slut: null, rapport: '2022-05-02T08:00:00Z' }],
    slut: '2022-05-10',
  },
  {
    når: 'on hold, of unknown status',
    versioner: [
      { status: 'on-hold', slut: '2022-06-01', rapport: '2022-06-01T08:00:00Z' },
      { status: 'unknown', slut: '2022-06-01', rapport: '2022-06-02T08:00:00Z' },
    ],
    slut: null,
  },
] as const
