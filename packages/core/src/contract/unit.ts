import { quoteIdent } from '../sql/sql.js'
import type { Contract } from './contract.js'

/**
 * The unit of a DSA_HIST row as a 64-bit number, in SQL. Two units with one number are recomputed together, so a
 * collision costs work, never correctness.
 *
 * The engine's own hash, for it is computed on every row that may belong to a changed unit. It is the same within one
 * version of the engine; with another, all tables are built anew (the version is part of a model's code fingerprint).
 *
 * @example unitExpression(KYYdelse) // hash("_kommune", "_kildesystem", "SagId")
 */
export const unitExpression = (contract: Contract): string => {
  const scope = contract.keyScope === 'kildesystem' ? ['_kommune', '_kildesystem'] : []
  return `hash(${[...scope, ...contract.unit].map(quoteIdent).join(', ')})`
}
