import { dataomraade } from '@flis/core'
import { FLISOekonomi, OekonomiPostering } from './oekonomi-postering.js'

/**
 * The area Økonomi: the kommuner's accounts. Contracts only; its models are generic ones.
 * Source: specification 2.4, 2.5; SF1630_Bilag_FLISØkonomi.
 *
 * @example oekonomi.contracts.map((each) => each.name) // ['OekonomiPostering']
 */
export const oekonomi = dataomraade('Økonomi', {
  kilder: [FLISOekonomi],
  contracts: [OekonomiPostering],
  models: [],
  description: 'Posteringer i kommunernes økonomisystemer',
})

export { OekonomiPostering }
