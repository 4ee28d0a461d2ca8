import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { fail } from '@flis/core'
import { accountedLines, tellBadLines } from './accounted-lines.js'
import type { BadLine } from './bad-lines.js'
import { asUtf8, type CsvEncoding, nodeEncoding } from './encoding.js'
import { type CsvHeader, type ExpectedColumns, readFirstLine } from './header.js'
import { LineScanner } from './line-scanner.js'
import { wholeLines } from './whole-lines.js'

/** Longest physical line by default, 1 MiB. */
const MAX_LINE_BYTES = 1024 * 1024

const WRITE_AHEAD_BYTES = 4 * 1024 * 1024

export interface CsvScanOptions {
  /** Name for errors: the zip's member, or the bare file. */
  readonly file: string
  readonly encoding: CsvEncoding
  readonly columns: ExpectedColumns
  /** The file to write; an existing one is replaced. */
  readonly output: string
  /** Longest physical line, line end left out; default 1 MiB. */
  readonly maxLineBytes?: number
  /** Gets the bad lines in order, at most a thousand at a time; the scan waits for it. */
  readonly onBadLines: (lines: readonly BadLine[]) => void | Promise<void>
}

/** The account of one CSV file: `lines = 1 + dataLines + trailingBlankLines`. */
export interface CsvScan {
  readonly header: CsvHeader
  /** Physical lines: the header, bad and blank ones too. */
  readonly lines: number
  /** Rows in the sense of `rows_in`: lines after the header, bad ones too, blank ones at the end left out. */
  readonly dataLines: number
  readonly badLines: number
  readonly trailingBlankLines: number
  /** Bytes read, and their SHA-256 in hex. */
  readonly bytes: number
  readonly sha256: string
  readonly hasQuotes: boolean
}

/**
 * Accounts every physical line of a CSV file (delimiter `;`, quote `"`, CRLF or LF, one record a line) and
 * writes the file that an engine may read: UTF-8 without byte-order mark, one kind of line end, no blank lines
 * at the end, and in the place of each bad line one of empty fields. There, record number = physical line − 1.
 *
 * Memory is bounded, whatever stands in the file. Values pass through byte for byte (ISO-8859-1 as UTF-8).
 *
 * Errors: L041 (header; a file of no bytes), L042 (bytes not valid in the encoding, NUL) with the line. The
 * output file is then removed.
 *
 * @example
 * const scan = await scanCsv(createReadStream('KYSag.csv', { highWaterMark: 1 << 20 }), {
 *   file: 'KYSag.csv', encoding: 'UTF-8', columns: { required: ['SagId'], optional: [] },
 *   output: 'work/KYSag.csv', onBadLines: lines => quarantine(lines),
 * })
 */
export const scanCsv = async (chunks: AsyncIterable<Buffer>, options: CsvScanOptions): Promise<CsvScan> => {
  const { file, encoding, maxLineBytes = MAX_LINE_BYTES, onBadLines } = options
  const hash = createHash('sha256')
  const run: { bytes: number; header?: CsvHeader; scanner?: LineScanner } = { bytes: 0 }

  const hashed = async function* () {
    for await (const chunk of chunks) {
      run.bytes += chunk.length
      hash.update(chunk)
      yield chunk
    }
  }
  const linesDone = () => run.scanner?.lines ?? 0
  const output = async function* () {
    for await (const block of wholeLines(hashed(), { file, encoding, maxLineBytes, linesDone })) {
      let start = 0
      if (run.scanner === undefined) {
        const { header, crlf, end, line } = readFirstLine(block, { ...options, maxLineBytes })
        run.header = header
        run.scanner = new LineScanner(
          { fields: header.names.length, crlf, maxLineBytes },
          nodeEncoding(encoding),
        )
        start = end
        yield asUtf8(line, encoding)
      }
      for await (const part of accountedLines(run.scanner, block, start, onBadLines))
        yield asUtf8(part, encoding)
    }
    if (run.scanner !== undefined) await tellBadLines(run.scanner, onBadLines)
  }

  try {
    await pipeline(output, createWriteStream(options.output, { highWaterMark: WRITE_AHEAD_BYTES }))
    const { header, scanner } = run
    if (header === undefined || scanner === undefined) {
      return fail('L041', { file, line: 1, detail: 'the file is empty' })
    }
    return {
      header,
      lines: scanner.lines,
      dataLines: scanner.lines - 1 - scanner.blanks,
      badLines: scanner.badLines,
      trailingBlankLines: scanner.blanks,
      bytes: run.bytes,
      sha256: hash.digest('hex'),
      hasQuotes: scanner.hasQuotes,
    }
  } catch (failure) {
    await rm(options.output, { force: true })
    throw failure
  }
}
