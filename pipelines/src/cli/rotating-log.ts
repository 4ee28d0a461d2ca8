import { appendFileSync, renameSync, statSync } from 'node:fs'

/** A log file grows to this many bytes, and one before it is kept: twice this is the most that logs take. */
const MOST_BYTES = 16 * 1024 ** 2

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

/**
 * A log file that does not grow for ever: a full one becomes `<file>.1`, in place of the one before. The file is made
 * with the first line.
 *
 * @example makeLog(rotatingLog('flis.log'), now)
 */
export const rotatingLog = (
  file: string,
  mostBytes = MOST_BYTES,
): { readonly write: (line: string) => void } => {
  let bytes: number | undefined
  return {
    write: (line) => {
      bytes ??= sizeOf(file)
      if (bytes > 0 && bytes + line.length > mostBytes) {
        // another process may have been quicker
        if (sizeOf(file) > 0) renameSync(file, `${file}.1`)
        bytes = 0
      }
      appendFileSync(file, line)
      bytes += Buffer.byteLength(line)
    },
  }
}
