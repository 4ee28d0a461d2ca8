import { contract, field } from '@flis/core'
import { referenceTable } from './ref.js'

/**
 * Kommuner and regions. A kommune that is no more may stand here, so its code is only known by its four digits.
 *
 * @example RefKommune.key // ['KommuneKode']
 */
export const RefKommune = contract('RefKommune', {
  ...referenceTable,
  fields: {
    KommuneKode: field.key.text({ digits: 4, description: 'Kommunens kode, fire cifre' }),
    Navn: field.text({ dm: 'KommuneNavn', description: 'Kommunens navn' }),
    RegionKode: field.text({ description: 'Regionens kode' }),
    RegionNavn: field.text({ description: 'Regionens navn' }),
    GyldigFra: field.date({ description: 'Første dag, som kommunen findes' }),
    GyldigTil: field.date({ description: 'Sidste dag, som kommunen findes; tom = den findes' }).optional(),
  },
  checks: [field.order('GyldigFra', 'GyldigTil')],
  description: 'Kommuner og regioner',
})
