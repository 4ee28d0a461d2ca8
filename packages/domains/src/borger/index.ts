import { dataomraade } from '@flis/core'
import {
  BorgerAdresse,
  BorgerPerson,
  BorgerTilknytning,
  CPR,
  DimAlder,
  DimBorger,
  DimBorgerNummer,
  DimGeografi,
  DimKommune,
  DimTid,
  LIFA,
  LIFASkoledistrikt,
} from '@flis/dm'
import {
  forsvundet,
  nummerISloejfe,
  overlappendeBopael,
  ukendtForaelder,
  ukendtGaeldendeNummer,
} from './fund.js'
import { FactBorger } from './models/fact-borger.js'
import { FactBorgerBevægelse } from './models/fact-borger-bevaegelse.js'

/**
 * The area Borger: citizens whatever number they are known by, with herkomst, residence and school district; the
 * population month by month, and its movements. Other areas look citizens up too, so contracts and dimensions stand in
 * @flis/dm.
 *
 * Source: release note 7.0, 2.3; specification 2.5, domains/borger.md.
 *
 * @example borger.contracts.map((each) => each.name)
 * // ['BorgerPerson', 'BorgerAdresse', 'BorgerTilknytning', 'LIFASkoledistrikt']
 */
export const borger = dataomraade('Borger', {
  kilder: [CPR, LIFA],
  contracts: [BorgerPerson, BorgerAdresse, BorgerTilknytning, LIFASkoledistrikt],
  models: [
    DimTid,
    DimKommune,
    DimAlder,
    DimGeografi,
    DimBorger,
    DimBorgerNummer,
    FactBorger,
    FactBorgerBevægelse,
  ],
  findings: [nummerISloejfe, ukendtGaeldendeNummer, ukendtForaelder, overlappendeBopael, forsvundet],
  description: 'Borgere, folketal og bevægelser, bopæle og skoledistrikter',
})

export { BorgerAdresse, BorgerPerson, BorgerTilknytning, FactBorger, FactBorgerBevægelse, LIFASkoledistrikt }
