import { join } from 'node:path'
import { exists, FlisFailure, flisError, sha256File } from '@flis/core'
import type { PackageRecord } from '../package-record.js'
import type { Sending, SendingState } from './sendings.js'
import type { Parcel, Target } from './target.js'

export const parcelOf = (root: string, record: PackageRecord, sending: Sending): Parcel => ({
  path: join(root, record.path),
  fileName: `${record.id}.zip`,
  bytes: sending.bytes,
  sha256: sending.sha256,
  sendersFileId: `${record.id}~${sending.nr}`,
})

/** What goes out is what was made: the ledger knows its bytes. */
const requireBytes = async ({ path, sha256, fileName }: Parcel): Promise<void> => {
  if (!(await exists(path)) || (await sha256File(path)) !== sha256)
    throw new FlisFailure(flisError('P013', { file: fileName, detail: 'its file is missing or damaged' }))
}

/**
 * The next step of a sending that has not gone out yet, at the target alone: what it came to is to stand in the ledger
 * before the step after it.
 *
 * @returns `uploaded`, `sent`; `begun` when what had been uploaded is no longer there
 */
export const sendingStep = async (
  target: Target,
  parcel: Parcel,
  state: SendingState,
): Promise<SendingState> => {
  if (state === 'uploaded') return (await target.announce(parcel)) ? 'sent' : 'begun'
  await requireBytes(parcel)
  await target.upload(parcel)
  return 'uploaded'
}
