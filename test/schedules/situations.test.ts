import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { programOf } from './program.js'
import { schedules } from './schedule.js'

const DRAWS = 1_000

/** What a schedule can meet. Each is to be met in at least one of a hundred. */
const SITUATIONS = [
  ...['several runs', 'late', 'late reference data', 'exact duplicate', 'duplicate rows', 'L005'],
  ...[
    'held L050',
    'released by its predecessor',
    'released by a full delivery',
    'a gap that stays',
    'held L051',
    'held L060',
    'held L061',
    'loaded in part',
  ],
  ...['accept', 'withdraw', 'restore', 'reread', 'replay', 'accept loss', 'month-run in between'],
] as const

describe(`of ${DRAWS} schedules drawn`, () => {
  const met = fc
    .sample(schedules, { numRuns: DRAWS, seed: 20221102 })
    .flatMap((schedule) => [...programOf(schedule).situations])
  it.each(SITUATIONS)('at least one in a hundred meets: %s', (situation) => {
    expect(met.filter((each) => each === situation).length).toBeGreaterThanOrEqual(DRAWS / 100)
  })
})
