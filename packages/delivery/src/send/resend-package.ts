import { type Env, fail, type Session } from '@flis/core'
import { findPackage, listPackages } from '../package-record.js'
import { isFor } from './due-packages.js'
import type { Recipient } from './recipient.js'
import { type SentTo, sendPackages } from './send-packages.js'
import { beginSendings, newestSendings, showPackageStates } from './sendings.js'

/**
 * Sends a package again, byte for byte as it was made, to those of the recipients that it is for, or that had it.
 *
 * A sending that has not come out yet is gone on with; no second one is begun beside it.
 *
 * Errors: U004 unknown package; P013 its file is no longer in the outbox, or no recipient gets it.
 *
 * @example await resendPackage(env, session, recipients, 'FLIS_KY_0751_2022-10_DM_001')
 */
export const resendPackage = async (
  env: Env,
  session: Session,
  recipients: readonly Recipient[],
  id: string,
): Promise<readonly SentTo[]> => {
  const rows = await session.rows('select * from ops.packages')
  const record = findPackage(rows, id)
  if (record.state === 'lost' || record.removed !== null)
    return fail('P013', { file: `${record.id}.zip`, detail: 'its file is no longer in the outbox' })
  const had = new Map(
    (await newestSendings(session))
      .filter((each) => each.package === record.id)
      .map((each) => [each.target, each]),
  )
  const to = recipients.filter((each) => isFor(each, record))
  if (to.length === 0) return fail('P013', { file: `${record.id}.zip`, detail: 'no recipient gets it' })
  const reports: SentTo[] = []
  for (const recipient of to) {
    const before = had.get(recipient.target.name)
    const { sha256, bytes } = record
    if (before === undefined || !['begun', 'uploaded'].includes(before.state)) {
      const nr = (before?.nr ?? 0) + 1
      await session.transaction(async () => {
        await beginSendings(env, session, [
          { package: record.id, target: recipient.target.name, nr, sha256, bytes },
        ])
        await showPackageStates(session, [record.id])
      })
    }
    reports.push(await sendPackages(env, session, recipient, listPackages(rows), { now: true }))
  }
  return reports
}
