import { dataomraade } from '@flis/core'
import { FLISVoksneOgHandicappede } from './flis-voksne-og-handicappede.js'
import { VHMaalgruppe } from './vh-maalgruppe.js'
import { VHYdelse } from './vh-ydelse.js'

/**
 * The area Voksne handicappede: benefits to adults with disabilities. Contracts only; its models are generic ones.
 * Source: specification 2.4, 2.5; SF1630_Bilag_FLISVoksneOgHandicappede (Danmarks Statistik B3 L402).
 *
 * @example vh.contracts.map((each) => each.name) // ['VHYdelse', 'VHMaalgruppe']
 */
export const vh = dataomraade('Voksne handicappede', {
  kilder: [FLISVoksneOgHandicappede],
  contracts: [VHYdelse, VHMaalgruppe],
  models: [],
  description: 'Ydelser til voksne og handicappede',
})

export { VHMaalgruppe, VHYdelse }
