import { exists, type FlisError, flisError, logged } from '@flis/core'
import { contentPath, type KeptBytes, keepBytes } from '../folder/archive.js'
import { hasCode } from '../folder/durable.js'
import { RECORDS_EXT, sameContent } from '../kafka/arrival-event.js'
import { eventOfFile } from '../kafka/records-file.js'
import type { Outcome } from '../source.js'
import { markAcknowledged, outcomeOf } from './acknowledge.js'
import type { Arrival } from './arrival.js'
import { closeBrokenRows, openBrokenRows } from './broken-rows.js'
import { commitDelivery, type DecidedDelivery, rowsIn } from './commit-delivery.js'
import { findingEvents, findingsOf } from './findings.js'
import { type EarlierDelivery, earlierDeliveries, holderOf, nextId, twinOf } from './identity.js'
import type { Landed } from './landed.js'
import type { Landing } from './landing.js'
import { parseDelivery } from './parse-delivery.js'
import { isOthers, orRejection, type ReadEnvelope, readEnvelope } from './read-envelope.js'
import { sealedHistory } from './sealed-history.js'
import { landStep, type StepReport } from './step-report.js'

type LandedDelivery = Landed['landed'][number]

interface Kept {
  readonly data: KeptBytes
  readonly metadata: KeptBytes
}

/** Both files' bytes, safe in the archive; undefined when the pair has gone from its source. */
const keepPair = async (landing: Landing, arrival: Arrival): Promise<Kept | undefined> => {
  const { archive } = landing.env.warehouse.paths
  if (arrival.fetch !== undefined && !(await arrival.fetch())) return undefined
  try {
    return {
      data: await keepBytes(archive, arrival.path),
      metadata: await keepBytes(archive, arrival.metadataPath),
    }
  } catch (thrown) {
    if (hasCode(thrown, 'ENOENT')) return undefined
    throw thrown
  }
}

const rejected = (error: FlisError, delivery: string): DecidedDelivery['outcome'] => ({
  state: 'rejected',
  error: flisError(error.code, { ...error.facts, delivery }),
})

/** An arrival with all that is known of it before anything is decided. */
interface Examined {
  readonly arrival: Arrival
  readonly kept: Kept
  readonly read: ReadEnvelope
  readonly earlier: readonly EarlierDelivery[]
  readonly report: StepReport
}

/** Records that were sent again have other offsets: of these the events tell whether it is the same delivery. */
const isSame = async (
  { env }: Landing,
  holder: EarlierDelivery,
  data: KeptBytes,
  ext: string,
): Promise<boolean> => {
  if (holder.sha256 === data.sha256) return true
  if (ext !== RECORDS_EXT) return false
  const path = contentPath(env.warehouse.paths.archive, holder.sha256)
  const [one, other] = [
    (await exists(path)) ? await eventOfFile(path) : undefined,
    await eventOfFile(data.path),
  ]
  return one !== undefined && other !== undefined && sameContent(one, other)
}

const decide = async (
  landing: Landing,
  id: string,
  { arrival: { fileName }, kept: { data }, read, earlier, report }: Examined,
): Promise<DecidedDelivery['outcome']> => {
  const { kildesystem, envelope, error } = read
  if (error !== undefined || envelope === undefined) return rejected(error ?? flisError('L001'), id)
  const holder = holderOf(earlier)
  const { kilde, kommune, ext } = envelope
  if (holder !== undefined && (await isSame(landing, holder, data, ext)))
    return { state: 'duplicate', of: holder.id }
  const taken = holder ?? (await twinOf(landing.session, kildesystem, envelope))
  if (taken !== undefined) {
    const facts = { file: fileName, kilde, kommune, kildesystem: kildesystem ?? '' }
    return rejected(flisError('L005', { ...facts, detail: `taken in as ${taken.id}` }), id)
  }
  const sealed = await sealedHistory(landing, kildesystem, envelope)
  if (sealed !== undefined) return rejected(sealed, id)
  const delivery = { id, kilde, fileName, ext, path: data.path, bytes: data.bytes }
  const parsed = await orRejection(() => parseDelivery(landing, delivery, report.progress))
  if ('error' in parsed) return rejected(parsed.error, id)
  return { state: 'received', parsed: parsed.value, findings: findingsOf(id, parsed.value) }
}

/** Tells the source of a delivery that is in the ledger, then writes down that it knows. */
const tell = async (landing: Landing, arrival: Arrival, id: string, outcome: Outcome): Promise<void> => {
  await arrival.acknowledge(outcome)
  await markAcknowledged(landing.session, id)
}

const tellOf = ({ outcome, sha256 }: DecidedDelivery): Outcome =>
  outcome.state === 'rejected'
    ? { state: outcome.state, sha256, error: outcome.error }
    : { state: outcome.state, sha256 }

const landNew = async (landing: Landing, examined: Examined): Promise<LandedDelivery> => {
  const { env, session } = landing
  const { arrival, kept, read, earlier, report } = examined
  const { fileName } = arrival
  const id = await nextId(session, read.kildesystem, fileName, earlier.length)
  await openBrokenRows(session)
  try {
    const outcome = await decide(landing, id, examined)
    const decided: DecidedDelivery = {
      id,
      fileName,
      kildesystem: read.kildesystem,
      ...(read.envelope === undefined ? {} : { envelope: read.envelope }),
      sha256: kept.data.sha256,
      metadataSha256: kept.metadata.sha256,
      bytes: kept.data.bytes,
      outcome,
    }
    report.committing()
    await commitDelivery(landing, decided, async () => arrival.decided?.(session))
    await tell(landing, arrival, id, tellOf(decided))
    if (outcome.state === 'received') findingEvents(id, outcome.findings).forEach(env.reporter)
    report.done(outcome.state, rowsIn(decided))
    const code = outcome.state === 'rejected' ? outcome.error.code : null
    env.log.info(logged('delivery landed'), {
      delivery: logged(id),
      state: logged(outcome.state),
      ...(code === null ? {} : { code: logged(code) }),
      rows: rowsIn(decided),
    })
    return { id, state: outcome.state, code }
  } finally {
    await closeBrokenRows(session)
  }
}

/**
 * Lands one arrival: bytes into the archive, rows into Rådata, one transaction in the ledger, then the source is told.
 *
 * A pair whose delivery was committed while its source was never told (the process died in between) is that delivery,
 * not a duplicate of it: here only the telling is made good.
 *
 * @returns undefined when it is left where it is: another stage's, or gone
 */
export const landArrival = async (
  landing: Landing,
  arrival: Arrival,
): Promise<LandedDelivery | undefined> => {
  const { session } = landing
  const { fileName } = arrival
  if (await isOthers(landing, arrival)) return undefined
  const report = landStep(landing.env, fileName)
  report.started()
  const kept = await keepPair(landing, arrival)
  if (kept === undefined) {
    report.done('gone', 0)
    return undefined
  }
  const read = await readEnvelope(landing, fileName, kept.metadata.path, kept.data.bytes)
  const earlier = await earlierDeliveries(session, read.kildesystem, fileName)
  const untold = earlier.find(
    ({ acknowledged, sha256, metadataSha256 }) =>
      !acknowledged && sha256 === kept.data.sha256 && metadataSha256 === kept.metadata.sha256,
  )
  if (untold === undefined) return landNew(landing, { arrival, kept, read, earlier, report })
  await tell(landing, arrival, untold.id, outcomeOf(untold))
  report.done(untold.state, untold.rows)
  return { id: untold.id, state: untold.state, code: untold.code }
}
