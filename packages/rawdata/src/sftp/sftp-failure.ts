import { asFlisError, type ErrorFacts, FlisFailure, flisError } from '@flis/core'

/** What an SFTP server's answer, or a lost connection, means to us. */
export type SftpTrouble = 'missing' | 'refused' | 'lost'

const textOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown))
const codeOf = (thrown: unknown): unknown =>
  thrown instanceof Error && 'code' in thrown ? thrown.code : undefined

/** Status codes of the protocol (2, 3), the library's names for them, or its words where it drops both. */
export const troubleOf = (thrown: unknown): SftpTrouble => {
  const code = codeOf(thrown)
  if (code === 2 || code === 'ENOENT' || /no such file/i.test(textOf(thrown))) return 'missing'
  if (code === 3 || code === 'EACCES' || /permission denied/i.test(textOf(thrown))) return 'refused'
  return 'lost'
}

/** Trouble of this machine's, that no other try at the server helps. */
const OURS = /ENOSPC|EDQUOT|EROFS|EMFILE|No space left/

/**
 * The named error of a failed remote act: C013 what is not there or not allowed, S020 everything that another try can
 * help. The library's texts hold names of files; only their kind is kept.
 */
export const sftpFailure = (thrown: unknown, facts: ErrorFacts): FlisFailure => {
  if (thrown instanceof FlisFailure) return thrown
  if (OURS.test(textOf(thrown))) return new FlisFailure(asFlisError(thrown))
  const trouble = troubleOf(thrown)
  if (trouble === 'lost') return new FlisFailure(flisError('S020', facts))
  return new FlisFailure(
    flisError('C013', { ...facts, detail: trouble === 'missing' ? 'it is not there' : 'no permission' }),
  )
}
