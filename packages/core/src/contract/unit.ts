import { quoteIdent } from '../sql/sql.js'
import type { Contract } from './contract.js'

/**
 * The unit of a DSA_HIST row as a 64-bit number, in SQL. Two units with one number are recomputed together, so a
 * collision costs work, never correctness.
 *
 * @example unitExpression(KYYdelse) // md5_number_lower(concat_ws('|', "_kommune", "_kildesystem", "SagId"))
 */
export const unitExpression = (contract: Contract): string => {
  const scope = contract.keyScope === 'kildesystem' ? ['_kommune', '_kildesystem'] : []
  return `md5_number_lower(concat_ws('|', ${[...scope, ...contract.unit].map(quoteIdent).join(', ')}))`
}
