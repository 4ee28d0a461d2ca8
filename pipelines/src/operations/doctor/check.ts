import type { Clock, Config, FlisError, Session, WarehousePaths } from '@flis/core'
import type { Settings } from '../../settings.js'
import type { FreeBytes } from '../room.js'

export type Verdict = 'ok' | 'warning' | 'error'

/** A sentence in the two languages of flis. */
export type Said = readonly [en: string, da: string]

/** What a check found; `next` is what the reader should do. */
export interface Finding {
  readonly verdict: Verdict
  readonly said: Said
  readonly next?: string
}

/** The working file, as far as it could be opened for reading. */
export type Database =
  | { readonly state: 'none' }
  | { readonly state: 'open'; readonly session: Session; readonly format: number }
  /** A ledger that this flis cannot read: an earlier one is brought up by the next command that writes. */
  | { readonly state: 'other format'; readonly format: number }
  | { readonly state: 'held'; readonly holder: string }
  | { readonly state: 'broken'; readonly error: FlisError }

/** The warehouse as doctor sees it. Nothing here can write. */
export interface Patient {
  readonly paths: WarehousePaths
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  /** Every file's SHA-256 too, not only its size. */
  readonly deep: boolean
  readonly freeBytes: FreeBytes
  readonly settings: Settings | FlisError
  readonly config: Config
  readonly database: Database
  /** The version of the engine that made the working file. */
  readonly madeBy: string | undefined
}

/** One look at a warehouse. */
export interface Check {
  readonly name: string
  readonly look: (patient: Patient) => Promise<Finding>
}

export const ok = (en: string, da: string): Finding => ({ verdict: 'ok', said: [en, da] })
export const warning = (en: string, da: string, next: string): Finding => ({
  verdict: 'warning',
  said: [en, da],
  next,
})
export const wrong = (en: string, da: string, next: string): Finding => ({
  verdict: 'error',
  said: [en, da],
  next,
})

/** What any command that opens the warehouse for writing makes good. */
export const ANY_RUN = 'flis intake'

/** A check of the ledger: where it cannot be read, that is said instead. */
export const ofLedger =
  (look: (session: Session, patient: Patient) => Promise<Finding>): Check['look'] =>
  async (patient) => {
    const { database } = patient
    if (database.state === 'open') return look(database.session, patient)
    if (database.state === 'none') return ok('nothing has run here yet', 'her er endnu ikke kørt noget')
    return warning(
      'not looked at: the working file cannot be read now',
      'ikke undersøgt: arbejdsfilen kan ikke læses nu',
      'flis doctor',
    )
  }

/** Says how many of some files are bad, with the first of them. */
export const badFiles = (bad: readonly string[], all: number, next: string): Finding => {
  const [first] = bad
  return first === undefined
    ? ok(`${all} files as the ledger says`, `${all} filer, som ledgeren siger`)
    : wrong(
        `${bad.length} of ${all} files are missing or damaged, e.g. ${first}`,
        `${bad.length} af ${all} filer mangler eller er beskadiget, fx ${first}`,
        next,
      )
}
