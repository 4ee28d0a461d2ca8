import { kilde } from '@flis/core'

/** SF1630 FLISPersonale: any pay system of a kommune. Source: specification 2.4. */
export const FLISPersonale = kilde('FLISPersonale')

/** Absence is computed with the employment that it belongs to. */
export const withTheirEmployment = {
  kilde: FLISPersonale,
  mode: 'full',
  absence: 'slut',
  persons: ['medarbejdere'],
  unit: ['AnsaettelseId'],
} as const
