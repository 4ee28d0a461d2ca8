import { everyUnit, raw, type Sql, sql, versionsOf } from '@flis/core'
import { KYOpgave } from './contracts/ky-opgave.js'

/** The date of an extract time (`yyyymmddnnn`): the last day of its periode. */
const dateOf = (extract: string): Sql =>
  raw(
    `make_date((${extract} // 10000000)::integer, (${extract} // 100000 % 100)::integer, (${extract} // 1000 % 100)::integer)`,
  )

const LUKKET_UDEN_DATO = raw(`Tilstand <> 'Åben' and AfsluttetDato is null`)

/**
 * Opgavens slut: Afbrudt and Gennemført end a task at its AfsluttetDato, or without one on the date of the extract that
 * said so (the last day of its periode), not before OprettetDato. An Åben task has not ended, whatever its AfsluttetDato.
 *
 * The extract that said so is the first of the unbroken row of versions, up to the newest, that say it closed without a
 * date: a later extract that only corrects something else moves nothing, also where the task has moved to another case
 * or was away for a while; one that opens the task, or dates its end, starts anew.
 *
 * Gives the newest row of each task: _kommune, _kildesystem, _unit, _sidst, OpgaveId, SagId, Opgavetype, BorgerCpr,
 * SagsbehandlerId, OrganisationId, Tilstand, OprettetDato, Slut (DATE, NULL = open).
 *
 * Source: specification domains/ky.md, FactKYOpgaver.
 *
 * @example sql`select OpgaveId, Slut from ${opgaveSlut()} as opgaver`
 */
export const opgaveSlut = (): Sql => sql`(
  with closed_without_date as (
    select _kommune, _kildesystem, OpgaveId
    from ${KYOpgave} as opgave
    where ${LUKKET_UDEN_DATO}
  ),
  versions as (
    select
      version._kommune,
      version._kildesystem,
      version.OpgaveId,
      version._fra,
      ${LUKKET_UDEN_DATO} as says_so
    from ${everyUnit(versionsOf(KYOpgave))} as version
    semi join closed_without_date using (_kommune, _kildesystem, OpgaveId)
  ),
  broken_at as (
    select
      _kommune,
      _kildesystem,
      OpgaveId,
      coalesce(max(_fra) filter (not says_so), 0) as last_other
    from versions
    group by _kommune, _kildesystem, OpgaveId
  ),
  first_said as (
    select
      version._kommune,
      version._kildesystem,
      version.OpgaveId,
      min(version._fra) as extract_time
    from versions as version
    join broken_at
      on broken_at._kommune = version._kommune
      and broken_at._kildesystem = version._kildesystem
      and broken_at.OpgaveId = version.OpgaveId
      and broken_at.last_other < version._fra
    group by version._kommune, version._kildesystem, version.OpgaveId
  )
  select
    opgave._kommune,
    opgave._kildesystem,
    opgave._unit,
    opgave._sidst,
    opgave.OpgaveId,
    opgave.SagId,
    opgave.Opgavetype,
    opgave.BorgerCpr,
    opgave.SagsbehandlerId,
    opgave.OrganisationId,
    opgave.Tilstand,
    opgave.OprettetDato,
    case
      when opgave.Tilstand <> 'Åben'
      then coalesce(opgave.AfsluttetDato, greatest(opgave.OprettetDato, ${dateOf('first_said.extract_time')}))
    end as Slut
  from ${KYOpgave} as opgave
  left join first_said
    on first_said._kommune = opgave._kommune
    and first_said._kildesystem = opgave._kildesystem
    and first_said.OpgaveId = opgave.OpgaveId
)`

/**
 * The cases of tasks closed without a date, of which an older version stood in one of the changed cases: when the task
 * was first said to be closed may have changed with it.
 */
export const opgaveNeighbours = (changed: Sql): Sql => sql`
  select opgave._unit as unit
  from ${everyUnit(KYOpgave)} as opgave
  join ${everyUnit(versionsOf(KYOpgave))} as version
    on version._kommune = opgave._kommune
    and version._kildesystem = opgave._kildesystem
    and version.OpgaveId = opgave.OpgaveId
  where opgave.Tilstand <> 'Åben'
    and opgave.AfsluttetDato is null
    and version._unit <> opgave._unit
    and version._unit in (select unit from ${changed} as changed)`

type Version = readonly [periode: string, tilstand: string, afsluttet: string | null, sag?: string]

/** Versions in order (periode, Tilstand, AfsluttetDato, case) of a task from 2022-03-10 → the day it ended; null = open. */
export const opgaveSlutExamples: readonly {
  readonly name: string
  readonly versioner: readonly Version[]
  readonly slut: string | null
}[] = [
  { name: 'Åben', versioner: [['2022-03', 'Åben', null]], slut: null },
  {
    name: 'Åben with AfsluttetDato counts as open',
    versioner: [['2022-03', 'Åben', '2022-03-20']],
    slut: null,
  },
  {
    name: 'Gennemført at its AfsluttetDato',
    versioner: [['2022-05', 'Gennemført', '2022-03-20']],
    slut: '2022-03-20',
  },
  {
    name: 'Afbrudt at its AfsluttetDato',
    versioner: [['2022-05', 'Afbrudt', '2022-03-20']],
    slut: '2022-03-20',
  },
  {
    name: 'closed without AfsluttetDato: on the last day of the periode of the extract that said so',
    versioner: [
      ['2022-03', 'Åben', null],
      ['2022-04', 'Gennemført', null],
    ],
    slut: '2022-04-30',
  },
  {
    name: 'a later version that says it again moves nothing',
    versioner: [
      ['2022-03', 'Åben', null],
      ['2022-04', 'Gennemført', null],
      ['2022-05', 'Afbrudt', null],
    ],
    slut: '2022-04-30',
  },
  {
    name: 'nor does one in another case',
    versioner: [
      ['2022-04', 'Gennemført', null, 'one'],
      ['2022-05', 'Gennemført', null, 'another'],
    ],
    slut: '2022-04-30',
  },
  {
    name: 'opened and closed again: the later time',
    versioner: [
      ['2022-03', 'Gennemført', null],
      ['2022-04', 'Åben', null],
      ['2022-05', 'Gennemført', null],
    ],
    slut: '2022-05-31',
  },
  {
    name: 'a date that was taken back: from the extract that took it',
    versioner: [
      ['2022-04', 'Gennemført', '2022-04-10'],
      ['2022-05', 'Gennemført', null],
    ],
    slut: '2022-05-31',
  },
  {
    name: 'a date that came later',
    versioner: [
      ['2022-04', 'Gennemført', null],
      ['2022-05', 'Gennemført', '2022-04-10'],
    ],
    slut: '2022-04-10',
  },
  {
    name: 'said before it was created: on OprettetDato',
    versioner: [['2022-02', 'Gennemført', null]],
    slut: '2022-03-10',
  },
]
