import { type Contract, LAST_UNIT_DAY, quoteIdent } from '@flis/core'

/** Days counted from 1970-01-01, both ends included. */
export interface DaySpan {
  readonly first: number
  readonly last: number
}

/** So many pieces of time at most are told apart: each is a condition on every row. */
const MOST_SPANS = 30

/** Days in order as spans: those that follow one upon the other, or nearly, are one; the nearest are one where they are many. */
export const spansOf = (days: readonly number[], most = MOST_SPANS): readonly DaySpan[] => {
  const gaps = days.slice(1).map((day, nth) => day - (days[nth] ?? day))
  const [bound = 0] = gaps.sort((a, b) => b - a).slice(most - 1, most)
  const apart = Math.max(bound, 3)
  const spans: { first: number; last: number }[] = []
  for (const day of days) {
    const open = spans.at(-1)
    if (open === undefined || day - open.last > apart) spans.push({ first: day, last: day })
    else open.last = day
  }
  return spans
}

const MICROSECONDS_OF_DAY = 86_400_000_000n

/**
 * Rows of a contract with a day that lie on some days, as a condition on the column itself, by which the engine passes over
 * what was delivered for other times. A Danish day begins one or two hours before that of UTC.
 */
export const onDays = (contract: Contract, spans: readonly DaySpan[]): string => {
  const { unitDay = '' } = contract
  const column = quoteIdent(unitDay)
  const start = (day: number, hours: bigint): string =>
    contract.fields[unitDay]?.kind.type === 'date'
      ? `date '1970-01-01' + ${day}`
      : `make_timestamptz(${BigInt(day) * MICROSECONDS_OF_DAY - hours * 3_600_000_000n})`
  const conditions = spans.map(({ first, last }) =>
    [
      ...(first <= 0 ? [] : [`${column} >= ${start(first, 2n)}`]),
      ...(last >= LAST_UNIT_DAY ? [] : [`${column} < ${start(last + 1, 0n)}`]),
    ].join(' and '),
  )
  if (conditions.some((each) => each === '')) return 'true'
  return `(${conditions.map((each) => `(${each})`).join(' or ')})`
}
