import { finding, lastDay, sql, text } from '@flis/core'
import { FSIIILeveretIndsats } from './contracts/fsiii-leveret-indsats.js'
import { FSIIIPlanlagtIndsats } from './contracts/fsiii-planlagt-indsats.js'

/** A planned end that has passed does not end an active indsats. Source: domains/fsiii.md, FactPlanlagtIndsats. */
export const planlagtSlutPasseret = finding('planlagt slut passeret', {
  description: 'En aktiv planlagt indsats, hvis planlagte slut er passeret; den løber videre',
  rows: ({ month }) => sql`
    select _kommune, _kildesystem, _leverance, _linje
    from ${FSIIIPlanlagtIndsats} as indsats
    where Status not in ('completed', 'revoked')
      and SlutDato <= date ${text(lastDay(month))}`,
})

/** FSIII has data from 2022; earlier ones load all the same. Source: domains/fsiii.md. */
export const foer2022 = finding('data før 2022', {
  description: 'En indsats med en dato før 2022, hvor FSIII begynder',
  rows: () => sql`
    select _kommune, _kildesystem, _leverance, _linje
    from ${FSIIIPlanlagtIndsats} as planlagt
    where StartDato < date '2022-01-01'
    union all
    select _kommune, _kildesystem, _leverance, _linje
    from ${FSIIILeveretIndsats} as leveret
    where left(LeveretTidspunkt, 4) < '2022'`,
})
