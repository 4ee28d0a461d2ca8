// Lands some of the mutated files in warehouses of their own and prints a line of JSON for each warehouse.
// node --conditions=flis-source --import tsx test/faults/worker.ts <seed> <family>:<first>:<count> …
import { readFileSync } from 'node:fs'
import { makeLog, parseConfig } from '@flis/core'
import { findPersonalData } from '../scan/personal-data.js'
import { LONGEST_LINE } from './account.js'
import { casesOf, FAMILIES, type FamilyName } from './families.js'
import { runBatch } from './run-batch.js'
import type { BatchLine } from './tally.js'

const [seed = '1', ...batches] = process.argv.slice(2)

/** Small limits: one reader's buffers must not hide in a large machine. */
const config = parseConfig({
  patienceMinutes: 0,
  limits: { lineBytes: LONGEST_LINE, unpackedBytes: 8 * 1024 * 1024, threads: 1, memory: '400MB' },
})

const PLANTED = ['Plantet', 'Kalle', 'Æbeltoft']

/** Peak resident memory of this process so far, bytes. */
const peakMemory = (): number => {
  const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  return Number(kilobytes) * 1024
}

for (const each of batches) {
  const [name, first, count] = each.split(':')
  const family = FAMILIES[name as FamilyName]
  const cases = casesOf(name as FamilyName, Number(first), Number(count), Number(seed))
  const told: string[] = []
  const report = await runBatch({
    areas: family.areas,
    beginnings: family.beginnings(),
    cases,
    config,
    reporter: (event) => {
      told.push(JSON.stringify(event, (_, value) => (typeof value === 'bigint' ? String(value) : value)))
    },
    log: makeLog({ write: (line) => void told.push(line) }, () => '2022-11-02T08:00:00'),
  })
  const rows = cases
    .slice(0, 20)
    .flatMap(({ data }) => data.toString('utf8').split(/\r?\n/).slice(1))
    .filter((row) => row.length < 1_000)
  const leaks = findPersonalData([...told, ...report.written, ...report.problems].join('\n'), {
    names: PLANTED,
    rows: [...new Set(rows)],
  })
  const line: BatchLine = {
    family: name as FamilyName,
    cases: cases.length,
    judged: report.judged.map(({ outcome, codes }) => ({ outcome, codes })),
    problems: [
      ...report.problems.map((problem) => `${each}: ${problem}`),
      ...report.judged.flatMap(({ fault, problems }) =>
        problems.map(
          (problem) => `seed ${seed} ${name} ${fault.nr} [${fault.faults.join(' + ')}]: ${problem}`,
        ),
      ),
      ...leaks.map(({ what, around }) => `${each}: ${what} told: ${around}`),
    ],
    told: told.length,
    memory: peakMemory(),
  }
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
