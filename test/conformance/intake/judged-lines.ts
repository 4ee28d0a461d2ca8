import type { Case, Entry } from './family.js'
import { type KyFile, kyHeader, kyZip } from './ky-files.js'

/** A line of a csv file; with codes and columns when it has to go to quarantine. */
export type Judged = readonly [line: string, codes?: string, columns?: string]

/**
 * A KY delivery of one file, and what becomes of its lines: those with codes stand in quarantine as they came, all
 * others are accepted. At most twenty may fail, or the delivery is held.
 */
export const judgedLines = (
  file: KyFile,
  lines: readonly Judged[],
): Pick<Case, 'bytes' | 'state' | 'counts' | 'quarantine'> => {
  const quarantine = lines.flatMap(([line, codes, columns = ''], index): readonly Entry[] =>
    codes === undefined
      ? []
      : [
          [
            file,
            index + 2,
            file.replace('.csv', ''),
            codes.split(' '),
            columns === '' ? [] : columns.split(' '),
            line,
          ],
        ],
  )
  if (quarantine.length > 20) throw new Error('more than twenty would be held')
  return {
    bytes: kyZip({ [file]: `${kyHeader(file)}${lines.map(([line]) => `${line}\n`).join('')}` }),
    state: 'loaded',
    counts: [lines.length, lines.length - quarantine.length, quarantine.length, 0],
    quarantine,
  }
}
