import { contract, field } from '@flis/core'
import { ofChild } from './aula.js'

/** Aula's statuses; 9 and 10 occur in Aula's app and are none (R310). */
const STATUS = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const

/**
 * Registrations of children: an event each. A correction has the same RegistreringId in a later extract. Stretches are
 * computed by child and Danish date.
 * Source: specification 2.5; Dagtilbud, "Aula registration to FLIS registration".
 */
export const AulaRegistrering = contract('AulaRegistrering', {
  ...ofChild,
  unitDay: 'Tidspunkt',
  reader: { format: 'csv', encoding: 'UTF-8', optionalFile: false, objects: true },
  fields: {
    RegistreringId: field.key.text({ description: 'Registreringens id i Aula' }),
    BarnUuid: field.text({ data: 'følsomme', description: 'Barnets id i Aula' }),
    InstitutionSTIL: field.text({
      length: 6,
      data: 'følsomme',
      description: 'Institutionens nummer hos STIL',
    }),
    Status: field.integer({
      codes: STATUS,
      error: 'R310',
      data: 'følsomme',
      description: 'Aulas status: 0 ikke til stede, 1 syg, 2 fravær, 3–7 til stede, 8 checket ud',
    }),
    Tidspunkt: field.timestamp({
      offset: 'required',
      data: 'følsomme',
      description: 'Hændelsens tidspunkt med forskel til UTC',
    }),
  },
  haendelse: 'Tidspunkt',
  description: 'Børns komme- og gåregistreringer i Aula',
})
