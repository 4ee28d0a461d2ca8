import { contract, field } from '@flis/core'
import { ofChild } from './aula.js'

/** Which child an id of Aula's is; the later extract's content counts. Source: specification 2.5. */
export const AulaBarn = contract('AulaBarn', {
  ...ofChild,
  reader: { format: 'csv', encoding: 'UTF-8', optionalFile: true, objects: true },
  fields: {
    BarnUuid: field.key.text({ data: 'følsomme', description: 'Barnets id i Aula' }),
    Personnummer: field.cpr({ description: 'Barnets personnummer' }).optional(),
  },
  description: 'Børn i Aula',
})
