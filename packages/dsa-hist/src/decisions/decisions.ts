import { type Clock, quoteText, type Session, stamp } from '@flis/core'

/** What an operator can decide; the last word on a delivery, or on a row in quarantine, counts. */
export type DecisionKind =
  | 'accept'
  | 'withdraw'
  | 'restore'
  | 'take in'
  | 'reread'
  | 'replay'
  | 'accept loss'
  | 'reopen'

export interface Decision {
  readonly delivery: string
  readonly decision: DecisionKind
  /** The entry in quarantine that it is about; absent: the whole delivery. */
  readonly entry?: { readonly contract: string; readonly file: string; readonly line: bigint }
  /** What the delivery was taken in as. */
  readonly value?: string
  readonly reason?: string
}

/** Writes decisions down; part of the transaction in which they take effect. */
export const recordDecisions = async (
  session: Session,
  clock: Clock,
  decisions: readonly Decision[],
): Promise<void> => {
  if (decisions.length === 0) return
  const last = (await session.value('select coalesce(max(nr), 0) from ops.decisions')) as number
  const text = (value: string | undefined): string => (value === undefined ? 'null' : quoteText(value))
  const values = decisions.map(
    ({ delivery, decision, entry, value, reason }, nth) =>
      `(${last + 1 + nth}, ${quoteText(delivery)}, ${text(entry?.contract)}, ${text(entry?.file)},
        ${entry?.line ?? 'null'}, ${quoteText(decision)}, ${text(value)}, ${text(reason)}, ${quoteText(stamp(clock))})`,
  )
  await session.run(
    `insert into ops.decisions (nr, delivery, contract, file, line, decision, value, reason, decided)
     values ${values.join(', ')}`,
  )
}

/** Deliveries that an operator has accepted though a rule holds them (L050, L060, L061). */
export const acceptedDeliveries = async (session: Session): Promise<ReadonlySet<string>> => {
  const rows = await session.rows(
    `select delivery from ops.decisions where decision = 'accept' and line is null order by delivery`,
  )
  return new Set(rows.map((row) => String(row.delivery)))
}

/**
 * Gives the entries whose loss was accepted that state again, where a row failed anew: a decision holds until the
 * last word on the row is another.
 */
export const settleLosses = async (session: Session, deliveries: readonly string[]): Promise<void> => {
  if (deliveries.length === 0) return
  await session.run(
    `update ops.quarantine as entry
     set state = 'accepted loss'
     from (
       select delivery, contract, file, line, arg_max(decision, nr) as decision
       from ops.decisions
       where line is not null and delivery in (${deliveries.map(quoteText).join(', ')})
       group by all
     ) as decided
     where entry.state = 'open' and decided.decision = 'accept loss'
       and entry.delivery = decided.delivery and entry.contract = decided.contract
       and entry.file = decided.file and entry.line = decided.line`,
  )
}
