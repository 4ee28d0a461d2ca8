import { contract, field } from '@flis/core'
import { DreamBorger, ofDream } from './dream-borger.js'
import { DreamPerson } from './dream-person.js'

const VARIABLER = ['branche', 'grad', 'virksomhedsform', 'bopkom', 'arbkom'] as const

/** Stretches of consecutive months in which a variable has one value; a month without one has no stretch. */
export const DreamMaaned = contract('DreamMaaned', {
  ...ofDream,
  fields: {
    Personnummer: field.key.cpr({ description: 'Borgerens personnummer' }),
    Variabel: field.key.code(VARIABLER, { description: 'Hvilken oplysning' }),
    FraMaaned: field.key.integer({ data: 'økonomi', description: 'Første måned: år × 100 + måned' }),
    TilMaaned: field.integer({ data: 'økonomi', description: 'Sidste måned: år × 100 + måned' }),
    Vaerdi: field.text({ data: 'økonomi', description: 'Værdien; beskæftigelsesgrad med to decimaler' }),
  },
  stretchedFrom: {
    wide: DreamBorger,
    by: 'Personnummer',
    runs: {
      families: VARIABLER,
      from: 'FraMaaned',
      to: 'TilMaaned',
      value: 'Vaerdi',
      family: 'Variabel',
      presentIn: DreamPerson,
    },
  },
  description: 'Perioder af måneder, hvor en oplysning om en borger er den samme i DREAM',
})
