import { type Config, type Contract, type FlisCode, quoteText, type Session } from '@flis/core'
import { countEnding, type WaveDelivery } from './historise-full.js'

/** A delivery that waits, and the code that says why. */
export interface Held {
  readonly delivery: string
  readonly code: Extract<FlisCode, 'L060' | 'L061'>
}

const above = (part: bigint, whole: bigint, share: number, rows: number): boolean =>
  part > BigInt(rows) && Number(part) > share * Number(whole)

/**
 * Deliveries in which more than 5 % and more than 20 of a contract's rows fail (L061; settings `failedShare`,
 * `failedRows`). The rows that landed broken count with those that broke the contract.
 */
export const heldForFailures = async (
  session: Session,
  config: Config,
  deliveries: readonly string[],
): Promise<readonly Held[]> => {
  if (deliveries.length === 0) return []
  const rows = await session.rows(
    `select delivery, rows_in, quarantined
     from ops.verified
     where delivery in (${deliveries.map(quoteText).join(', ')}) and quarantined > 0 and contract <> ''
     order by delivery`,
  )
  const { failedShare, failedRows } = config.thresholds
  const held = rows.filter((row) =>
    above(row.quarantined as bigint, row.rows_in as bigint, failedShare, failedRows),
  )
  return [...new Set(held.map((row) => String(row.delivery)))].map((delivery) => ({ delivery, code: 'L061' }))
}

/**
 * Full deliveries that would end more than 10 % and more than 20 of the rows of their scope in a contract (L060;
 * settings `endedShare`, `endedRows`). A run of weeks or months has ended when nothing comes in its place.
 */
export const heldForEnding = async (
  session: Session,
  config: Config,
  contract: Contract,
  wave: readonly WaveDelivery[],
): Promise<readonly Held[]> => {
  const { endedShare, endedRows } = config.thresholds
  const counts = await countEnding(session, contract, wave, config.dream.years)
  return counts
    .filter((each) => above(each.gone, each.open, endedShare, endedRows))
    .flatMap((each) =>
      wave
        .filter((one) => one.kommune === each.kommune && one.kildesystem === each.kildesystem)
        .map((one) => ({ delivery: one.id, code: 'L060' as const })),
    )
}
