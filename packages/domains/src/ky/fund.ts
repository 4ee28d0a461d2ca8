import { finding, lastDay, sql, text } from '@flis/core'
import { KYSag } from './contracts/ky-sag.js'
import { KYSagTilstand } from './contracts/ky-sag-tilstand.js'
import { KYYdelse } from './contracts/ky-ydelse.js'

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

/** A ydelse of a case that has not been delivered has no rows. Source: domains/ky.md, FactKYYdelser. */
export const ukendtSag = finding('ukendt sag', {
  description: 'En ydelse, hvis sag ikke er leveret; den har ingen rækker',
  rows: () => sql`
    select ydelse._kommune, ydelse._kildesystem, ydelse._leverance, ydelse._linje
    from ${KYYdelse} as ydelse
    where not exists (
      select 1
      from ${KYSag} as sag
      where sag._unit = ydelse._unit
        and sag.SagId = ydelse.SagId
    )`,
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

/** An open ydelse that its source no longer holds is measured no further than `_sidst`. Source: 3-layers.md 3.2. */
export const forsvundet = finding('forsvundet', {
  description: 'En åben ydelse, som kildesystemet ikke længere leverer',
  rows: () => sql`
    select _kommune, _kildesystem, _leverance, _linje
    from ${KYYdelse} as ydelse
    where _sidst is not null and SlutDato is null`,
})
