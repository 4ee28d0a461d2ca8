import { dataomraade } from '@flis/core'
import { FLISSkole, SkoleElev } from './skole-elev.js'

/**
 * The area Skole: pupils. Contracts only; its models are generic ones.
 * Source: specification 2.4, 2.5; SF1630_Bilag_FLISSkole.
 *
 * @example skole.contracts.map((each) => each.name) // ['SkoleElev']
 */
export const skole = dataomraade('Skole', {
  kilder: [FLISSkole],
  contracts: [SkoleElev],
  models: [],
  description: 'Elever i kommunernes skolesystemer',
})

export { SkoleElev }
