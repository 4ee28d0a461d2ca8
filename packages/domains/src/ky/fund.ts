import { finding, lastDay, sql, text } from '@flis/core'
import { KYSag, KYSagTilstand, KYYdelse } from './contracts.js'

/** A state row before its case was created; it counts from OprettetDato. Source: domains/ky.md, "State of a case". */
export const tilstandFoerOprettelse = finding('tilstand før oprettelse', {
  description: 'En tilstand, der begynder før sagens OprettetDato; den tæller fra OprettetDato',
  rows: () => sql`
    select state._kommune, state._kildesystem, state._leverance, state._linje
    from ${KYSagTilstand} as state
    join ${KYSag} as sag
      on sag._kommune = state._kommune
      and sag._kildesystem = state._kildesystem
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
      where sag._kommune = ydelse._kommune
        and sag._kildesystem = ydelse._kildesystem
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
    join (
      select _kommune, _kildesystem, SagId
      from ${KYSagTilstand} as state
      where FraDato <= date ${text(lastDay(month))}
      group by all
      having bool_or(Tilstand = 'Afsluttet') and not bool_or(Tilstand in ('Bevilget', 'Afslag', 'Henlagt'))
    ) as closed
      on closed._kommune = sag._kommune
      and closed._kildesystem = sag._kildesystem
      and closed.SagId = sag.SagId`,
})

/** An open ydelse that its source no longer holds is measured no further than `_sidst`. Source: 3-layers.md 3.2. */
export const forsvundet = finding('forsvundet', {
  description: 'En åben ydelse, som kildesystemet ikke længere leverer',
  rows: () => sql`
    select _kommune, _kildesystem, _leverance, _linje
    from ${KYYdelse} as ydelse
    where _sidst is not null and SlutDato is null`,
})
