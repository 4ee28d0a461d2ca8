import type { BadLine } from './bad-lines.js'
import type { LineScanner } from './line-scanner.js'
import type { LineBlock } from './line-splitter.js'

type OnBadLines = (lines: readonly BadLine[]) => void | Promise<void>

/** Hands the bad lines over when no more fit (or at the file's end, whatever there is). */
export const tellBadLines = async (scanner: LineScanner, onBadLines: OnBadLines): Promise<void> => {
  if (!scanner.bad.isEmpty) await onBadLines(scanner.bad.take())
}

/** Runs a block through the scanner from an offset on, and gives what is to be written in its place. */
export const accountedLines = async function* (
  scanner: LineScanner,
  block: LineBlock,
  start: number,
  onBadLines: OnBadLines,
): AsyncGenerator<Buffer> {
  const settle = async function* () {
    const written = scanner.takeOutput()
    if (written.length > 0) yield written
    if (scanner.bad.room === 0) await tellBadLines(scanner, onBadLines)
  }
  const blanksBefore = async function* () {
    while (scanner.blanks > 0) {
      scanner.tellBlanks()
      yield* settle()
    }
  }
  if (block.overlong) {
    yield* blanksBefore()
    scanner.overlong(block.bytes)
    yield* settle()
    return
  }
  const end = block.bytes.length
  let from = start
  while (from < end) {
    from = scanner.scan(block.bytes, from)
    yield* settle()
    // stopped with blank lines in hand: another line follows them, so they are not the file's end
    if (from < end) yield* blanksBefore()
  }
}
