import { month } from '@flis/core'
import { ky } from '@flis/domains/ky'

/** The run month of the KY worlds: the last of sixty. */
export const LAST_MONTH = month('2024-12')

/** File name of a kommune's full delivery of KY for that month. */
export const deliveryName = (kommune: string, loebenr: number): string =>
  `KY_${kommune}_${LAST_MONTH}_${String(loebenr).padStart(3, '0')}_F.zip`

/** What the ledger calls it. */
export const deliveryId = (kommune: string, loebenr: number): string => `NC:${deliveryName(kommune, loebenr)}`

/** What such a delivery holds: the area's other contracts come from elsewhere. */
export const KY_CONTRACTS = ky.contracts.filter((each) => each.kilde === 'KY')
