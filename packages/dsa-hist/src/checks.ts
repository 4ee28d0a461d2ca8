import { type Contract, deliveredAs, quoteText, type Session } from '@flis/core'
import type { RaadataFile } from './raadata-rows.js'
import { typedRows } from './typed-rows.js'

/** How rows were verified: whether any stand in quarantine, whether any are exact duplicates. */
export interface Checks {
  readonly quarantined: boolean
  readonly duplicates: boolean
}

/** What verification found of a contract in some deliveries, taken together. */
export const checksOf = async (
  session: Session,
  contract: Contract,
  deliveries: readonly string[],
): Promise<Checks> => {
  if (deliveries.length === 0) return { quarantined: false, duplicates: false }
  const [outcome] = await session.rows(
    `select coalesce(sum(quarantined), 0)::bigint as quarantined, coalesce(sum(duplicates), 0)::bigint as duplicates
     from ops.verified
     where contract = ${quoteText(deliveredAs(contract).name)} and delivery in (${deliveries.map(quoteText).join(', ')})`,
  )
  return { quarantined: outcome?.quarantined !== 0n, duplicates: outcome?.duplicates !== 0n }
}

/** The rows of some deliveries that verification let through. What it did not find is not looked for. */
export const verifiedRows = (contract: Contract, files: readonly RaadataFile[], checks: Checks): string =>
  typedRows(contract, files, { quarantined: checks.quarantined, collapse: checks.duplicates })
