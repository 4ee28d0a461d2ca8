import { contract, field } from '@flis/core'
import { ofPerson } from './cpr.js'

/** Persons, dead and emigrated ones included. Source: specification 2.5. */
export const BorgerPerson = contract('BorgerPerson', {
  ...ofPerson,
  fields: {
    Personnummer: field.key.cpr({ description: 'Personens nummer; også et ældre nummer (status 60)' }),
    Navn: field.text({ data: 'kontakt', description: 'Personens navn' }).optional(),
    Foedselsdato: field.date({ data: 'kontakt', dm: 'Fødselsdato', description: 'Dagen, personen er født' }),
    Koen: field.code(['M', 'K'], { data: 'kontakt', dm: 'Køn', description: 'Mand eller kvinde' }),
    Status: field.code(['01', '03', '05', '07', '20', '30', '50', '60', '70', '80', '90'], {
      data: 'kontakt',
      description: 'Personens status i CPR; 01 og 03 bor i landet',
    }),
    StatusDato: field.date({ data: 'kontakt', description: 'Dagen, status gælder fra' }),
    FoedelandKode: field
      .text({ data: 'følsomme', dm: 'FødelandKode', description: 'Myndighedskode for fødelandet' })
      .optional(),
    StatsborgerskabKode: field
      .text({ data: 'følsomme', description: 'Myndighedskode for statsborgerskabet' })
      .optional(),
    MorPersonnummer: field.cpr({ description: 'Moderens personnummer' }).optional(),
    FarPersonnummer: field.cpr({ description: 'Faderens personnummer' }).optional(),
    AegtefaellePersonnummer: field
      .cpr({ dm: 'ÆgtefællePersonnummer', description: 'Ægtefællens eller partnerens personnummer' })
      .optional(),
    Civilstand: field
      .code(['U', 'G', 'F', 'E', 'P', 'O', 'L', 'D'], {
        data: 'familie',
        description: 'Ugift, gift, fraskilt, enke, partnerskab, ophævet, længstlevende, død',
      })
      .optional(),
    GaeldendePersonnummer: field
      .cpr({ dm: 'GældendePersonnummer', description: 'Nummeret, der har afløst dette (status 60)' })
      .optional(),
    BeskyttelseFra: field
      .date({ data: 'følsomme', description: 'Første dag med navne- og adressebeskyttelse' })
      .optional(),
    BeskyttelseTil: field.date({ data: 'følsomme', description: 'Dagen, beskyttelsen ophører' }).optional(),
  },
  checks: [field.order('BeskyttelseFra', 'BeskyttelseTil')],
  description: 'Personer i CPR',
})
