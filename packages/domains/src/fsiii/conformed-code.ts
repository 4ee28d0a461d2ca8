import { FSIII_SYSTEM } from './contracts/fsiii-kode.js'
import type { Coding } from './resource.js'

/** Codes that are one: the UUID → the legacy code. Facts of FSIII's code system, version 20240530. */
export type SamePairs = Readonly<Record<string, string>>

/** The first code of the FSIII system, in whichever scheme it was sent. */
export const fsiiiCode = (codings: readonly Coding[]): string | null =>
  codings.find((each) => each.system === FSIII_SYSTEM)?.code ?? null

/**
 * The first code of the FSIII system, the legacy one where both schemes have it. Another code goes on as it was sent, for
 * verification to refuse.
 *
 * @example conformedCode([{ system: FSIII_SYSTEM, code: '59753987-c38d-41c5-b201-0eeff3032fef', display: null }], RESULTATER) // 'E3'
 */
export const conformedCode = (codings: readonly Coding[], pairs: SamePairs): string | null => {
  const sent = fsiiiCode(codings)
  return sent === null ? null : (pairs[sent] ?? sent)
}
