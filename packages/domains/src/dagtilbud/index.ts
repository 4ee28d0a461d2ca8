import { dataomraade } from '@flis/core'
import { Aula } from './contracts/aula.js'
import { AulaBarn } from './contracts/aula-barn.js'
import { AulaRegistrering } from './contracts/aula-registrering.js'
import { DagtilbudIndskrivning } from './contracts/dagtilbud-indskrivning.js'
import { DagtilbudInstitution } from './contracts/dagtilbud-institution.js'
import { FLISDagtilbud } from './contracts/flis-dagtilbud.js'

/**
 * The area Dagtilbud: children's enrolments in day care, and their registrations in Aula. So far its contracts.
 * Source: specification 2.5, domains/dagtilbud.md.
 *
 * @example dagtilbud.kilder.map((each) => each.name) // ['FLISDagtilbud', 'Aula']
 */
export const dagtilbud = dataomraade('Dagtilbud', {
  kilder: [FLISDagtilbud, Aula],
  contracts: [DagtilbudIndskrivning, DagtilbudInstitution, AulaRegistrering, AulaBarn],
  models: [],
  description: 'Indskrivninger i dagtilbud og komme- og gåtider fra Aula',
})

export { AulaBarn, AulaRegistrering, DagtilbudIndskrivning, DagtilbudInstitution }
