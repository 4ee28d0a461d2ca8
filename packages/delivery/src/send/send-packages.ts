import {
  asFlisError,
  type Env,
  type FlisError,
  FlisFailure,
  flisError,
  logged,
  type Session,
} from '@flis/core'
import type { PackageRecord } from '../package-record.js'
import { beginDue } from './begin-due.js'
import { isFor } from './due-packages.js'
import { noteReceipts, openSendings } from './note-receipts.js'
import type { Recipient } from './recipient.js'
import { parcelOf, sendingStep } from './sending-step.js'
import { failSending, isDue, isOfTarget, moveSending, newestSendings, type Sending } from './sendings.js'

/** What came of the packages of one target; ids of packages. */
export interface SentTo {
  readonly target: string
  /** Sent now. */
  readonly sent: readonly string[]
  readonly receipted: readonly string[]
  readonly refused: readonly {
    readonly id: string
    readonly code: string | null
    readonly reason: string | null
  }[]
  /** Sent, now or before, and no receipt has come. */
  readonly awaiting: readonly string[]
  /** Tried now and not sent; the ledger says when the next try is due. */
  readonly failed: readonly { readonly id: string; readonly error: FlisError }[]
  /** Not tried: their pause after a failed try has not passed, or the target was not reached. */
  readonly later: readonly string[]
  /** Names of receipts that could not be read. */
  readonly unreadable: readonly string[]
  /** Why receipts could not be asked for. */
  readonly error: FlisError | null
}

export interface SendOptions {
  /** Take no account of pauses after failed tries. */
  readonly now?: boolean
}

interface Work {
  readonly env: Env
  readonly session: Session
  readonly recipient: Recipient
}

/** Brings one package to its target, from where an earlier try left it. */
const deliver = async (
  { env, session, recipient: { target } }: Work,
  record: PackageRecord,
  begun: Sending,
): Promise<void> => {
  const parcel = parcelOf(env.warehouse.paths.root, record, begun)
  let sending = begun
  for (let uploads = 0; sending.state !== 'sent'; ) {
    const to = await sendingStep(target, parcel, sending.state)
    if (to === 'uploaded') uploads++
    if (to === 'begun' && uploads > 0)
      throw new FlisFailure(
        flisError('S020', { file: parcel.fileName, detail: 'it went from the target again' }),
      )
    sending = await moveSending(env, session, sending, to)
  }
}

/** Takes what has been said of what was sent into the ledger, then away from the target. */
const settle = async ({ env, session, recipient }: Work): Promise<readonly string[]> => {
  const { target } = recipient
  const open = await openSendings(session, target.name)
  if (open.length === 0) return []
  const { receipts, unreadable } = await target.receipts(open.map((each) => `${each.package}.zip`))
  const files = await noteReceipts(env, session, target.name, receipts)
  if (files.length > 0) await target.forget(files)
  return unreadable
}

const deliverAll = async (work: Work, records: readonly PackageRecord[], now: boolean) => {
  const { env, session, recipient } = work
  const byId = new Map(records.map((each) => [each.id, each]))
  const failed: { readonly id: string; readonly error: FlisError }[] = []
  const sent: string[] = []
  const later: string[] = []
  let unreached = false
  for (const sending of await newestSendings(session, recipient.target.name)) {
    if (sending.state !== 'begun' && sending.state !== 'uploaded') continue
    const record = byId.get(sending.package)
    // what the settings no longer let it have stays here, begun or not
    if (record === undefined || !isFor(recipient, record)) continue
    if (unreached || (!now && !isDue(env, sending))) {
      later.push(sending.package)
      continue
    }
    try {
      await deliver(work, record, sending)
      sent.push(sending.package)
      env.log.info(logged('package sent'), { package: logged(sending.package) })
    } catch (thrown) {
      const error = asFlisError(thrown)
      if (error.code === 'S004') throw thrown
      await failSending(env, session, sending, error)
      failed.push({ id: sending.package, error })
      unreached = isOfTarget(error)
    }
  }
  return { sent, failed, later }
}

/** Receipts that cannot be asked for now are asked for next time. */
const trySettling = async (work: Work) => {
  try {
    return { unreadable: await settle(work), error: null }
  } catch (thrown) {
    const error = asFlisError(thrown)
    if (error.code === 'S004') throw thrown
    return { unreadable: [], error }
  }
}

/**
 * Sends to a recipient what is due, and reads what has been said of what was sent.
 *
 * Each step stands in the ledger before the next one is taken: `begun` before anything goes out, `uploaded` when the file
 * stands whole at the target, `sent` when it has been announced, `receipted` or `refused` when that was said. A kill
 * anywhere is made good by the next call.
 *
 * @param records `ops.packages`, as records
 *
 * @example await sendPackages(env, session, recipient, listPackages(rows))
 */
export const sendPackages = async (
  env: Env,
  session: Session,
  recipient: Recipient,
  records: readonly PackageRecord[],
  { now = false }: SendOptions = {},
): Promise<SentTo> => {
  const work: Work = { env, session, recipient }
  const { name } = recipient.target
  await beginDue(env, session, recipient, records)
  const { sent, failed, later } = await deliverAll(work, records, now)
  const { unreadable, error } = await trySettling(work)
  const standing = await newestSendings(session, name)
  const of = (state: Sending['state']) => standing.filter((each) => each.state === state)
  return {
    ...{ target: name, sent, failed, later, unreadable, error },
    receipted: of('receipted').map((each) => each.package),
    refused: of('refused').map(({ package: id, code, reason }) => ({ id, code, reason })),
    awaiting: of('sent').map((each) => each.package),
  }
}
