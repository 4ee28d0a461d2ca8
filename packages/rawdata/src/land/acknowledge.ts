import { flisError, type Session } from '@flis/core'
import type { Outcome } from '../source.js'
import type { EarlierDelivery } from './identity.js'

/** Writes down that the source has been told. */
export const markAcknowledged = async (session: Session, id: string): Promise<void> => {
  await session.run('update ops.deliveries set acknowledged = true where id = $id', { id })
}

const TAKEN = ['loaded', 'duplicate', 'held'] as const

/** What the source is to be told of a delivery that stands in the ledger. */
export const outcomeOf = ({ state, code, facts, sha256 }: EarlierDelivery): Outcome => {
  if (state === 'rejected') return { state, sha256, error: flisError(code ?? 'S999', facts) }
  return { state: TAKEN.find((each) => each === state) ?? 'received', sha256 }
}
