import {
  type Clock,
  type Config,
  DANISH_ZONE,
  type Dataomraade,
  type FindingName,
  kilderOf,
  type Month,
  quoteText,
  type Row,
  type Session,
} from '@flis/core'
import { type ExpectedDelivery, expectedDeliveries, meetsExpected } from '@flis/rawdata'
import { judge } from './judged.js'
import type { Testing } from './testing.js'

/** An expected delivery that has not come. */
export interface MissingDelivery extends ExpectedDelivery {
  /** Its deadline has passed by the run's clock. */
  readonly late: boolean
}

const MISSING: FindingName = 'K07 manglende leverance'

const placeOf = (of: {
  readonly kilde: string
  readonly kommune: string
  readonly kildesystem: string
}): string => `${of.kilde} ${of.kommune} ${of.kildesystem}`

const delivered = async (session: Session): Promise<readonly Row[]> =>
  session.rows(
    `select distinct kilde, kommune, kildesystem, periode
     from ops.deliveries
     where state in ('received', 'loaded', 'held')
     order by all`,
  )

/** The month that is looked at, by which expectations, and on which day. */
export interface Looking {
  readonly config: Config
  readonly clock: Clock
  readonly month: Month
}

/** What is expected for a month, with whether it has come; of Kilder of the areas. */
const lookForExpected = async (
  { config, clock, month }: Looking,
  session: Session,
  areas: readonly Dataomraade[],
): Promise<readonly (MissingDelivery & { readonly came: boolean })[]> => {
  const kilder = kilderOf(areas)
  const expected = expectedDeliveries(config.leverandører, month, kilder).filter((each) =>
    kilder.has(each.kilde),
  )
  if (expected.length === 0) return []
  const periods = new Map<string, string[]>()
  for (const row of await delivered(session)) {
    const place = placeOf({
      kilde: String(row.kilde),
      kommune: String(row.kommune),
      kildesystem: String(row.kildesystem),
    })
    periods.set(place, [...(periods.get(place) ?? []), String(row.periode)])
  }
  const today = clock().setZone(DANISH_ZONE).toISODate() ?? ''
  return expected.map((each) => ({
    ...each,
    late: today > each.due,
    came: (periods.get(placeOf(each)) ?? []).some((periode) => meetsExpected(each, periode)),
  }))
}

/**
 * K07 manglende leverance: a source that is expected for the month (`config.leverandører`) and has not delivered. Past
 * its deadline by the run's clock it is `fejl`, before it `opmærksomhed`. A delivery that is held has come.
 *
 * Source: specification 3.2, 3.5.
 */
export const manglendeLeverance = async (testing: Testing, areas: readonly Dataomraade[]): Promise<void> => {
  const { env, session } = testing
  const { config, clock } = env
  const looked = await lookForExpected({ config, clock, month: env.run.month }, session, areas)
  if (looked.length === 0) return
  const areaOf = (kilde: string): string =>
    [...env.areas, ...areas].find((area) => area.kilder.some((each) => each.name === kilde))?.name ?? ''
  const values = looked.map(
    ({ kilde, kommune, kildesystem, periode, due, late, came }) =>
      `(${[
        areaOf(kilde),
        kommune,
        kildesystem,
        periode,
        kilde,
        came ? 'kommet' : 'mangler',
        `senest ${due}`,
        late ? 'fejl' : 'opmærksomhed',
      ]
        .map(quoteText)
        .join(', ')}, ${came ? 0 : 1}::bigint)`,
  )
  // No contract speaks: the Kilde stands in its place.
  await judge(
    testing,
    MISSING,
    `select area as "dataområde", kommune, kildesystem, periode, kilde as contract, measured, expected,
       'leverance' as unit, severity, n as count, null::varchar[] as examples
     from (values ${values.join(', ')}) as t(area, kommune, kildesystem, periode, kilde, measured, expected, severity, n)`,
    'of each row',
  )
}

/**
 * Sources whose absence is other than the ledger says, as `KY 0751 NC 2022-10`: not told of yet, come since, or late
 * since. A month-run with nothing else to do looks again because of them.
 */
export const changedAbsence = async (
  looking: Looking,
  session: Session,
  areas: readonly Dataomraade[],
): Promise<readonly string[]> => {
  const kilder = [...kilderOf(areas).keys()].map(quoteText)
  if (looking.config.leverandører.length === 0 || kilder.length === 0) return []
  const now = (await lookForExpected(looking, session, areas))
    .filter(({ came }) => !came)
    .map((each) => `${placeOf(each)} ${each.periode} ${each.late ? 'fejl' : 'opmærksomhed'}`)
  const told = await session.rows(
    `select concat_ws(' ', contract, kommune, kildesystem, periode, severity) as source
     from ops.quality
     where test = ${quoteText(MISSING)} and left(periode, 7) = ${quoteText(looking.month)}
       and contract in (${kilder.join(', ')})
     order by 1`,
  )
  const before = told.map((row) => String(row.source))
  const other = [
    ...now.filter((each) => !before.includes(each)),
    ...before.filter((each) => !now.includes(each)),
  ]
  return [...new Set(other.map((each) => each.split(' ').slice(0, -1).join(' ')))].sort()
}
