import type { RaadataFile } from './raadata-rows.js'

/** All deliveries of ten years wait together when history is made anew: this much goes into one statement. */
const MOST_ROWS = 5_000_000n
const MOST_FILES = 50

/** Files in their order, in slices of a bounded number of rows and files; a delivery is never parted. */
export const inSlices = (
  files: readonly RaadataFile[],
  mostFiles = MOST_FILES,
): readonly (readonly RaadataFile[])[] => {
  const slices: RaadataFile[][] = []
  let rows = 0n
  for (const file of files) {
    const slice = slices.at(-1)
    const begun = slice?.at(-1)?.delivery === file.delivery
    if (slice !== undefined && (begun || (rows + file.rows <= MOST_ROWS && slice.length < mostFiles)))
      slice.push(file)
    else {
      slices.push([file])
      rows = 0n
    }
    rows += file.rows
  }
  return slices
}
