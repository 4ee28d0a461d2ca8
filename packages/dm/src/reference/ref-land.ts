import { contract, field } from '@flis/core'
import { referenceTable } from './ref.js'

/**
 * Countries, by the codes of CPR.
 *
 * @example RefLand.fields.ErVestlig.kind // { type: 'boolean' }
 */
export const RefLand = contract('RefLand', {
  ...referenceTable,
  fields: {
    LandKode: field.key.text({ description: 'Landets kode i CPR' }),
    Navn: field.text({ description: 'Landets navn' }),
    ErVestlig: field.boolean({ description: '1, hvis landet er vestligt' }),
    RegnesSomDanmark: field.boolean({ description: '1, hvis landet regnes som Danmark' }),
  },
  description: 'Lande',
})
