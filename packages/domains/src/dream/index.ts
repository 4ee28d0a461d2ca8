import { dataomraade } from '@flis/core'
import { DREAM, DreamBorger } from './dream-borger.js'
import { DreamMaaned } from './dream-maaned.js'
import { DreamPerson } from './dream-person.js'
import { DreamUge } from './dream-uge.js'

/**
 * The area DREAM: benefits by week, work and residence by month, of the whole country. Contracts only: it has no models
 * of its own yet. Source: specification 2.5; DREAM, "Weeks", "Tables".
 *
 * @example dream.contracts.map((each) => each.name) // ['DreamBorger', 'DreamUge', 'DreamMaaned', 'DreamPerson']
 */
export const dream = dataomraade('DREAM', {
  kilder: [DREAM],
  contracts: [DreamBorger, DreamUge, DreamMaaned, DreamPerson],
  models: [],
  description: 'Forløbsdatabasen DREAM: ydelser pr. uge, beskæftigelse og bopæl pr. måned',
})

export { DreamBorger, DreamMaaned, DreamPerson, DreamUge }
