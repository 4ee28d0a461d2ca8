import { column, fact, firstDay, lastDay, type Month, ofRules, raw, type Sql, sql, text } from '@flis/core'
import { borgerAf, DimBorger, DimJaNej, DimKommune, DimTid, rollout } from '@flis/dm'
import { KYOpgave } from './contracts/ky-opgave.js'
import { KYSag } from './contracts/ky-sag.js'
import { dimKYOpgaveOversigt } from './dim-ky-opgave-oversigt.js'
import { DimKYOrganisation, organisationAf } from './dim-ky-organisation.js'
import { dimKYSagOversigt } from './dim-ky-sag-oversigt.js'
import { DimKYSagsbehandler, sagsbehandlerAf } from './dim-ky-sagsbehandler.js'
import { opgaveNeighbours } from './opgave-slut.js'
import { type KYRules, kyRules } from './rules.js'
import { followBorgereAfOpgave } from './sagens-borgere.js'

/** Tasks that no month from `from` on can come from are left out before the work, not after. */
const reaches = (from: Month | null): Sql =>
  from === null ? sql`` : sql`and last_month >= date ${text(firstDay(from))}`

/** The same, told by the task's end: most of them ended long ago and need not be looked up at all. */
const standsIn = (from: Month | null): Sql =>
  from === null ? sql`` : sql`and coalesce(oversigt.AfsluttetDato >= date ${text(firstDay(from))}, true)`

const HAPPENED = ['m.first_day', 'm.last_day'] as const

/**
 * One row for each task and month from the month of its OprettetDato to that of its end, or to the run month while it is
 * open. An open task that its source no longer holds goes no further than the month of the last extract that held it.
 *
 * All that a task has for every month is looked up once for the task; its months are cut where the interval of its case
 * that stands at month end changes, and only then rolled out.
 *
 * Source: release note 7.0, 2.1.2 (FactKYOpgaver og DimKYOpgaveOversigt); specification domains/ky.md, FactKYOpgaver.
 */
export const factKYOpgaver = ofRules((rules: KYRules) => {
  const DimKYSagOversigt = dimKYSagOversigt(rules)
  const DimKYOpgaveOversigt = dimKYOpgaveOversigt(rules)
  return fact('FactKYOpgaver', {
    grain: ['DimTid', 'DimKommune', '_kildesystem', 'OpgaveId'],
    columns: {
      DimTid: { ...DimTid.key, description: 'Månedens sidste dag.' },
      DimKommune: { ...DimKommune.key, description: 'Kommunen, som har leveret opgaven.' },
      DimKYOpgaveOversigt: {
        ...DimKYOpgaveOversigt.key,
        description: 'Opgaven, som den er ved kørslen.',
      },
      DimKYSagOversigt: {
        ...DimKYSagOversigt.key,
        description: 'Sagens tilstandsinterval ved månedens slutning; −1 = ingen sag.',
      },
      DimKYSagsbehandler: {
        ...DimKYSagsbehandler.key,
        description: 'Opgavens sagsbehandler, ellers sagens; −1 = ingen.',
      },
      DimKYOrganisation: {
        ...DimKYOrganisation.key,
        description: 'Den enhed, som behandler opgaven, ellers sagens; −1 = ingen.',
      },
      DimBorger: {
        ...DimBorger.key,
        description: 'Borgeren, som opgaven drejer sig om, ellers sagens ydelsesmodtager; −1 = ingen kendt.',
      },
      DimJaNejOprettet: {
        ...DimJaNej.key,
        description: '1 i den måned, hvor opgaven blev oprettet, ellers 0.',
      },
      DimJaNejAfsluttet: {
        ...DimJaNej.key,
        data: 'økonomi',
        description: '1 i den måned, hvor opgaven blev lukket, ellers 0.',
      },
      Opgavetid: column(
        'INTEGER',
        'Dage (difference, samme dag = 0) fra OprettetDato til opgaven blev lukket, indtil da til månedens slutning.',
        { data: 'økonomi', total: true },
      ),
      OpgaveId: column('VARCHAR', 'Opgavens id; entydigt inden for kommune og kildesystem.'),
    },
    exported: true,
    recompute: { by: 'unit', follows: [followBorgereAfOpgave], neighbours: opgaveNeighbours },
    rules: ['haendtIMaaned', 'opgavetid'],
    description: 'Opgaver måned for måned, fra de bliver oprettet, til de bliver lukket',
    sql: ({ month, from }) => sql`
      with tasks as (
        select
          opgave._kommune,
          opgave._kildesystem,
          opgave._unit,
          opgave.OpgaveId,
          oversigt.DimKYOpgaveOversigtID as DimKYOpgaveOversigt,
          oversigt.OprettetDato,
          oversigt.AfsluttetDato as Slut,
          case
            when oversigt.AfsluttetDato is not null then oversigt.AfsluttetDato
            when opgave.Tilstand = 'Åben' then least(opgave._sidst, date ${text(lastDay(month))})
            else date ${text(lastDay(month))}
          end as last_month,
          sag.SagId,
          sag.OprettetDato as case_created,
          coalesce(opgave.BorgerCpr, sag.YdelsesmodtagerCpr) as BorgerCpr,
          coalesce(nullif(opgave.SagsbehandlerId, ''), sag.SagsbehandlerId) as SagsbehandlerId,
          coalesce(nullif(opgave.OrganisationId, ''), sag.OrganisationId) as OrganisationId
        from ${KYOpgave} as opgave
        join ${DimKYOpgaveOversigt} as oversigt
          on oversigt._kommune = opgave._kommune
          and oversigt._kildesystem = opgave._kildesystem
          and oversigt.OpgaveId = opgave.OpgaveId
          ${standsIn(from)}
        left join ${KYSag} as sag
          on sag._kommune = opgave._kommune
          and sag._kildesystem = opgave._kildesystem
          and sag.SagId = opgave.SagId
      ),
      looked_up as (
        select
          task._kommune,
          task._kildesystem,
          task._unit,
          task.OpgaveId,
          ${DimKommune.of('task._kommune')} as DimKommune,
          task.DimKYOpgaveOversigt,
          coalesce(sagsbehandler.DimKYSagsbehandlerID, -1) as DimKYSagsbehandler,
          coalesce(organisation.DimKYOrganisationID, -1) as DimKYOrganisation,
          coalesce(borger.DimBorger, -1) as DimBorger,
          task.OprettetDato,
          task.Slut,
          task.last_month,
          task.SagId,
          task.case_created
        from tasks as task
        ${sagsbehandlerAf('task')}
        ${organisationAf('task')}
        ${borgerAf('borger', 'task.BorgerCpr', 'task._kommune')}
        where task.OprettetDato <= task.last_month
          ${reaches(from)}
      ),
      months_by_interval as (
        select
          task.* exclude (SagId, case_created, last_month),
          standing.DimKYSagOversigtID as DimKYSagOversigt,
          greatest(task.OprettetDato, standing.FraDato) as first_month,
          least(task.last_month, date_trunc('month', standing.TilDato)::date - 1) as last_month
        from looked_up as task
        join ${DimKYSagOversigt} as standing
          on standing._kommune = task._kommune
          and standing._kildesystem = task._kildesystem
          and standing.SagId = task.SagId
        where standing.FraDato <= last_day(task.last_month)
          and standing.TilDato > last_day(task.OprettetDato)
          and date_trunc('month', standing.FraDato) < date_trunc('month', standing.TilDato)
        union all by name
        -- months of no case, or at whose end its case had not been created
        select
          task.* exclude (SagId, case_created, last_month),
          -1::bigint as DimKYSagOversigt,
          task.OprettetDato as first_month,
          least(task.last_month, date_trunc('month', task.case_created)::date - 1) as last_month
        from looked_up as task
        where coalesce(task.OprettetDato < date_trunc('month', task.case_created), true)
      )
      select
        ${DimTid.of('m.last_day')} as DimTid,
        s.DimKommune,
        s.DimKYOpgaveOversigt,
        s.DimKYSagOversigt,
        s.DimKYSagsbehandler,
        s.DimKYOrganisation,
        s.DimBorger,
        ${raw(rules.haendtIMaaned('s.OprettetDato', ...HAPPENED))} as DimJaNejOprettet,
        ${raw(rules.haendtIMaaned('s.Slut', ...HAPPENED))} as DimJaNejAfsluttet,
        ${raw(rules.opgavetid('s.OprettetDato', 's.Slut', 'm.last_day'))} as Opgavetid,
        s.OpgaveId,
        s._unit,
        s._kommune,
        s._kildesystem
      from ${rollout(sql`months_by_interval`, { start: 'first_month', end: 'last_month', until: month, from })}`,
  })
})

/** The same by the area's own rules. */
export const FactKYOpgaver = factKYOpgaver(kyRules)
