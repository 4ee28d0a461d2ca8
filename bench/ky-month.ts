import { KOMMUNE_CODES, type Month } from '@flis/core'
import { ky } from '@flis/domains/ky'
import type { Delivered } from './world.js'

/** File name of a kommune's full delivery of KY for a month. */
export const deliveryName = (kommune: string, month: Month, loebenr: number): string =>
  `KY_${kommune}_${month}_${String(loebenr).padStart(3, '0')}_F.zip`

/** What such a delivery holds: the area's other contracts come from elsewhere. */
export const KY_CONTRACTS = ky.contracts.filter((each) => each.kilde === 'KY')

/** A full delivery of KY from each kommune. */
export const kyDelivered = (month: Month): Delivered => ({
  kilde: 'KY',
  kildesystem: 'NC',
  type: 'F',
  kommuner: KOMMUNE_CODES,
  contracts: KY_CONTRACTS.map((each) => each.name),
  month,
  loebenr: 1,
  file: (kommune) => deliveryName(kommune, month, 1),
})
