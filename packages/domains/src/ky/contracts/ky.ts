import { kilde } from '@flis/core'

/**
 * Kommunernes Ydelsessystem, delivered by Netcompany. Source: release note 7.0, 2.1.1; specification 2.5.
 * The categories of personal data are an own choice: what tells of health or social conditions is følsomme, the
 * rest of what tells that somebody gets a benefit is økonomi.
 */
export const KY = kilde('KY', { senders: ['NC'] })

/**
 * What KY's contracts have in common: full deliveries of a kommune, of which the source drops old things. States, tasks,
 * benefits and decisions are computed with their case.
 */
export const withTheirCase = {
  kilde: KY,
  mode: 'full',
  absence: 'behold',
  persons: ['borgere'],
  unit: ['SagId'],
} as const

/** The id of a case, as every contract that speaks of one has it. */
export const sagId = { description: 'Sagens id i ydelsessystemet' }
