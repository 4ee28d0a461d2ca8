import { kilde } from '@flis/core'

/**
 * The civil registration system (Det Centrale Personregister), daily or monthly, full or delta: each day, or each
 * month, follows on the one before. Source: specification 2.3, 2.5.
 *
 * The categories of personal data are an own choice: name, address and state are kontakt, marriage familie; what tells
 * of origin or of protection is følsomme.
 */
export const CPR = kilde('CPR', { senders: ['CPR'], scope: 'national', types: ['F', 'D'], chain: 'calendar' })

/** A delta tells all of a person at once, and dependent tables are computed person by person. */
export const ofPerson = {
  kilde: CPR,
  mode: 'full',
  absence: 'behold',
  persons: ['borgere', 'pårørende', 'børn og unge under 18'],
  keyScope: 'global',
  unit: ['Personnummer'],
} as const

/** In a delta, a person who is present replaces all of that person's rows. */
export const replacedWithPerson = { by: 'Personnummer', presentIn: 'BorgerPerson' } as const
