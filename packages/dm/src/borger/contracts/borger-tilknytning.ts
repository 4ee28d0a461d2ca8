import { contract, field } from '@flis/core'
import { ofPerson, replacedWithPerson } from './cpr.js'

/** Kommuner that pay or act for a person without being the residence, half-open [FraDato, TilDato). Source: 2.5. */
export const BorgerTilknytning = contract('BorgerTilknytning', {
  ...ofPerson,
  replaces: replacedWithPerson,
  fields: {
    Personnummer: field.key.cpr({ description: 'Personen, som kommunen betaler eller handler for' }),
    KommuneKode: field.key.kommune({ data: 'kontakt', description: 'Betalings- eller handlekommunen' }),
    Rolle: field.key.code(['betaling', 'handle'], {
      data: 'følsomme',
      description: 'Om kommunen betaler eller handler for personen',
    }),
    FraDato: field.key.date({ data: 'kontakt', description: 'Dagen, tilknytningen begynder' }),
    TilDato: field
      .date({ data: 'kontakt', description: 'Dagen, tilknytningen ophører, eksklusive; tom = løbende' })
      .optional(),
  },
  checks: [field.order('FraDato', 'TilDato')],
  haendelse: 'FraDato',
  description: 'Personers betalings- og handlekommuner',
})
