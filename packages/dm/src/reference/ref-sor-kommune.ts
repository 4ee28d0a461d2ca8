import { contract, field } from '@flis/core'
import { referenceTable } from './ref.js'

/**
 * The kommune of an organisation in Sundhedsvæsenets Organisationsregister (SOR).
 *
 * @example RefSorKommune.key // ['Sor']
 */
export const RefSorKommune = contract('RefSorKommune', {
  ...referenceTable,
  fields: {
    Sor: field.key.text({ description: 'Organisationens SOR-kode' }),
    KommuneKode: field.kommune({ description: 'Kommunen, som organisationen hører til' }),
  },
  description: 'Kommuner af organisationer i SOR',
})
