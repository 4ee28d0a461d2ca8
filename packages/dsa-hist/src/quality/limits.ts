/**
 * From where a measured value is a finding. Own choices, all in whole numbers: shares and distances are counted per
 * thousand, so that no test depends on how floats are added up.
 */

/** Below so many rows a share says nothing. */
export const FEWEST_ROWS = 20
/** How much less filled a column may be than the others', per thousand. */
export const SHARE_BELOW = 200
/** How many rows in a thousand may lack a required column. */
export const REQUIRED_BELOW = 10
/** Other kommuner that it takes to speak of peers. */
export const FEWEST_PEERS = 3
/** Below so many rows a profile of codes says nothing. */
export const FEWEST_CODED_ROWS = 50
/** How far a profile of codes may be from another: the share of rows, per thousand, that would need another code. */
export const CODES_APART = 300
/** Days from event to first extract: a month's extract brings what happened in it, and late registration one more. */
export const LATE_DAYS = 62
/** Published months before this many are told of when they are computed anew. */
export const RESTATED_MONTHS = 12
/** Rows named as examples of a finding. */
export const EXAMPLES = 5
/** Months for which the values of single deliveries are kept. */
export const KEPT_MONTHS = 12
