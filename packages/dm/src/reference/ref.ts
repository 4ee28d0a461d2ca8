import { kilde } from '@flis/core'

/**
 * Reference tables for the whole country, from whoever keeps them. Source: specification 2.5.
 *
 * @example REF.scope // 'national'
 */
export const REF = kilde('REF', { scope: 'national' })

/**
 * What the reference tables have in common: each file of a zip is optional, and a delivery speaks only for the tables
 * that it holds. Codes are known everywhere, whoever delivered them.
 */
export const referenceTable = {
  kilde: REF,
  mode: 'full',
  absence: 'slut',
  keyScope: 'global',
  reader: { format: 'csv', encoding: 'UTF-8', optionalFile: true },
  owner: 'everyone',
} as const
