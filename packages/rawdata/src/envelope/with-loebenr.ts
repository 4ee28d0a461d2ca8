import { fail } from '@flis/core'
import { DEFAULT_PATTERN, type Envelope, type FileNameRules } from './file-name.js'

/**
 * The name that a delivery would have under another løbenr.
 *
 * Errors: U001 when it is no number from 1 to 999; D001 when the Kilde's names hold no løbenr.
 *
 * @example withLoebenr(envelope, 2, rules) // 'KY_0751_2022-10_002_F.zip'
 */
export const withLoebenr = ({ fileName, kilde }: Envelope, loebenr: number, rules: FileNameRules): string => {
  if (!Number.isInteger(loebenr) || loebenr < 1 || loebenr > 999)
    fail('U001', { found: String(loebenr), expected: 'a løbenr from 1 to 999' })
  const { source, flags } = rules.kilder.find((each) => each.kilde === kilde)?.pattern ?? DEFAULT_PATTERN
  const found = new RegExp(source, `${flags}d`).exec(fileName)
  const [start, end] = found?.indices?.groups?.loebenr ?? []
  if (start === undefined || end === undefined)
    return fail('D001', { file: fileName, kilde, expected: 'file names with a løbenr' })
  return `${fileName.slice(0, start)}${String(loebenr).padStart(end - start, '0')}${fileName.slice(end)}`
}
