import { type Contract, finding, joined, lastDay, raw, type Sql, sql, text } from '@flis/core'
import { newestReference } from '@flis/dm'
import { KleEmne } from './contracts/kle-emne.js'
import { KYAfgoerelse } from './contracts/ky-afgoerelse.js'
import { KYOpgave } from './contracts/ky-opgave.js'
import { KYSag } from './contracts/ky-sag.js'
import { KYSagTilstand } from './contracts/ky-sag-tilstand.js'
import { KYYdelse } from './contracts/ky-ydelse.js'
import { erLukket } from './sagstilstand.js'

// Rows are joined by unit (kommune, kildesystem and case as one number) and the case's id: cheaper than three texts.

/** A state row before its case was created; it counts from OprettetDato. Source: domains/ky.md, "State of a case". */
export const tilstandFoerOprettelse = finding('tilstand før oprettelse', {
  description: 'En tilstand, der begynder før sagens OprettetDato; den tæller fra OprettetDato',
  rows: () => sql`
    select state._kommune, state._kildesystem, state._leverance, state._linje
    from ${KYSagTilstand} as state
    join ${KYSag} as sag
      on sag._unit = state._unit
      and sag.SagId = state.SagId
    where state.FraDato < sag.OprettetDato`,
})

/** Rows of a contract whose case has not been delivered. */
const withoutCase = (of: Contract): Sql => sql`
  select child._kommune, child._kildesystem, child._leverance, child._linje
  from ${of} as child
  anti join ${KYSag} as sag
    on sag._unit = child._unit
    and sag.SagId = child.SagId
  where child.SagId <> ''`

/**
 * A state, task, ydelse or decision of a case that has not been delivered. Such a ydelse has no rows, a task and a
 * decision have −1 for what the case would tell. Source: domains/ky.md, FactKYYdelser and FactKYAfgørelser.
 */
export const ukendtSag = finding('ukendt sag', {
  description: 'En tilstand, opgave, ydelse eller afgørelse, hvis sag ikke er leveret',
  rows: () => joined([KYSagTilstand, KYOpgave, KYYdelse, KYAfgoerelse].map(withoutCase), '\nunion all'),
})

/** A case whose number is not in KLE: −1 in DimKleNummer. Source: domains/ky.md, Dimensions. */
export const ukendtKleNummer = finding('ukendt KLE-nummer', {
  description: 'En sag, hvis KleNummer ikke findes i KLE',
  rows: () => sql`
    select sag._kommune, sag._kildesystem, sag._leverance, sag._linje
    from ${KYSag} as sag
    anti join ${newestReference(KleEmne)} as kle on kle.Nummer = sag.KleNummer`,
})

/**
 * A closed task without AfsluttetDato ends on the date of the extract that first said so. Source: domains/ky.md,
 * FactKYOpgaver.
 */
export const lukketUdenDato = finding('opgave lukket uden dato', {
  description: 'En opgave, der er Afbrudt eller Gennemført uden AfsluttetDato',
  rows: () => sql`
    select _kommune, _kildesystem, _leverance, _linje
    from ${KYOpgave} as opgave
    where Tilstand <> 'Åben' and AfsluttetDato is null`,
})

/** An open task that has an AfsluttetDato counts as open. Source: domains/ky.md, FactKYOpgaver. */
export const aabenMedDato = finding('åben opgave med dato', {
  description: 'En opgave, der er Åben og dog har en AfsluttetDato; den tæller som åben',
  rows: () => sql`
    select _kommune, _kildesystem, _leverance, _linje
    from ${KYOpgave} as opgave
    where Tilstand = 'Åben' and AfsluttetDato is not null`,
})

/**
 * A case closed without any of Bevilget, Afslag and Henlagt: its case work is measured to the closing date.
 * Source: domains/ky.md, "State of a case".
 */
export const lukketUdenAfgoerelse = finding('lukket uden afgørelse', {
  description: 'En sag, der er Afsluttet uden Bevilget, Afslag eller Henlagt',
  rows: ({ month }) => sql`
    select sag._kommune, sag._kildesystem, sag._leverance, sag._linje
    from ${KYSag} as sag
    semi join (
      select _unit, SagId
      from ${KYSagTilstand} as closed
      where Tilstand = 'Afsluttet' and FraDato <= date ${text(lastDay(month))}
    ) as closed
      on closed._unit = sag._unit
      and closed.SagId = sag.SagId
    anti join (
      select _unit, SagId
      from ${KYSagTilstand} as decided
      where Tilstand in ('Bevilget', 'Afslag', 'Henlagt') and FraDato <= date ${text(lastDay(month))}
    ) as decided
      on decided._unit = sag._unit
      and decided.SagId = sag.SagId`,
})

/**
 * An open case, task or ydelse that its source no longer holds is measured no further than `_sidst`. A case is open when
 * the last of its states by the run month's end is not closed. Source: 3-layers.md 3.2.
 */
export const forsvundet = finding('forsvundet', {
  description: 'En åben sag, opgave eller ydelse, som kildesystemet ikke længere leverer',
  rows: ({ month }) => sql`
    select sag._kommune, sag._kildesystem, sag._leverance, sag._linje
    from ${KYSag} as sag
    anti join (
      select _unit, SagId
      from ${KYSagTilstand} as state
      where FraDato <= date ${text(lastDay(month))}
      group by _unit, SagId
      having ${raw(erLukket("max({'fra': FraDato, 'nr': Sekvens, 'tilstand': Tilstand}).tilstand"))}
    ) as closed
      on closed._unit = sag._unit
      and closed.SagId = sag.SagId
    where sag._sidst is not null and sag.OprettetDato <= date ${text(lastDay(month))}
    union all
    select _kommune, _kildesystem, _leverance, _linje
    from ${KYOpgave} as opgave
    where _sidst is not null and Tilstand = 'Åben'
    union all
    select _kommune, _kildesystem, _leverance, _linje
    from ${KYYdelse} as ydelse
    where _sidst is not null and SlutDato is null`,
})
