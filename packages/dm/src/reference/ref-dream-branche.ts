import { contract, field } from '@flis/core'
import { referenceTable } from './ref.js'

/** Trade codes of DREAM. */
export const RefDreamBranche = contract('RefDreamBranche', {
  ...referenceTable,
  fields: {
    Kode: field.key.text({ description: 'Branchens kode i DREAM' }),
    Navn: field.text({ description: 'Branchens navn' }),
  },
  description: 'Brancher i DREAM',
})
