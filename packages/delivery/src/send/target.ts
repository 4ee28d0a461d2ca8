/** A package on its way to a target. */
export interface Parcel {
  /** The package's file here. */
  readonly path: string
  readonly fileName: string
  readonly bytes: number
  readonly sha256: string
  /** By this the sender knows the sending again: package and how many times it was sent. */
  readonly sendersFileId: string
}

/** What a receiver, or the platform between, says of a file. */
export interface Receipt {
  readonly fileName: string
  /** Absent where the receipt names none: it then means the newest sending. */
  readonly sendersFileId?: string
  readonly verdict: 'taken' | 'refused'
  /** Code and words of a refusal, as the receiver wrote them, without what looks like a CPR number. */
  readonly code?: string
  readonly reason?: string
  /** Where it stands; undefined where there is no file to take away. */
  readonly file?: string
}

/** What stands at a target of receipts. */
export interface FoundReceipts {
  readonly receipts: readonly Receipt[]
  /** Names of receipts that could not be read; they stay. */
  readonly unreadable: readonly string[]
}

/**
 * A place that packages are sent to.
 *
 * The law of sending: a file gets its final name only when it is whole; it counts as sent only when it has been announced;
 * each act bears to be done again after a kill at any point, and then comes to the same.
 */
export interface Target {
  readonly name: string
  /** Puts the file there, whole under its final name, and makes its announcement ready. P010, P011, S020. */
  upload(parcel: Parcel): Promise<void>
  /**
   * Says that the file is there to be taken, by one indivisible act.
   *
   * @returns false when what {@link upload} made is no longer there as it was: it must be made again
   */
  announce(parcel: Parcel): Promise<boolean>
  /** What has been said of files of these names. */
  receipts(fileNames: readonly string[]): Promise<FoundReceipts>
  /** Takes receipts away, once they are in the ledger. */
  forget(receipts: readonly Receipt[]): Promise<void>
}
