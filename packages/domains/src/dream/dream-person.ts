import { contract } from '@flis/core'
import { citizen, DreamBorger, ofDream } from './dream-borger.js'

/** The fixed columns of DREAM. */
export const DreamPerson = contract('DreamPerson', {
  ...ofDream,
  fields: citizen,
  stretchedFrom: { wide: DreamBorger, by: 'Personnummer' },
  description: 'Borgere i DREAM med de oplysninger, der ikke har en tid',
})
