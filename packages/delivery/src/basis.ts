import { type Dataomraade, type Model, type Month, NATIONAL, quoteText, type Session } from '@flis/core'
import { contractsRead } from '@flis/dm'

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

/** Contracts behind a package: the area's, and those of other areas that its tables read. */
export const contractsBehind = (
  area: Dataomraade,
  models: readonly Model[],
  month: Month,
): readonly string[] => {
  const read = models.flatMap((model) => {
    const { direct, through } = contractsRead(model, { month, from: null })
    return [...direct, ...through]
  })
  return [...new Set([...area.contracts, ...read].map((each) => each.name))].sort()
}

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

/** Findings in a kommune's data of an area, counted by test. */
export const qualityOf = async (
  session: Session,
  area: string,
  kommune: string,
): Promise<readonly QualityFinding[]> => {
  const rows = await session.rows(
    `select test, severity, sum("count")::bigint as findings
     from ops.quality
     where "dataområde" = ${quoteText(area)}
       and kommune = ${quoteText(kommune)}
     group by test, severity
     order by test, severity`,
  )
  return rows.map((row) => ({
    test: String(row.test),
    severity: String(row.severity),
    count: Number(row.findings ?? 0),
  }))
}
