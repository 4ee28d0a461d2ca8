import { contract, field, kilde } from '@flis/core'

/** SF1630 FLISSkole: any school administration system of a kommune. Source: specification 2.4. */
export const FLISSkole = kilde('FLISSkole')

/** Pupils, a row for each stretch at a school and a grade. The kind of class can tell of special needs: følsomme. */
export const SkoleElev = contract('SkoleElev', {
  kilde: FLISSkole,
  mode: 'full',
  absence: 'slut',
  persons: ['børn og unge under 18', 'borgere'],
  fields: {
    ElevId: field.key.text({ data: 'ingen', description: 'Elevforløbets id i skolesystemet' }),
    Personnummer: field.cpr({ data: 'CPR', description: 'Elevens personnummer' }),
    InstitutionsNr: field.text({ data: 'ingen', description: 'Skolens institutionsnummer' }),
    Klassetrin: field.text({ data: 'ingen', description: 'Klassetrinnet, som eleven går på' }),
    KlasseType: field
      .text({ data: 'følsomme', description: 'Klassens type, fx specialklasse; kan røbe særlige behov' })
      .optional(),
    StartDato: field.date({ data: 'ingen', description: 'Forløbets første dag' }),
    SlutDato: field.date({ data: 'ingen', description: 'Forløbets sidste dag; tom = løbende' }).optional(),
  },
  checks: [field.order('StartDato', 'SlutDato')],
  haendelse: 'StartDato',
  description: 'Elever i kommunens skoler',
})
