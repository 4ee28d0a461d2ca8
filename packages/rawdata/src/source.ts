import type { FlisError } from '@flis/core'

/** A data file with its metadata file, ready to be landed. */
export interface Arrival {
  readonly fileName: string
  /** The data file as a local path; readable until it is acknowledged, where there is a `fetch` from then on. */
  readonly path: string
  /**
   * Brings the data file to `path`; absent where it lies there already. False: it is no longer there as listed. May be
   * called again.
   */
  readonly fetch?: () => Promise<boolean>
  readonly metadataPath: string
  /** Size of the data file when it was listed. */
  readonly bytes: number
  /** What the listing saw of the data file; by it the source knows one that was overwritten since. */
  readonly seen: string
}

/** What is not ready. It stays where it is and is reported. */
export interface Waiting {
  readonly fileName: string
  readonly why: 'no metadata' | 'no data file' | 'still arriving'
  /** Of a shorter file: the pair as it stands, for rejecting it (L010) once patience is at its end. */
  readonly arrival?: Arrival
  /** When it last grew, in milliseconds since 1970: patience counts from here. */
  readonly changedAt: number
}

/** What became of a delivery; `sha256` (hex) is that of the data file's bytes as landed. */
export type Outcome =
  | { readonly state: 'loaded' | 'duplicate' | 'held' | 'received'; readonly sha256: string }
  | { readonly state: 'rejected'; readonly sha256: string; readonly error: FlisError }

/**
 * Where deliveries come from.
 *
 * The law of acknowledgement: `acknowledge` is called only after the commit of the transaction that decided the
 * delivery's state, at least once, and with no promise when. A process may die between commit and
 * acknowledgement, or within it: then the pair is listed again, landing recognises it (`duplicate`, or the same
 * rejection) and acknowledges again. So acknowledging is idempotent, a repetition finishes what was begun, and
 * a source gives up nothing (no file, no remote copy, no offset) before it.
 */
export interface Source {
  readonly name: string
  /** What stands there now: ready pairs in a stable order, and what is still on its way. */
  list(): Promise<{ readonly ready: readonly Arrival[]; readonly waiting: readonly Waiting[] }>
  acknowledge(arrival: Arrival, outcome: Outcome): Promise<void>
}
