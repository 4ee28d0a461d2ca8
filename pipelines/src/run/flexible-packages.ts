import {
  type Clock,
  type Config,
  DANISH_ZONE,
  type Dataomraade,
  kilderOf,
  type Month,
  quoteText,
  type Session,
} from '@flis/core'
import { LIFASkoledistrikt } from '@flis/dm'
import { expectedDeliveries, meetsExpected } from '@flis/rawdata'
import type { BorgerDate } from './borger-date.js'

/** How it stands with the flexible package of a periode. */
export interface FlexiblePackages {
  readonly periode: Month
  /** The last run that made it, or found that there was nothing to make; null where none has. */
  readonly run: number | null
  /** What it waits for, as `LIFA 2022-10`; empty when everything is in, or its deadline has passed. */
  readonly waitsFor: readonly string[]
}

export interface PackagesWanted {
  readonly area: Dataomraade
  readonly config: Config
  readonly clock: Clock
  readonly date: BorgerDate
  /** Periods of LIFA that wait in the source, in a plan. */
  readonly coming?: readonly string[]
}

const KILDE = LIFASkoledistrikt.kilde

const runOf = async (session: Session, area: string, periode: Month): Promise<number | null> => {
  const run = await session.value(
    `select max(run) from ops.packed
     where run_kind = 'FLEKS' and area = ${quoteText(area)} and periode = ${quoteText(periode)}`,
  )
  return run === null ? null : Number(run)
}

/** Periods of LIFA that are in, with their source systems. */
const lifaIn = async (
  session: Session,
): Promise<readonly { readonly kildesystem: string; readonly periode: string }[]> =>
  (
    await session.rows(
      `select distinct kildesystem, periode
       from ops.deliveries
       where kilde = ${quoteText(KILDE)} and state = 'loaded'
       order by all`,
    )
  ).map((row) => ({ kildesystem: String(row.kildesystem), periode: String(row.periode) }))

/** What of the month's LIFA is missing and still in time. Without an expected deliverer any LIFA of the month will do. */
const missingLifa = async (
  session: Session,
  { area, config, clock, date, coming = [] }: PackagesWanted,
): Promise<readonly string[]> => {
  const { month } = date
  const inNow = await lifaIn(session)
  const expected = expectedDeliveries(config.leverandører, month, kilderOf([area])).filter(
    (each) => each.kilde === KILDE,
  )
  if (expected.length === 0) {
    const came = [...inNow.map(({ periode }) => periode), ...coming].some((each) => each.startsWith(month))
    return came ? [] : [`${KILDE} ${month}`]
  }
  const today = clock().setZone(DANISH_ZONE).toISODate() ?? ''
  return expected
    .filter(
      (each) =>
        today <= each.due &&
        !inNow.some(
          ({ kildesystem, periode }) => kildesystem === each.kildesystem && meetsExpected(each, periode),
        ) &&
        !coming.some((periode) => meetsExpected(each, periode)),
    )
    .map(({ kildesystem, periode, due }) => `${KILDE} ${periode} (${kildesystem}, ${due})`)
}

/** How it stands with the flexible package of the run month: who made it, or what it waits for. */
export const flexiblePackages = async (
  session: Session,
  wanted: PackagesWanted,
): Promise<FlexiblePackages> => {
  const { month, closed } = wanted.date
  const run = await runOf(session, wanted.area.name, month)
  return {
    periode: month,
    run,
    waitsFor: [...(closed < month ? [`CPR ${month}`] : []), ...(await missingLifa(session, wanted))],
  }
}

/**
 * Which packages a Borger run makes: all anew when they are asked for; on every arrival those whose content may be
 * another, once the month is closed; else once per periode, when everything is in. Of a periode that has been sent only
 * those that were lost.
 */
export const packagesToMake = (
  { run, waitsFor }: FlexiblePackages,
  { config, date }: Pick<PackagesWanted, 'config' | 'date'>,
  asked: boolean,
): 'none' | 'lost' | 'needed' | 'asked' => {
  if (asked) return 'asked'
  if (config.borger.packages === 'every arrival') return date.closed < date.month ? 'none' : 'needed'
  if (run !== null) return 'lost'
  return waitsFor.length === 0 ? 'needed' : 'none'
}
