// Accounts the lines of a csv file as landing does: surveyed, and written anew where it cannot be read as it stands.
// node --import tsx bench/flis-prescan.ts <csv> <output>
import { createReadStream } from 'node:fs'
import { scanCsv, surveyCsv } from '../packages/rawdata/src/csv/scan-csv.js'
import { Bench } from './csv-area.js'
import { cpuSeconds, say } from './say.js'

const [csv = '', output = ''] = process.argv.slice(2)
const CHUNK_BYTES = 1 << 20
const chunks = (): AsyncIterable<Buffer> => createReadStream(csv, { highWaterMark: CHUNK_BYTES })
const columns = {
  required: Object.entries(Bench.fields).flatMap(([name, each]) => (each.required ? [name] : [])),
  optional: Object.entries(Bench.fields).flatMap(([name, each]) => (each.required ? [] : [name])),
}
const options = { file: 'Bench.csv', encoding: 'UTF-8', columns } as const
const started = process.hrtime.bigint()
const cpuBefore = cpuSeconds()
let told = 0
const surveyed = await surveyCsv(chunks(), options)
const scan =
  surveyed ??
  (await scanCsv(chunks(), {
    ...options,
    output,
    onBadLines: (lines) => {
      told += lines.length
    },
  }))
say({
  seconds: Number(process.hrtime.bigint() - started) / 1e9,
  cpu: cpuSeconds() - cpuBefore,
  written: surveyed === undefined,
  result: { rows: scan.dataLines, bad: scan.badLines, told },
})
