import { fail } from '@flis/core'

export interface ZipLimits {
  /** Unpacked bytes for each packed one, at most. */
  readonly ratio: number
  /** Unpacked bytes of the whole archive, at most. */
  readonly totalBytes: number
}

export const ZIP_LIMITS: ZipLimits = { ratio: 200, totalBytes: 20 * 1024 ** 3 }

/** Below this size nothing is a bomb: a few hundred equal lines compress better than 200:1. */
const HARMLESS_BYTES = 256 * 1024

/** Counts the bytes that really come out of an archive; what its directory claims counts for nothing. */
export class ZipBudget {
  readonly #file: string
  readonly #archiveBytes: number
  readonly #limits: ZipLimits
  readonly #unpacked = new Map<string, number>()
  #total = 0

  constructor(file: string, archiveBytes: number, limits: ZipLimits) {
    this.#file = file
    this.#archiveBytes = archiveBytes
    this.#limits = limits
  }

  /**
   * A member has come to `bytes` unpacked bytes. Reading it a second time counts only what is beyond the first.
   *
   * Errors: L033.
   */
  spend(member: string, packedBytes: number, bytes: number): void {
    const before = this.#unpacked.get(member) ?? 0
    if (bytes > before) {
      this.#total += bytes - before
      this.#unpacked.set(member, bytes)
    }
    const { ratio, totalBytes } = this.#limits
    const member_ = { file: this.#file, detail: member }
    if (this.#total > totalBytes) fail('L033', { ...member_, expected: `at most ${totalBytes} bytes` })
    // members may share packed bytes, so the archive as a whole is held to the ratio as well
    const tooDense =
      (bytes > HARMLESS_BYTES && bytes > ratio * packedBytes) ||
      (this.#total > HARMLESS_BYTES && this.#total > ratio * this.#archiveBytes)
    if (tooDense) fail('L033', { ...member_, expected: `at most ${ratio}:1` })
  }
}
