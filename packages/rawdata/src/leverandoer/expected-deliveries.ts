import {
  addDays,
  addMonths,
  type Config,
  type Kilde,
  KOMMUNE_CODES,
  type Leverandoer,
  type Month,
  NATIONAL,
  periodeEnd,
} from '@flis/core'
import { type Stretch, stretchesOf } from './stretches-of.js'
import { validityFor } from './validity-for.js'

/** A delivery that somebody is to send. */
export interface ExpectedDelivery {
  readonly kilde: string
  readonly kommune: string
  readonly kildesystem: string
  /** `yyyy-mm`, or the last day of a shorter stretch. */
  readonly periode: string
  /** First day of the stretch: a delivery whose last day lies from here to the periode's last day is the expected one. */
  readonly from: string
  /** The last day on which it is in time. */
  readonly due: string
}

/** The scopes of Kilder by name, as `kilderOf` gives them. */
type Scopes = ReadonlyMap<string, Pick<Kilde, 'scope'>>

/** Kommuner that an entry speaks for in a periode: `0000` of a Kilde per kommune means all that have no entry of their own. */
const kommunerOf = (
  entry: Leverandoer,
  periode: string,
  leverandører: Config['leverandører'],
  scopes: Scopes | undefined,
): readonly string[] => {
  if (entry.kommune !== NATIONAL || scopes?.get(entry.kilde)?.scope !== 'kommune') return [entry.kommune]
  const own = leverandører.filter(
    (each) =>
      each.kilde === entry.kilde && each.kommune !== NATIONAL && validityFor(each, periode) === 'valid',
  )
  return KOMMUNE_CODES.filter((kommune) => own.every((each) => each.kommune !== kommune))
}

/** What an entry expects of some stretches, as far as it is valid. */
const expectedOf = (
  entry: Leverandoer,
  stretches: readonly Stretch[],
  leverandører: Config['leverandører'],
  scopes: Scopes | undefined,
): readonly ExpectedDelivery[] =>
  stretches
    .filter(({ periode }) => validityFor(entry, periode) === 'valid')
    .flatMap(({ periode, from }) =>
      kommunerOf(entry, periode, leverandører, scopes).map((kommune) => ({
        kilde: entry.kilde,
        kommune,
        kildesystem: entry.kildesystem,
        periode,
        from,
        due: addDays(periodeEnd(periode), entry.deadline ?? 0),
      })),
    )

/**
 * The deliveries that are expected for a month, by the configuration's deliverers that have a rhythm: each calendar day,
 * each day from Monday to Friday, each Sunday (for the week that it ends), or the month. Only where the entry is valid
 * on the periode's last day. Without a deadline a delivery is due on the periode's last day.
 *
 * @param kilder the Kilder of the warehouse (`kilderOf(areas)`): with them an entry for `0000` of a Kilde that is
 *   delivered per kommune expects one delivery of each kommune without an entry of its own
 *
 * @example
 * expectedDeliveries([{ kilde: 'KY', kommune: '0751', kildesystem: 'NC', rhythm: 'monthly', deadline: 10 }], month('2022-10'))
 * // [{ kilde: 'KY', kommune: '0751', kildesystem: 'NC', periode: '2022-10', from: '2022-10-01', due: '2022-11-10' }]
 */
export const expectedDeliveries = (
  leverandører: Config['leverandører'],
  month: Month,
  kilder?: Scopes,
): readonly ExpectedDelivery[] =>
  leverandører.flatMap((entry) =>
    entry.rhythm === undefined
      ? []
      : expectedOf(entry, stretchesOf(entry.rhythm, month), leverandører, kilder),
  )

/**
 * The newest deliveries of a deliverer that should have come before a day: those of its rhythm's last stretch whose
 * deadline has passed. None without a rhythm, and none once the deliverer's validity has ended before that stretch.
 *
 * @param day `yyyy-mm-dd`; what is due on it is not late yet
 *
 * @example
 * latestExpected(NC, config.leverandører, '2022-11-02') // with a deadline of 10 days: of periode 2022-09
 */
export const latestExpected = (
  entry: Leverandoer,
  leverandører: Config['leverandører'],
  day: string,
  kilder?: Scopes,
): readonly ExpectedDelivery[] => {
  const { rhythm, deadline = 0 } = entry
  if (rhythm === undefined) return []
  const endedBefore = addDays(day, -deadline)
  const month = endedBefore.slice(0, 7) as Month
  const last = [addMonths(month, -1), month]
    .flatMap((each) => stretchesOf(rhythm, each))
    .filter(({ periode }) => periodeEnd(periode) < endedBefore)
    .slice(-1)
  return expectedOf(entry, last, leverandører, kilder)
}

/**
 * True when a delivery's periode is the expected one: its last day lies in the expected stretch. So a month is met by
 * its last day too, and a week by any of its days.
 *
 * @example meetsExpected({ periode: '2022-10', from: '2022-10-01' }, '2022-10-31') // true
 */
export const meetsExpected = (
  expected: Pick<ExpectedDelivery, 'periode' | 'from'>,
  periode: string,
): boolean => {
  const day = periodeEnd(periode)
  return expected.from <= day && day <= periodeEnd(expected.periode)
}
