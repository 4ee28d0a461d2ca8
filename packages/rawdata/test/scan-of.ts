import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BadLine } from '../src/csv/bad-lines.js'
import { type CsvScanOptions, scanCsv } from '../src/csv/scan-csv.js'
import { bytesAsChunks } from './bytes-as-chunks.js'
import { temporaryFolder } from './temporary-folder.js'

type Given = Partial<Omit<CsvScanOptions, 'output' | 'onBadLines'>> & { readonly chunk?: number }

/** Scans bytes; gives the account, the bad lines and the text that was written. */
export const scanOf = async (bytes: Buffer | string, { chunk, ...options }: Given = {}) => {
  const output = join(await temporaryFolder(), 'scanned.csv')
  const bad: BadLine[] = []
  const batches: number[] = []
  const scan = await scanCsv(bytesAsChunks(bytes, chunk), {
    file: 'KYSag.csv',
    encoding: 'UTF-8',
    columns: { required: ['a', 'b'], optional: [] },
    ...options,
    output,
    onBadLines: (lines) => {
      bad.push(...lines)
      batches.push(lines.length)
    },
  })
  return { scan, bad, batches, written: await readFile(output, 'utf8') }
}
