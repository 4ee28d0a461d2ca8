import { OPEN_END, type Sql, sql, versionsOf } from '@flis/core'
import { FSIIIPlanlagtIndsats } from '../contracts/fsiii-planlagt-indsats.js'

/**
 * Indsatsens slut: a planned indsats has ended only when its Status is completed or revoked: at its SlutDato, or
 * without one on the Danish date of the report that said so, not before StartDato. A SlutDato of one that runs is a
 * plan. The report that said so is the first of the unbroken row of ended versions: a later report that merely says
 * it again moves nothing, one that opens it again starts anew.
 *
 * Gives the newest row of each planned indsats: Id, AfsenderSor, IndsatsKode, StartDato, Slut (DATE, NULL = runs),
 * _kommune, _unit.
 *
 * Source: specification FSIII, FactPlanlagtIndsats.
 *
 * @example sql`select Id, Slut from ${indsatsSlut()} as indsatser`
 */
export const indsatsSlut = (): Sql => sql`(
  with planlagte as (
    select
      Id,
      AfsenderSor,
      IndsatsKode,
      StartDato,
      SlutDato,
      Status in ('completed', 'revoked') as Afsluttet,
      _kommune,
      _unit
    from ${FSIIIPlanlagtIndsats}
  ),
  -- versions told of another person belong to another unit: they cannot be seen when this one is recomputed
  versioner_i_orden as (
    select
      Id,
      _unit,
      Status in ('completed', 'revoked') as Afsluttet,
      _rapport,
      row_number() over (
        partition by Id, _unit
        order by _til = ${OPEN_END}, _opdateret nulls first, _rapport nulls first, _fra, _sha
      ) as nr
    from ${versionsOf(FSIIIPlanlagtIndsats)}
    where Id in (
      select Id
      from planlagte
      where Afsluttet and SlutDato is null
    )
  ),
  afsluttet_uden_afbrud as (
    select Id, _unit, _rapport, nr
    from versioner_i_orden
    qualify nr > coalesce(max(nr) filter (where not Afsluttet) over (partition by Id, _unit), 0)
  ),
  meldt_afsluttet as (
    select Id, _unit, arg_min(_rapport, nr)::date as Dato
    from afsluttet_uden_afbrud
    group by Id, _unit
  )
  select
    planlagte.Id,
    planlagte.AfsenderSor,
    planlagte.IndsatsKode,
    planlagte.StartDato,
    case
      when planlagte.Afsluttet
      then greatest(planlagte.StartDato, coalesce(planlagte.SlutDato, meldt_afsluttet.Dato))
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
