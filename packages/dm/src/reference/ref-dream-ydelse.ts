import { contract, field } from '@flis/core'
import { referenceTable } from './ref.js'

/** Benefit codes of DREAM. */
export const RefDreamYdelse = contract('RefDreamYdelse', {
  ...referenceTable,
  fields: {
    Kode: field.key.text({ description: 'Ydelsens kode i DREAM' }),
    Navn: field.text({ description: 'Ydelsens navn' }),
    Ydelsesgruppe: field.text({ description: 'Gruppen, som ydelsen hører til' }),
  },
  description: 'Ydelser i DREAM',
})
