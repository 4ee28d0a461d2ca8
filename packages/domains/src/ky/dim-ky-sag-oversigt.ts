import {
  column,
  dimension,
  firstDay,
  lastDay,
  type Month,
  ofRules,
  raw,
  type Sql,
  sql,
  text,
} from '@flis/core'
import { KYSag } from './contracts/ky-sag.js'
import { KYSagTilstand } from './contracts/ky-sag-tilstand.js'
import { type KYRules, kyRules } from './rules.js'
import { lukketFra, lukninger } from './sag-varighed.js'
import { afgjort } from './sagsbehandlingstid.js'
import { erLukket, sagerInden, sagsintervaller, tilstandeInden } from './sagstilstand.js'

/**
 * Cases whose intervals change because months pass: those open at the end of `after`, and those that are created or
 * enter a state in the months after it. A case closed on the day of its last open state is named too: it costs work,
 * never correctness.
 */
const turns = ({ after, until }: { readonly after: Month; readonly until: Month }): Sql => sql`
  with states_of_case as (
    select
      _kommune,
      _kildesystem,
      SagId,
      max(FraDato) filter (${raw(erLukket('Tilstand'))}) as closed,
      max(FraDato) filter (not ${raw(erLukket('Tilstand'))}) as opened,
      max(FraDato) as latest
    from ${KYSagTilstand} as state
    where FraDato <= date ${text(lastDay(until))}
    group by _kommune, _kildesystem, SagId
  )
  select sag._unit as unit
  from ${KYSag} as sag
  left join states_of_case
    on states_of_case._kommune = sag._kommune
    and states_of_case._kildesystem = sag._kildesystem
    and states_of_case.SagId = sag.SagId
  where sag.OprettetDato <= date ${text(lastDay(until))}
    and (
      greatest(sag.OprettetDato, states_of_case.latest) > date ${text(lastDay(after))}
      or states_of_case.closed is null
      or states_of_case.closed <= states_of_case.opened
    )`

/** Intervals that the months before `from` have already are left out; whole cases come by `turns`. */
const newSince = (from: Month | null): Sql =>
  from === null ? sql`` : sql`where FraDato >= date ${text(firstDay(from))}`

/**
 * One row for each case and interval of state. A monthly fact points to the interval standing at its month's end.
 *
 * Sagsbehandlingstid and SagVarighed are as of TilDato, judged on the states before it (what is entered on TilDato
 * belongs to the next row), or while the interval is open as of the run month's end; of a case that its source no
 * longer holds, and that is open as of the run, no further than the last day that it is good for.
 *
 * Source: release note 7.0, 2.1.2; specification domains/ky.md, Dimensions.
 */
export const dimKYSagOversigt = ofRules((rules: KYRules) =>
  dimension('DimKYSagOversigt', {
    natural: ['_kommune', '_kildesystem', 'SagId', 'FraDato'],
    columns: {
      SagId: column('VARCHAR', 'Sagens id; entydigt inden for kommune og kildesystem.'),
      Sagstilstand: column('VARCHAR', 'Sagens tilstand i intervallet.', { data: 'økonomi' }),
      FraDato: column('DATE', 'Intervallets første dag, inklusive.'),
      TilDato: column('DATE', 'Dagen, hvor den næste tilstand begynder, eksklusive; 9999-12-31 = åbent.'),
      ErAktuel: column('INTEGER', '1 for sagens nyeste interval ved kørslen, ellers 0.'),
      Sagsbehandlingstid: column(
        'INTEGER',
        'Dage (difference) fra OprettetDato til første dag i Bevilget, Afslag eller Henlagt, opgjort ved TilDato.',
      ),
      SagVarighed: column(
        'INTEGER',
        'Dage (difference) fra OprettetDato til den stående lukning, opgjort ved TilDato.',
      ),
    },
    recompute: { by: 'unit', turns },
    rules: ['sagstilstand', 'sagsbehandlingstid', 'sagVarighed'],
    description: 'Sagers tilstande i Kommunernes Ydelsessystem, ét interval pr. række',
    sql: ({ month, from }) => sql`
      with cases as (
        select
          *,
          ${raw(afgjort('tilstande'))} as decided,
          ${raw(lukninger('tilstande'))} as closings,
          case
            when ${raw(erLukket('tilstande[-1].tilstand'))} then date ${text(lastDay(month))}
            else greatest(OprettetDato, least(date ${text(lastDay(month))}, _sidst))
          end as measured_to
        from ${sagsintervaller(rules.sagstilstand(sagerInden(month), tilstandeInden(month)))}
      ),
      numbered_intervals as (
        select
          * exclude (tilstande),
          unnest(range(1, len(intervaller) + 1)) as i
        from cases
      ),
      intervals as (
        select
          _kommune,
          _kildesystem,
          _unit,
          SagId,
          OprettetDato,
          decided,
          closings,
          intervaller[i].tilstand as Sagstilstand,
          intervaller[i].dato as FraDato,
          intervaller[i + 1].dato as next_date,
          least(intervaller[i + 1].dato, measured_to) as as_of,
          coalesce(intervaller[i + 1].dato - 1, date ${text(lastDay(month))}) as judged_on
        from numbered_intervals
      ),
      intervals_with_closing as (
        select
          *,
          ${raw(lukketFra('closings', 'Sagstilstand', 'judged_on'))} as closed
        from intervals
      )
      select
        _kommune,
        _kildesystem,
        _unit,
        SagId,
        Sagstilstand,
        FraDato,
        coalesce(next_date, date '9999-12-31') as TilDato,
        (next_date is null)::integer as ErAktuel,
        ${raw(rules.sagsbehandlingstid('OprettetDato', 'decided <= judged_on', 'decided', 'closed', 'as_of'))} as Sagsbehandlingstid,
        ${raw(rules.sagVarighed('OprettetDato', 'closed', 'as_of'))} as SagVarighed
      from intervals_with_closing
      ${newSince(from)}`,
  }),
)

/** The same by the area's own rules. */
export const DimKYSagOversigt = dimKYSagOversigt(kyRules)
