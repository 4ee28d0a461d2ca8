import { contract, field } from '@flis/core'
import { referenceTable } from './ref.js'

/** Groups of kommuner that are compared with each other in an area, year by year. */
export const RefSammenligningsgruppe = contract('RefSammenligningsgruppe', {
  ...referenceTable,
  fields: {
    Omraade: field.key.text({ dm: 'Område', description: 'Området, som der sammenlignes i' }),
    Aar: field.key.integer({ dm: 'År', description: 'Kalenderåret' }),
    KommuneKode: field.key.kommune({ description: 'Kommunens kode' }),
    Gruppe: field.text({ description: 'Gruppen, som kommunen hører til' }),
  },
  description: 'Sammenligningsgrupper af kommuner',
})
