import { kilde } from '@flis/core'

/**
 * Aula's come-and-go registrations, per kommune, as deltas: new events, and corrections by RegistreringId.
 * Source: specification 2.5. The record layout is not public: it is this project's.
 */
export const Aula = kilde('Aula', { senders: ['Aula'], types: ['D'], formats: ['zip', 'csv', 'ndjson'] })

/** What is told of a child belongs together. */
export const ofChild = {
  kilde: Aula,
  mode: 'append',
  persons: ['børn og unge under 18'],
  unit: ['BarnUuid'],
} as const
