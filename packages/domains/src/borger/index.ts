import { dataomraade } from '@flis/core'
import { BorgerAdresse } from './contracts/borger-adresse.js'
import { BorgerPerson } from './contracts/borger-person.js'
import { BorgerTilknytning } from './contracts/borger-tilknytning.js'
import { CPR } from './contracts/cpr.js'
import { LIFA, LIFASkoledistrikt } from './contracts/lifa-skoledistrikt.js'

/**
 * The area Borger: persons, residences and kommuner of CPR, school districts of LIFA. So far its contracts.
 * Source: specification 2.5, domains/borger.md.
 *
 * @example borger.contracts.map((each) => each.name)
 * // ['BorgerPerson', 'BorgerAdresse', 'BorgerTilknytning', 'LIFASkoledistrikt']
 */
export const borger = dataomraade('Borger', {
  kilder: [CPR, LIFA],
  contracts: [BorgerPerson, BorgerAdresse, BorgerTilknytning, LIFASkoledistrikt],
  models: [],
  description: 'Borgere, bopæle og skoledistrikter',
})

export { BorgerAdresse, BorgerPerson, BorgerTilknytning, LIFASkoledistrikt }
