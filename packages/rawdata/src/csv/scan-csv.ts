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

export interface CsvAccountOptions {
  /** Name for errors: the zip's member, or the bare file. */
  readonly file: string
  readonly encoding: CsvEncoding
  readonly columns: ExpectedColumns
  /** Longest physical line, line end left out; default 1 MiB. */
  readonly maxLineBytes?: number
}

export interface CsvScanOptions extends CsvAccountOptions {
  /** The file to write; an existing one is replaced. */
  readonly output: string
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
  /** Bytes read. */
  readonly bytes: number
  readonly hasQuotes: boolean
}

interface Account {
  bytes: number
  header?: CsvHeader
  scanner?: LineScanner
  marked: boolean
}

/** Accounts the lines of a file and gives what is to be written in their place. */
const accounted = async function* (
  chunks: AsyncIterable<Buffer>,
  { file, encoding, columns, maxLineBytes = MAX_LINE_BYTES }: CsvAccountOptions,
  account: Account,
  onBadLines: CsvScanOptions['onBadLines'],
): AsyncGenerator<Buffer> {
  const counted = async function* () {
    for await (const chunk of chunks) {
      account.bytes += chunk.length
      yield chunk
    }
  }
  const linesDone = () => account.scanner?.lines ?? 0
  for await (const block of wholeLines(counted(), { file, encoding, maxLineBytes, linesDone })) {
    let start = 0
    if (account.scanner === undefined) {
      const first = readFirstLine(block, { file, encoding, columns, maxLineBytes })
      const { header, crlf, end, line } = first
      account.header = header
      account.marked = line.length !== end
      account.scanner = new LineScanner(
        { fields: header.names.length, crlf, maxLineBytes },
        nodeEncoding(encoding),
      )
      start = end
      yield asUtf8(line, encoding)
    }
    for await (const part of accountedLines(account.scanner, block, start, onBadLines))
      yield asUtf8(part, encoding)
  }
  if (account.scanner !== undefined) await tellBadLines(account.scanner, onBadLines)
}

const scanOf = ({ header, scanner, bytes }: Account, file: string): CsvScan => {
  if (header === undefined || scanner === undefined) {
    return fail('L041', { file, line: 1, detail: 'the file is empty' })
  }
  return {
    header,
    lines: scanner.lines,
    dataLines: scanner.lines - 1 - scanner.blanks,
    badLines: scanner.badLines,
    trailingBlankLines: scanner.blanks,
    bytes,
    hasQuotes: scanner.hasQuotes,
  }
}

/**
 * Accounts a UTF-8 file that an engine may read as it stands: no byte-order mark, no bad, blank or ambiguous line, one
 * kind of line end. Nothing is written. Gives undefined as soon as it meets a line that would have to be changed: then
 * {@link scanCsv} is asked.
 *
 * Errors: L041–L043, as there.
 *
 * @example
 * const scan = await surveyCsv(createReadStream(path), options) // the file itself is ready for the engine, or undefined
 */
export const surveyCsv = async (
  chunks: AsyncIterable<Buffer>,
  options: CsvAccountOptions & { readonly encoding: 'UTF-8' },
): Promise<CsvScan | undefined> => {
  const account: Account = { bytes: 0, marked: false }
  for await (const _ of accounted(chunks, options, account, () => undefined))
    if (account.marked || account.scanner?.changed === true) return undefined
  return account.scanner?.changed === true ? undefined : scanOf(account, options.file)
}

/**
 * Accounts every physical line of a CSV file (delimiter `;`, quote `"`, CRLF or LF, one record a line) and
 * writes the file that an engine may read: UTF-8 without byte-order mark, one kind of line end, no blank lines
 * at the end, and in the place of each bad line one of empty fields. There, record number = physical line − 1.
 *
 * Memory is bounded, whatever stands in the file. Values pass through byte for byte (ISO-8859-1 as UTF-8).
 *
 * Errors: L041, L043 (header; a file of no bytes), L042 (bytes not valid in the encoding, NUL) with the line. The
 * output file is then removed.
 *
 * @example
 * const scan = await scanCsv(createReadStream('KYSag.csv', { highWaterMark: 1 << 20 }), {
 *   file: 'KYSag.csv', encoding: 'UTF-8', columns: { required: ['SagId'], optional: [] },
 *   output: 'work/KYSag.csv', onBadLines: lines => quarantine(lines),
 * })
 */
export const scanCsv = async (chunks: AsyncIterable<Buffer>, options: CsvScanOptions): Promise<CsvScan> => {
  const account: Account = { bytes: 0, marked: false }
  try {
    await pipeline(
      () => accounted(chunks, options, account, options.onBadLines),
      createWriteStream(options.output, { highWaterMark: WRITE_AHEAD_BYTES }),
    )
    return scanOf(account, options.file)
  } catch (failure) {
    await rm(options.output, { force: true })
    throw failure
  }
}
