import {
  type Contract,
  type Dataomraade,
  type FindingName,
  type Model,
  type Month,
  NATIONAL,
  quoteText,
  type Session,
} from '@flis/core'
import { contractsBehind as contractsOfModel } from '@flis/dm'

/** A delivery that a package's rows come from. */
export interface BasisDelivery {
  readonly delivery: string
  readonly contract: string
  /** `0000` = for the whole country. */
  readonly kommune: string
  readonly kildesystem: string
  readonly periode: string
  /** `yyyymmddnnn`, as text. */
  readonly extractTime: string
}

/** Findings of one quality test. */
export interface QualityFinding {
  readonly test: string
  readonly severity: string
  readonly count: number
}

const MISSING: FindingName = 'K07 manglende leverance'

const behind = (area: Dataomraade, models: readonly Model[]): readonly Contract[] => [
  ...area.contracts,
  ...models.flatMap(contractsOfModel),
]

/** Kilder behind a package: the area's, and those of other areas that its tables read. */
export const kilderBehind = (area: Dataomraade, models: readonly Model[]): readonly string[] =>
  [...new Set(behind(area, models).map((each) => each.kilde))].sort()

/** Contracts behind a package: the area's, and those of other areas that its tables read. */
export const contractsBehind = (area: Dataomraade, models: readonly Model[]): readonly string[] =>
  [...new Set(behind(area, models).map((each) => each.name))].sort()

/** What had been loaded of a kommune, and for the whole country, in order. */
export const basisOf = async (
  session: Session,
  contracts: readonly string[],
  kommune: string,
): Promise<readonly BasisDelivery[]> => {
  if (contracts.length === 0) return []
  const rows = await session.rows(
    `select distinct contract, kommune, kildesystem, periode, extract_time, delivery
     from ops.loads
     where contract in (${contracts.map(quoteText).join(', ')})
       and kommune in (${quoteText(kommune)}, ${quoteText(NATIONAL)})
     order by contract, kommune, kildesystem, extract_time, delivery, periode`,
  )
  return rows.map((row) => ({
    delivery: String(row.delivery),
    contract: String(row.contract),
    kommune: String(row.kommune),
    kildesystem: String(row.kildesystem),
    periode: String(row.periode),
    extractTime: String(row.extract_time),
  }))
}

/** What a manifest tells of the quality of a kommune's data in an area for a month. */
export interface QualityPlace {
  readonly area: string
  readonly kommune: string
  readonly periode: Month
}

/**
 * Findings of a month in a kommune's data of an area, counted by test; with them what is said of its source systems in
 * the whole country.
 */
export const qualityOf = async (
  session: Session,
  { area, kommune, periode }: QualityPlace,
): Promise<readonly QualityFinding[]> => {
  const rows = await session.rows(
    `select test, severity, sum("count")::bigint as findings
     from ops.quality
     where "dataområde" = ${quoteText(area)}
       and left(periode, 7) = ${quoteText(periode)}
       and (
         kommune = ${quoteText(kommune)}
         or (kommune = '${NATIONAL}' and kildesystem in (
           select kildesystem from ops.loads where kommune in (${quoteText(kommune)}, '${NATIONAL}')
         ))
       )
     group by test, severity
     order by test, severity`,
  )
  return rows.map((row) => ({
    test: String(row.test),
    severity: String(row.severity),
    count: Number(row.findings ?? 0),
  }))
}

/**
 * Sources behind a package that were expected for its month and had not delivered, as `KY 0751 NC 2022-10`: their last
 * known data are used.
 *
 * @param kilder the Kilder behind the package
 */
export const missingSources = async (
  session: Session,
  kilder: readonly string[],
  { kommune, periode }: QualityPlace,
): Promise<readonly string[]> => {
  if (kilder.length === 0) return []
  const rows = await session.rows(
    `select distinct concat_ws(' ', contract, kommune, kildesystem, periode) as source
     from ops.quality
     where test = ${quoteText(MISSING)}
       and contract in (${kilder.map(quoteText).join(', ')})
       and kommune in (${quoteText(kommune)}, '${NATIONAL}')
       and left(periode, 7) = ${quoteText(periode)}
     order by 1`,
  )
  return rows.map((row) => String(row.source))
}
