import { addMonths, month } from '@flis/core'

/** The run month of the worlds: the last of sixty. */
export const LAST_MONTH = month('2024-12')

/** The month after it, in which a part of the cases and citizens has changed. */
export const FOLLOWING_MONTH = addMonths(LAST_MONTH, 1)
