import { withoutCpr } from '@flis/core'
import { readSmallXml } from '@flis/rawdata'
import type { Receipt } from './target.js'

/** What the platform says: it took the file and its trigger. */
export const TECHNICAL_RECEIPT_SUFFIX = '.sftpreceipt'

const MOST_WORDS = 300

type Said = Pick<Receipt, 'verdict' | 'code' | 'reason' | 'sendersFileId'>

/** Texts of all elements whose path ends so, wherever a receipt has them. */
const found = (bytes: Buffer, file: string) => {
  const { root, texts } = readSmallXml(bytes, { file, code: 'P012' })
  const all = [...texts].map(([path, values]) => [`${root}/${path}`, values] as const)
  return {
    has: (name: string): boolean => root === name || all.some(([path]) => path.split('/').includes(name)),
    at: (end: string): readonly string[] =>
      all.filter(([path]) => path === end || path.endsWith(`/${end}`)).flatMap(([, values]) => values),
  }
}

/** What others write is theirs: it is cut short, and what looks like a CPR number is cut out. */
const short = (words: readonly string[]): string => withoutCpr(words.join('; ')).slice(0, MOST_WORDS)

/**
 * Reads a `.sftpreceipt`. The file was taken when it holds a TechnicalReceipt without ErrorMessage whose Receipt/Message is
 * `SUCCESS`; nothing else is a success.
 *
 * Errors: P012.
 */
export const readTechnicalReceipt = (bytes: Buffer, file: string): Said | undefined => {
  const { has, at } = found(bytes, file)
  if (!has('TechnicalReceipt')) return undefined
  const [errors, messages] = [at('ErrorMessage'), at('Receipt/Message')]
  const [sendersFileId] = at('SendersFileId')
  const id = sendersFileId === undefined ? {} : { sendersFileId }
  if (errors.length === 0 && messages.length > 0 && messages.every((each) => each === 'SUCCESS'))
    return { verdict: 'taken', ...id }
  const words = errors.length > 0 ? errors : messages
  return words.length === 0 ? undefined : { verdict: 'refused', reason: short(words), ...id }
}

/**
 * Reads a BusinessReceipt: ACCEPTED, or REJECTED with code and reason.
 *
 * Errors: P012.
 */
export const readBusinessReceipt = (bytes: Buffer, file: string): Said | undefined => {
  const { has, at } = found(bytes, file)
  const [status, another] = at('Status')
  if (!has('BusinessReceipt') || another !== undefined) return undefined
  const [sendersFileId] = at('SendersFileId')
  const id = sendersFileId === undefined ? {} : { sendersFileId }
  if (status === 'ACCEPTED') return { verdict: 'taken', ...id }
  if (status !== 'REJECTED') return undefined
  const code = at('Code').find((each) => /^[A-Za-z][\w.-]{0,19}$/.test(each))
  const reason = short(at('Reason'))
  return { verdict: 'refused', reason, ...(code === undefined ? {} : { code }), ...id }
}
