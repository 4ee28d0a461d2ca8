import { asFlisError, type Env, type FlisError, logged, type Session } from '@flis/core'
import type { PackageRecord } from '../package-record.js'
import { beginDue } from './begin-due.js'
import { isFor } from './due-packages.js'
import { isNews, noteReceipts, openSendings } from './note-receipts.js'
import type { Recipient } from './recipient.js'
import { parcelOf, sendingStep } from './sending-step.js'
import {
  failSending,
  isDue,
  isOfTarget,
  moveSending,
  newestSendings,
  type Sending,
  type SendingState,
} from './sendings.js'
import type { Parcel, Receipt, Target } from './target.js'

/** So many are brought to a target between two notes in the ledger: no more is done again after a kill. */
const MOST_PARCELS = 20

/** What is to be done at a target, for which no ledger is needed. */
export interface SendingRound {
  readonly parcels: readonly { readonly sending: Sending; readonly parcel: Parcel }[]
  /** Of which something may have been said. */
  readonly open: readonly Sending[]
  /** Receipts that stand in the ledger and are to be taken away. */
  readonly forget: readonly Receipt[]
  /** When the next one may be tried whose pause has not passed, UTC; null where there is none. */
  readonly nextTry: string | null
  /** There are more to be brought there than these. */
  readonly more: boolean
}

/** What came of a round; the ledger does not know of it yet. */
export interface RoundDone {
  readonly moved: readonly { readonly sending: Sending; readonly to: SendingState }[]
  readonly failed: readonly { readonly sending: Sending; readonly error: FlisError }[]
  readonly receipts: readonly Receipt[]
  readonly unreadable: readonly string[]
  /** Why nothing more can be done at the target now. */
  readonly error: FlisError | null
  /** The ledger is to know of it. */
  readonly isNews: boolean
}

/** Begins what a recipient is to have and has not had, and says what is to be done next. */
export const beginRound = async (
  env: Env,
  session: Session,
  recipient: Recipient,
  records: readonly PackageRecord[],
  forget: readonly Receipt[],
): Promise<SendingRound> => {
  const { name } = recipient.target
  await beginDue(env, session, recipient, records)
  const byId = new Map(records.map((each) => [each.id, each]))
  const parcels: SendingRound['parcels'][number][] = []
  let nextTry: string | null = null
  for (const sending of await newestSendings(session, name)) {
    const record = byId.get(sending.package)
    if (!['begun', 'uploaded'].includes(sending.state) || record === undefined || !isFor(recipient, record))
      continue
    if (isDue(env, sending))
      parcels.push({ sending, parcel: parcelOf(env.warehouse.paths.root, record, sending) })
    else if (nextTry === null || (sending.nextTry ?? '') < nextTry) nextTry = sending.nextTry
  }
  return {
    parcels: parcels.slice(0, MOST_PARCELS),
    open: await openSendings(session, name),
    forget,
    nextTry,
    more: parcels.length > MOST_PARCELS,
  }
}

/**
 * Does at a target what a round says: one step of each parcel, then asks for receipts. Needs no ledger, and leaves what a
 * kill, or the signal of the target's world, cuts off as one that was not noted.
 */
export const performRound = async (target: Target, round: SendingRound): Promise<RoundDone> => {
  const moved: RoundDone['moved'][number][] = []
  const failed: RoundDone['failed'][number][] = []
  let error: FlisError | null = null
  for (const { sending, parcel } of round.parcels) {
    try {
      moved.push({ sending, to: await sendingStep(target, parcel, sending.state) })
    } catch (thrown) {
      const its = asFlisError(thrown)
      if (its.code === 'S004') throw thrown
      failed.push({ sending, error: its })
      if (!isOfTarget(its)) continue
      error = its
      break
    }
  }
  let said: { readonly receipts: readonly Receipt[]; readonly unreadable: readonly string[] } = {
    receipts: [],
    unreadable: [],
  }
  if (error === null)
    try {
      if (round.forget.length > 0) await target.forget(round.forget)
      if (round.open.length > 0) said = await target.receipts(round.open.map((each) => `${each.package}.zip`))
    } catch (thrown) {
      error = asFlisError(thrown)
      if (error.code === 'S004') throw thrown
    }
  const isThereNews =
    moved.length + failed.length > 0 || said.receipts.some((each) => isNews(round.open, each))
  return { moved, failed, ...said, error, isNews: isThereNews }
}

/**
 * Writes down what came of a round.
 *
 * @returns receipts that the next round takes away
 */
export const noteRound = async (
  env: Env,
  session: Session,
  { target: { name } }: Recipient,
  done: RoundDone,
): Promise<readonly Receipt[]> => {
  // What has changed since (sent again by hand, say) is not what was done.
  const now = new Map((await newestSendings(session, name)).map((each) => [each.package, each]))
  const stands = ({ package: id, nr, state }: Sending): boolean =>
    now.get(id)?.nr === nr && now.get(id)?.state === state
  for (const { sending, to } of done.moved) {
    if (!stands(sending)) continue
    await moveSending(env, session, sending, to)
    if (to === 'sent') env.log.info(logged('package sent'), { package: logged(sending.package) })
  }
  for (const { sending, error } of done.failed)
    if (stands(sending)) await failSending(env, session, sending, error)
  return noteReceipts(env, session, name, done.receipts)
}
