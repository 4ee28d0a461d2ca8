/** What FSIII's contracts have in common: versions of resources by id, a citizen's recomputed together. */
export const ofResources = {
  kilde: 'FSIII',
  mode: 'upsert',
  keyScope: 'global',
  unit: ['Personnummer'],
  persons: ['borgere', 'patienter'],
  withdrawn: { column: 'Status', value: 'entered-in-error' },
} as const
