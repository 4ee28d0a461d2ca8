import { contract, field } from '@flis/core'
import { dagtilbudCsv, FLISDagtilbud } from './flis-dagtilbud.js'

/**
 * Children's enrolments. The categories of personal data are an own choice: what tells of a child's care is følsomme.
 * Source: specification 2.5; Dagtilbud, "FactDagtilbud and fuldtidsbørn".
 */
export const DagtilbudIndskrivning = contract('DagtilbudIndskrivning', {
  kilde: FLISDagtilbud,
  mode: 'full',
  absence: 'slut',
  persons: ['børn og unge under 18'],
  reader: dagtilbudCsv,
  fields: {
    IndskrivningId: field.key.text({ description: 'Indskrivningens id i kildesystemet' }),
    Personnummer: field.cpr({ description: 'Barnets personnummer' }),
    InstitutionsNr: field.text({
      data: 'følsomme',
      description: 'Institutionen, som barnet er indskrevet i',
    }),
    Pasningstilbud: field.text({ data: 'følsomme', description: 'Tilbuddets art' }),
    StartDato: field.date({ data: 'følsomme', description: 'Indskrivningens første dag' }),
    SlutDato: field
      .date({ data: 'følsomme', description: 'Indskrivningens sidste dag, inklusive; tom = løbende' })
      .optional(),
    Timer: field
      .decimal(5, 2, { comma: true, data: 'følsomme', description: 'Indskrevne timer pr. uge' })
      .between(0, 168)
      .optional(),
  },
  checks: [field.order('StartDato', 'SlutDato')],
  haendelse: 'StartDato',
  description: 'Børns indskrivninger i dagtilbud',
})
