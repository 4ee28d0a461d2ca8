import type { TestWarehouse } from '@flis/pipelines'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { holdSchedule } from './hold-schedules.js'
import { programOf } from './program.js'
import { schedules } from './schedule.js'

/** A drawn schedule of KY with a row in quarantine, and something to find of each sort. */
const schedule = fc
  .sample(schedules, { numRuns: 400, seed: 5 })
  .find(
    (each) =>
      each.worlds.join() === 'KY' &&
      each.arrivals.length <= 3 &&
      programOf(each).situations.has('loaded in part'),
  )

const query = (sql: string) => (w: TestWarehouse) => w.query(sql)

describe('the laws notice', () => {
  it.each([
    [
      'a state that is not the right one',
      "update ops.deliveries set state = 'held', code = 'L060' where state = 'loaded'",
    ],
    ['a row that nobody counted', 'update ops.deliveries set accepted = accepted - 1 where accepted > 0'],
    [
      'a row of history that is lost',
      'delete from dsa_hist.KYSag where rowid in (select min(rowid) from dsa_hist.KYSag)',
    ],
    [
      'an entry of quarantine that is lost',
      'delete from ops.quarantine where rowid in (select min(rowid) from ops.quarantine)',
    ],
  ])('%s', async (_, spoil) => {
    if (schedule === undefined) throw new Error('no such schedule is drawn')
    await expect(holdSchedule(schedule, query(spoil))).rejects.toThrow(/after\n {2}put KY_/)
  })
})
