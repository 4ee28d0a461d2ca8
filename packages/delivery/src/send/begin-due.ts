import type { Env, Session } from '@flis/core'
import type { PackageRecord } from '../package-record.js'
import { duePackages } from './due-packages.js'
import type { Recipient } from './recipient.js'
import { beginSendings, newestSendings } from './sendings.js'

/** Begins the sendings of packages that a recipient is to have and was never sent. */
export const beginDue = async (
  env: Env,
  session: Session,
  recipient: Recipient,
  records: readonly PackageRecord[],
): Promise<void> => {
  const { name } = recipient.target
  const known = new Set((await newestSendings(session, name)).map((each) => each.package))
  const due = duePackages(recipient, records).filter(({ id }) => !known.has(id))
  await beginSendings(
    env,
    session,
    due.map(({ id, sha256, bytes }) => ({ package: id, target: name, nr: 1, sha256, bytes })),
  )
}
