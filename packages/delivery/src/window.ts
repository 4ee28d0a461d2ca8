import {
  type Config,
  type CurrentRun,
  type Model,
  type Month,
  monthIndex,
  monthOfIndex,
  quoteText,
  runKindOf,
  type Session,
} from '@flis/core'
import type { Gathered } from './gather-facts.js'
import { kommuneNumber } from './gather-facts.js'
import type { PackageIdentity } from './package-name.js'
import type { PackageFact } from './package-tables.js'

/** The column that says which month a row of a fact is about: rows of no known month have −1 in it. */
const MONTH = 'DimTid'

/** How much of its facts a package holds. */
export interface PackageWindow {
  /** `window`: of the facts in `from` the last months only. */
  readonly name: 'full' | 'window'
  /** First month by fact, of those that are cut. */
  readonly from: ReadonlyMap<string, Month>
}

export const FULL: PackageWindow = { name: 'full', from: new Map() }

const hasMonth = (model: Model): boolean => model.columns[MONTH]?.to === 'DimTid'

/** Rows of a cut fact: those of its months, and those of no known month. */
export const inWindow = (from: Month | undefined): string =>
  from === undefined ? 'true' : `("${MONTH}" >= ${from.replace('-', '')}01 or "${MONTH}" = -1)`

/** A package that is about to be made. */
interface Coming extends Omit<PackageIdentity, 'nr'> {
  readonly run: Pick<CurrentRun, 'kind'>
}

const fullBefore = async (session: Session, of: Coming): Promise<boolean> => {
  const at = monthIndex(of.periode as Month)
  const [row] = await session.rows(
    `select 1
     from ops.packages
     where kommune = ${quoteText(of.kommune)}
       and area = ${quoteText(of.area)}
       and kind = ${quoteText(of.kind)}
       and run_kind = ${quoteText(runKindOf(of.run))}
       and state <> 'lost'
       and coalesce("window", 'full') = 'full'
       and periode between ${quoteText(monthOfIndex(at - 11))} and ${quoteText(monthOfIndex(at - 1))}
     limit 1`,
  )
  return row !== undefined
}

/**
 * How much a kommune's DM package holds: every month, unless a fact has so many rows of the kommune (`packages.windowRows`)
 * that only its last months (`packages.window`) are sent. Then everything is sent all the same when no package of the
 * eleven months before was full: the first one is, and one a year after that. All packages of a periode and run kind agree.
 *
 * A fact without DimTid has no months and is never cut.
 *
 * Source: specification 4.1.
 */
export const windowOf = async (
  session: Session,
  { packages }: Config,
  of: Coming,
  facts: readonly PackageFact[],
  gathered: ReadonlyMap<string, Gathered>,
): Promise<PackageWindow> => {
  const large = facts.filter(
    ({ model }) =>
      hasMonth(model) &&
      Number(gathered.get(model.name)?.rowsOf.get(kommuneNumber(of.kommune)) ?? 0n) >= packages.windowRows,
  )
  if (large.length === 0 || !(await fullBefore(session, of))) return FULL
  const first = monthOfIndex(monthIndex(of.periode as Month) - packages.window + 1)
  return { name: 'window', from: new Map(large.map(({ model }) => [model.name, first])) }
}
