import { StringDecoder } from 'node:string_decoder'
import { fail } from '@flis/core'
import { type CsvEncoding, EncodingCheck, lineFeedsBefore, nodeEncoding } from '../csv/encoding.js'

/** An XML declaration ends within so many bytes; the parser tells when one did not. */
const BEGINNING_BYTES = 1024
/** So many characters are given at a time: what the parser holds is looked at in between. */
const SLICE = 64 * 1024

const BYTE_ORDER_MARK = '\xef\xbb\xbf'
const DECLARED = /^(?:\xef\xbb\xbf)?<\?xml\s(?:[^>]*?\s)?encoding\s*=\s*["']([^"']*)["']/

/** The encoding that an XML declaration names, UTF-8 where it names none; undefined for one that is not ours. */
export const declaredEncoding = (name: string | undefined): CsvEncoding | undefined => {
  const written = name?.toUpperCase() ?? 'UTF-8'
  return written === 'UTF-8' || written === 'ISO-8859-1' ? written : undefined
}

const ENCODINGS = 'UTF-8 or ISO-8859-1'

/** Refuses a file in an encoding that is none of ours (L042). */
export const refuseEncoding = (file: string): never => fail('L042', { file, line: 1, expected: ENCODINGS })

const encodingOf = (beginning: Buffer, file: string): CsvEncoding => {
  const text = beginning.toString('latin1', 0, BEGINNING_BYTES)
  const encoding = declaredEncoding(DECLARED.exec(text)?.[1]) ?? refuseEncoding(file)
  if (encoding !== 'UTF-8' && text.startsWith(BYTE_ORDER_MARK)) refuseEncoding(file)
  return encoding
}

/** The same chunks, of which the first holds the beginning of the file. */
const withBeginning = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let beginning: Buffer | undefined = Buffer.alloc(0)
  for await (const chunk of chunks) {
    if (beginning === undefined) {
      yield chunk
      continue
    }
    beginning = Buffer.concat([beginning, chunk])
    if (beginning.length < BEGINNING_BYTES) continue
    yield beginning
    beginning = undefined
  }
  if (beginning !== undefined) yield beginning
}

/**
 * The text of an XML file in slices of bounded length, by its declared encoding: UTF-8 (with or without byte-order
 * mark) or ISO-8859-1.
 *
 * Errors: L042 for another encoding, bytes that are not valid in it, and NUL, with the line.
 *
 * @param line where the reader of the slices has come to; it reads one before it takes the next
 */
export const xmlTexts = async function* (
  chunks: AsyncIterable<Buffer>,
  file: string,
  line: () => number,
): AsyncGenerator<{ readonly text: string; readonly encoding: CsvEncoding }> {
  let reading: { encoding: CsvEncoding; check: EncodingCheck; decoder: StringDecoder } | undefined
  for await (const chunk of withBeginning(chunks)) {
    if (reading === undefined) {
      const encoding = encodingOf(chunk, file)
      const decoder = new StringDecoder(nodeEncoding(encoding))
      reading = { encoding, check: new EncodingCheck(encoding), decoder }
    }
    const { encoding, check, decoder } = reading
    const bad = check.firstBad(chunk)
    if (bad >= 0) fail('L042', { file, line: line() + lineFeedsBefore(chunk, bad), expected: encoding })
    const text = decoder.write(chunk)
    for (let at = 0; at < text.length; at += SLICE) yield { text: text.slice(at, at + SLICE), encoding }
  }
  if (reading !== undefined && !reading.check.endsWhole())
    fail('L042', { file, line: line(), expected: reading.encoding })
}
