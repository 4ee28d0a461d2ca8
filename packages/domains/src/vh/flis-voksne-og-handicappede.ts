import { kilde } from '@flis/core'

/** SF1630 FLISVoksneOgHandicappede: any system of a kommune. Source: specification 2.4. */
export const FLISVoksneOgHandicappede = kilde('FLISVoksneOgHandicappede')

/** Target groups are computed with the benefit that they belong to. */
export const withTheirYdelse = {
  kilde: FLISVoksneOgHandicappede,
  mode: 'full',
  absence: 'slut',
  persons: ['borgere', 'patienter'],
  unit: ['YdelseId'],
} as const
