import { RefSorKommune } from '@flis/dm'

/** Rows of national deliveries are those of the kommune that the sender belongs to. Source: specification FSIII, "Kommune". */
export const ownedBySender = {
  column: 'AfsenderSor',
  through: { contract: RefSorKommune, key: 'Sor', kommune: 'KommuneKode' },
} as const

/** What FSIII's contracts have in common: versions of resources by id, a citizen's recomputed together. */
export const ofResources = {
  kilde: 'FSIII',
  mode: 'upsert',
  keyScope: 'global',
  unit: ['Personnummer'],
  persons: ['borgere', 'patienter'],
  withdrawn: { column: 'Status', value: 'entered-in-error' },
} as const
