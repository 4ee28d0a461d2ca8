import type { Env, Session } from '@flis/core'
import { moveSending, newestSendings, type Sending } from './sendings.js'
import type { Receipt } from './target.js'

/** Sendings of which something may still be said: a receiver can reject what the platform took. */
export const openSendings = async (session: Session, target: string): Promise<readonly Sending[]> =>
  (await newestSendings(session, target)).filter(({ state }) => ['sent', 'receipted'].includes(state))

/** The sending that a receipt speaks of; undefined where it is of an earlier one: it was sent again, and that one counts. */
const sendingOf = (sendings: readonly Sending[], { fileName, sendersFileId }: Receipt): Sending | undefined =>
  sendings.find(
    (each) =>
      `${each.package}.zip` === fileName &&
      (sendersFileId === undefined || sendersFileId === `${each.package}~${each.nr}`),
  )

/** True when a receipt says what the ledger does not know of these sendings, or lies there to be taken away. */
export const isNews = (sendings: readonly Sending[], receipt: Receipt): boolean => {
  const state = sendingOf(sendings, receipt)?.state
  return (
    receipt.file !== undefined || state === 'sent' || (state === 'receipted' && receipt.verdict === 'refused')
  )
}

/**
 * Takes what has been said of sendings into the ledger.
 *
 * @returns the receipts that are now to be taken away from the target
 */
export const noteReceipts = async (
  env: Env,
  session: Session,
  target: string,
  receipts: readonly Receipt[],
): Promise<readonly Receipt[]> => {
  for (const receipt of receipts) {
    const sending = sendingOf(await newestSendings(session, target), receipt)
    if (sending === undefined) continue
    const { verdict, code, reason } = receipt
    if (verdict === 'refused')
      await moveSending(env, session, sending, 'refused', {
        ...(code === undefined ? {} : { code }),
        ...(reason === undefined ? {} : { reason }),
      })
    else if (sending.state === 'sent') await moveSending(env, session, sending, 'receipted')
  }
  return receipts.filter(({ file }) => file !== undefined)
}
