import { parseConfig, silentLog, silentReporter } from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { LONGEST_LINE } from './account.js'
import { csvBeginnings, csvCase } from './csv-case.js'
import { csvArea } from './fault-areas.js'
import type { FaultCase } from './fault-case.js'
import { judge } from './judge.js'
import type { Delivered, Ledger, Quarantined } from './read-ledger.js'
import { lastOf, runBatch } from './run-batch.js'

const CASES = 40

let cases: readonly FaultCase[]
let ledger: Ledger

beforeAll(async () => {
  cases = Array.from({ length: CASES }, (_, nth) => csvCase({ nr: nth, nth, seed: 3 }))
  const report = await runBatch({
    areas: [csvArea],
    beginnings: csvBeginnings(),
    cases,
    config: parseConfig({ patienceMinutes: 0, limits: { lineBytes: LONGEST_LINE, threads: 1 } }),
    reporter: silentReporter,
    log: silentLog,
  })
  ledger = report.ledger
})

const problemsOf = (of: Ledger): readonly string[] =>
  cases.flatMap((each) => judge(each, lastOf(of, each), of, ['Proeve', 'ProeveLatin']).problems)

const deliveries = (change: (of: Delivered) => Delivered): Ledger => ({
  ...ledger,
  deliveries: ledger.deliveries.map(change),
})

const quarantine = (change: (of: readonly Quarantined[]) => readonly Quarantined[]): Ledger => ({
  ...ledger,
  quarantine: new Map([...ledger.quarantine].map(([id, entries]) => [id, change(entries)])),
})

const isLoaded = ({ state }: Delivered): boolean => state === 'loaded'

describe('judging a ledger', () => {
  it('finds nothing where nothing is wrong', () => {
    expect(problemsOf(ledger)).toEqual([])
  })

  it.each<[string, () => Ledger, RegExp]>([
    [
      'a row that nobody counted',
      () =>
        deliveries((each) =>
          isLoaded(each) ? { ...each, rowsIn: each.rowsIn - 1, accepted: each.accepted - 1 } : each,
        ),
      /by the bytes/,
    ],
    [
      'counts that do not add up',
      () => deliveries((each) => (isLoaded(each) ? { ...each, duplicates: each.duplicates + 1 } : each)),
      /rows in are not/,
    ],
    ['a lost entry of quarantine', () => quarantine((entries) => entries.slice(1)), /entries in quarantine/],
    [
      'an entry without codes',
      () => quarantine((entries) => entries.map((each) => ({ ...each, codes: [] }))),
      /without codes/,
    ],
    [
      'an entry on another line',
      () => quarantine((entries) => entries.map((each) => ({ ...each, line: each.line + 1 }))),
      /broken lines/,
    ],
    [
      'two entries for one line',
      () => quarantine((entries) => entries.map((each) => ({ ...each, line: 2 }))),
      /two entries/,
    ],
    [
      'a row that is not as received',
      () => quarantine((entries) => entries.map((each) => ({ ...each, row: '' }))),
      /not kept as received/,
    ],
    [
      'a row lost from Rådata',
      () => ({ ...ledger, raadata: new Map([...ledger.raadata].map(([id, rows]) => [id, rows - 1])) }),
      /rows in Rådata/,
    ],
    [
      'a row lost from history',
      () => ({ ...ledger, history: new Map([...ledger.history].map(([id, rows]) => [id, rows - 1])) }),
      /rows in DSA_HIST/,
    ],
    [
      'a delivery that was lost',
      () => ({ ...ledger, deliveries: ledger.deliveries.slice(0, 10) }),
      /no delivery in the ledger/,
    ],
    [
      'a delivery left on its way',
      () => deliveries((each) => (isLoaded(each) ? { ...each, state: 'received' } : each)),
      /left in state/,
    ],
    [
      'an error without a name',
      () => deliveries((each) => (each.state === 'rejected' ? { ...each, code: 'S999' } : each)),
      /rejected with S999/,
    ],
    [
      'another code than the fault’s',
      () => quarantine((entries) => entries.map((each) => ({ ...each, codes: ['R104'] }))),
      /expected/,
    ],
  ])('finds %s', (_, spoiled, problem) => {
    expect(problemsOf(spoiled()).join('\n')).toMatch(problem)
  })
})
