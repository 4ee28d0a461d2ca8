import { type Contract, deliveredAs, quoteText, type Session } from '@flis/core'
import type { RaadataFile } from '../rows/raadata-rows.js'
import { typedRows } from '../rows/typed-rows.js'

/** How rows were verified: whether any stand in quarantine, whether any are exact duplicates. */
export interface Checks {
  readonly quarantined: boolean
  readonly duplicates: boolean
}

/** What verification found of some contracts in some deliveries, by contract, the deliveries taken together. */
export const checksOf = async (
  session: Session,
  contracts: readonly Contract[],
  deliveries: readonly string[],
): Promise<(contract: Contract) => Checks> => {
  const rows =
    deliveries.length === 0 || contracts.length === 0
      ? []
      : await session.rows(
          `select contract, bool_or(quarantined <> 0) as quarantined, bool_or(duplicates <> 0) as duplicates
           from ops.verified
           where contract in (${contracts.map((each) => quoteText(deliveredAs(each).name)).join(', ')})
             and delivery in (${deliveries.map(quoteText).join(', ')})
           group by contract`,
        )
  return (contract) => {
    const outcome = rows.find((row) => row.contract === deliveredAs(contract).name)
    return { quarantined: outcome?.quarantined === true, duplicates: outcome?.duplicates === true }
  }
}

/** The rows of some deliveries that verification let through. What it did not find is not looked for. */
export const verifiedRows = (contract: Contract, files: readonly RaadataFile[], checks: Checks): string =>
  typedRows(contract, files, { quarantined: checks.quarantined, collapse: checks.duplicates })
