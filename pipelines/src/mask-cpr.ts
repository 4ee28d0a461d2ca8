/** What stands in the place of a CPR number. */
export const MASKED_CPR = '******-****'

/**
 * Six digits, perhaps a separator, three or four digits; or nine to eleven digits in one: also a number that has
 * lost its leading zero, or has a digit too many, still tells whose it is.
 */
const CPR_LIKE = /(?<![0-9A-Za-z])(?:\d{6}[-–\s]\d{3,4}|\d{9,11})(?![0-9A-Za-z])/g

/**
 * A text as it may be shown: everything that could be a CPR number is masked.
 *
 * @example maskCpr('a;0101410001;2022-10-01') // a;******-****;2022-10-01
 */
export const maskCpr = (text: string): string => text.replace(CPR_LIKE, MASKED_CPR)
