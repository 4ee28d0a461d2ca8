import { contract, field } from '@flis/core'
import { DreamBorger, ofDream } from './dream-borger.js'
import { DreamPerson } from './dream-person.js'

/** Stretches of consecutive ISO weeks with one benefit code; a week without one has no stretch. */
export const DreamUge = contract('DreamUge', {
  ...ofDream,
  fields: {
    Personnummer: field.key.cpr({ description: 'Borgerens personnummer' }),
    FraUge: field.key.integer({ data: 'følsomme', description: 'Første uge: ISO-år × 100 + uge' }),
    TilUge: field.integer({ data: 'følsomme', description: 'Sidste uge: ISO-år × 100 + uge' }),
    Kode: field.text({ digits: 3, data: 'følsomme', description: 'Ydelseskode' }),
  },
  stretchedFrom: {
    wide: DreamBorger,
    by: 'Personnummer',
    runs: { families: ['y'], from: 'FraUge', to: 'TilUge', value: 'Kode', presentIn: DreamPerson },
  },
  description: 'Perioder af uger, hvor en borger har samme ydelse i DREAM',
})
