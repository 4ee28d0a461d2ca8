import { dataomraade } from '@flis/core'
import { FLISPersonale } from './flis-personale.js'
import { PersonaleAnsaettelse } from './personale-ansaettelse.js'
import { PersonaleFravaer } from './personale-fravaer.js'

/**
 * The area Personale: those whom a kommune employs, and their absence. Contracts only; its models are generic ones.
 * Source: specification 2.4, 2.5; SF1630_Bilag_FLISPersonale.
 *
 * @example personale.contracts.map((each) => each.name) // ['PersonaleAnsaettelse', 'PersonaleFravaer']
 */
export const personale = dataomraade('Personale', {
  kilder: [FLISPersonale],
  contracts: [PersonaleAnsaettelse, PersonaleFravaer],
  models: [],
  description: 'Ansættelser og fravær i kommunernes lønsystemer',
})

export { PersonaleAnsaettelse, PersonaleFravaer }
