import { contract, field } from '@flis/core'
import { ofPerson, replacedWithPerson } from './cpr.js'

/** Residences of persons, half-open [FraDato, TilDato). Source: specification 2.5. */
export const BorgerAdresse = contract('BorgerAdresse', {
  ...ofPerson,
  replaces: replacedWithPerson,
  fields: {
    Personnummer: field.key.cpr({ description: 'Personen, der bor der' }),
    FraDato: field.key.date({ data: 'kontakt', description: 'Dagen, personen flyttede ind' }),
    TilDato: field
      .date({ data: 'kontakt', description: 'Dagen, personen flyttede ud, eksklusive; tom = bor der' })
      .optional(),
    KommuneKode: field.kommune({ data: 'kontakt', description: 'Bopælskommunen' }),
    VejKode: field.text({ data: 'kontakt', description: 'Vejens kode i kommunen' }),
    HusNr: field.text({ data: 'kontakt', description: 'Husnummer med bogstav' }),
    Etage: field.text({ data: 'kontakt', description: 'Etage' }).optional(),
    SideDoer: field.text({ data: 'kontakt', dm: 'SideDør', description: 'Side eller dør' }).optional(),
    AdresseId: field.text({ data: 'kontakt', description: 'Adressens id i adresseregistret' }).optional(),
  },
  checks: [field.order('FraDato', 'TilDato')],
  haendelse: 'FraDato',
  description: 'Personers bopæle i CPR',
})
