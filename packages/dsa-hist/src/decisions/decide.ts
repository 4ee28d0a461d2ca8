import {
  type Clock,
  type Contract,
  type FlisCode,
  fail,
  quoteText,
  requireRaadata,
  type Session,
} from '@flis/core'
import { listsOf } from '../verify/retry-codes.js'
import { recordDecisions } from './decisions.js'
import { isOfVerification, reopenEntries } from './reopen.js'

/** What is decided, by whom it is told. */
export interface DecisionBy {
  readonly clock: Clock
  readonly contracts: readonly Contract[]
  readonly reason?: string
}

interface Standing {
  readonly id: string
  readonly kilde: string
  readonly state: string
  readonly code: string | null
}

const standingOf = async (session: Session, delivery: string): Promise<Standing> => {
  const [row] = await session.rows('select id, kilde, state, code from ops.deliveries where id = $delivery', {
    delivery,
  })
  if (row === undefined) return fail('U004', { delivery })
  return {
    id: delivery,
    kilde: String(row.kilde),
    state: String(row.state),
    code: row.code === null ? null : String(row.code),
  }
}

const setState = async (session: Session, delivery: string, state: string): Promise<void> => {
  await session.run(
    'update ops.deliveries set state = $state, code = null, facts = null where id = $delivery',
    { delivery, state },
  )
}

/** Rows that are checked against the codes of a Kilde are judged anew when what has been delivered of it changes. */
export const reopenDependents = async (
  session: Session,
  contracts: readonly Contract[],
  kilde: string,
): Promise<void> => {
  const lists = contracts.filter((each) => each.kilde === kilde).map(({ name }) => name)
  for (const contract of contracts.filter((each) => listsOf(each).some((list) => lists.includes(list)))) {
    const rows = await session.rows(
      `select distinct delivery from ops.verified where contract = ${quoteText(contract.name)} order by 1`,
    )
    await reopenEntries(
      session,
      contract,
      rows.map((row) => String(row.delivery)),
    )
  }
}

const ACCEPTABLE: readonly (FlisCode | string)[] = ['L050', 'L060', 'L061']

/**
 * Accepts a held delivery (it loads though a rule holds it), or takes a withdrawn one back.
 *
 * Errors: U004 unknown; D001 when it is neither held by a rule nor withdrawn.
 */
export const acceptDelivery = async (session: Session, delivery: string, by: DecisionBy): Promise<void> => {
  const { kilde, state, code } = await standingOf(session, delivery)
  await requireRaadata(session, [delivery])
  const reason = by.reason === undefined ? {} : { reason: by.reason }
  if (state === 'withdrawn')
    return session.transaction(async () => {
      await setState(session, delivery, 'received')
      await reopenDependents(session, by.contracts, kilde)
      await recordDecisions(session, by.clock, [{ delivery, decision: 'restore', ...reason }])
    })
  if (state !== 'held' || !ACCEPTABLE.includes(code ?? ''))
    return fail('D001', { delivery, found: code ?? state, expected: `held by ${ACCEPTABLE.join(', ')}` })
  return recordDecisions(session, by.clock, [{ delivery, decision: 'accept', ...reason }])
}

/**
 * Withdraws a delivery: DSA_HIST becomes as if it had never come. Its bytes, Rådata and entries stay, so that it can be
 * taken back ({@link acceptDelivery}).
 *
 * Errors: U004 unknown; D001 when it was never taken in.
 */
export const withdrawDelivery = async (session: Session, delivery: string, by: DecisionBy): Promise<void> => {
  const { kilde, state } = await standingOf(session, delivery)
  await requireRaadata(session, [delivery])
  if (!['received', 'loaded', 'held'].includes(state))
    return fail('D001', { delivery, found: state, expected: 'loaded or held' })
  return session.transaction(async () => {
    await setState(session, delivery, 'withdrawn')
    await reopenDependents(session, by.contracts, kilde)
    const reason = by.reason === undefined ? {} : { reason: by.reason }
    await recordDecisions(session, by.clock, [{ delivery, decision: 'withdraw', ...reason }])
  })
}

/** Which entries of quarantine are meant; what is left out is not asked for. */
export interface EntryChoice {
  readonly delivery?: string
  readonly contract?: string
  readonly file?: string
  readonly line?: number
}

const chosen = ({ delivery, contract, file, line }: EntryChoice): string =>
  [
    'true',
    ...(delivery === undefined ? [] : [`delivery = ${quoteText(delivery)}`]),
    ...(contract === undefined ? [] : [`contract = ${quoteText(contract)}`]),
    ...(file === undefined ? [] : [`file = ${quoteText(file)}`]),
    ...(line === undefined ? [] : [`line = ${line}`]),
  ].join(' and ')

/**
 * Has rows in quarantine judged anew by today's contracts and code lists; those that pass load at their original place
 * in history. Broken lines are for reading the delivery again.
 *
 * @returns how many entries are judged anew
 */
export const replayQuarantine = async (
  session: Session,
  choice: Pick<EntryChoice, 'delivery' | 'contract'>,
  by: DecisionBy,
): Promise<number> => {
  if (choice.delivery !== undefined) await requireRaadata(session, [choice.delivery])
  const rows = await session.rows(
    `select contract, delivery, count(*) as n
     from ops.quarantine
     where state <> 'reloaded' and ${chosen(choice)} and ${isOfVerification}
       and delivery in (select id from ops.deliveries where checkpoint is null)
     group by all
     order by all`,
  )
  await session.transaction(async () => {
    for (const contract of by.contracts) {
      const own = rows.filter((row) => row.contract === contract.name)
      await reopenEntries(
        session,
        contract,
        own.map((row) => String(row.delivery)),
      )
    }
    const deliveries = [...new Set(rows.map((row) => String(row.delivery)))]
    await recordDecisions(
      session,
      by.clock,
      deliveries.map((delivery) => ({ delivery, decision: 'replay' })),
    )
  })
  return rows.reduce((sum, row) => sum + Number(row.n), 0)
}

/**
 * Accepts the loss of rows in quarantine (`accepted loss`): they stay out, and nobody is asked to look again. `undo`
 * opens them again.
 *
 * Errors: U004 when there is no such entry.
 *
 * @returns how many entries
 */
export const acceptLoss = async (
  session: Session,
  choice: EntryChoice,
  by: DecisionBy & { readonly undo: boolean },
): Promise<number> => {
  const [from, to] = by.undo ? ['accepted loss', 'open'] : ['open', 'accepted loss']
  const which = `state = ${quoteText(from ?? '')} and ${chosen(choice)}`
  const rows = await session.rows(
    `select distinct delivery, contract, file, line from ops.quarantine where ${which} order by all`,
  )
  if (rows.length === 0) fail('U004', { ...choice, expected: `an entry that is ${from}` })
  await requireRaadata(
    session,
    rows.map((row) => String(row.delivery)),
  )
  await session.transaction(async () => {
    await session.run(`update ops.quarantine set state = ${quoteText(to ?? '')} where ${which}`)
    await recordDecisions(
      session,
      by.clock,
      rows.map((row) => ({
        delivery: String(row.delivery),
        decision: by.undo ? ('reopen' as const) : ('accept loss' as const),
        entry: { contract: String(row.contract), file: String(row.file), line: row.line as bigint },
        ...(by.reason === undefined ? {} : { reason: by.reason }),
      })),
    )
  })
  return rows.length
}
