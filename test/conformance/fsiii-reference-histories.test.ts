import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyOrder, fsiiiHistory } from '../reference/arbitraries.js'
import { basisOf } from '../reference/fsiii-basis.js'
import {
  broPlanlagtIndsatsTilstand,
  factLeveretIndsats,
  factPlanlagtIndsats,
} from '../reference/fsiii-indsats.js'
import type { FsiiiBasis } from '../reference/fsiii-rows.js'
import { factTilstand } from '../reference/fsiii-tilstand.js'
import { historiseUpsert } from '../reference/historise-upsert.js'

const runMonth = fc.constantFrom('2022-03', '2022-04', '2022-05', '2022-06', '2022-07', '2022-08')

const rowsOf = (basis: FsiiiBasis, month: string) =>
  [
    ...factTilstand(basis, month),
    ...factPlanlagtIndsats(basis, month),
    ...factLeveretIndsats(basis, month),
    ...broPlanlagtIndsatsTilstand(basis, month),
  ]
    .map((row) => JSON.stringify(row))
    .sort()

describe('over random FSIII histories', () => {
  it('the rows are the same in any order of deliveries and of reports in them', () => {
    const shuffled = fsiiiHistory.chain((history) =>
      fc.tuple(
        fc.constant(history),
        anyOrder(history.deliveries).map((some) => ({
          ...history,
          deliveries: some.map((one) => ({ ...one, bundles: [...one.bundles].reverse() })),
        })),
      ),
    )
    fc.assert(
      fc.property(shuffled, runMonth, ([history, other], month) => {
        expect(rowsOf(basisOf(other), month)).toEqual(rowsOf(basisOf(history), month))
      }),
    )
  })

  it('løbetid counts 1, 2, 3 over following months, and the days never fall', () => {
    fc.assert(
      fc.property(fsiiiHistory, runMonth, (history, month) => {
        const rows = factPlanlagtIndsats(basisOf(history), month)
        for (const id of new Set(rows.map((row) => row.indsatsId))) {
          const own = rows.filter((row) => row.indsatsId === id)
          const days = own.map((row) => row.varighedDage)
          expect(own.map((row) => row.løbetid)).toEqual(own.map((_, nth) => nth + 1))
          expect(days).toEqual([...days].sort((a, b) => a - b))
          expect(own.every((row) => row.varighedDage >= 0 && row.month <= month)).toBe(true)
          expect(new Set(own.map((row) => `${row.dimTidStart} ${row.dimTidSlut}`)).size).toBe(1)
        }
      }),
    )
  })

  it('a tilstand has one row, ends no earlier than it began, and nothing in it lies after the run month', () => {
    fc.assert(
      fc.property(fsiiiHistory, runMonth, (history, month) => {
        const rows = factTilstand(basisOf(history), month)
        const last = Number(`${month.replace('-', '')}31`)
        expect(new Set(rows.map((row) => row.tilstandId)).size).toBe(rows.length)
        for (const row of rows) {
          expect(row.dimTidSlut === -1 || row.dimTidSlut >= row.dimTid).toBe(true)
          for (const day of [row.dimTid, row.dimTidSlut, row.dimTidOpfølgning, row.dimTidBorgervurdering])
            expect(day).toBeLessThanOrEqual(last)
          expect(row.opfølgning === null).toBe(row.dimTidOpfølgning === -1)
          expect(row.borgervurdering === null && row.borgervurderingBetydning === null).toBe(
            row.dimTidBorgervurdering === -1,
          )
        }
      }),
    )
  })

  it('the tilstand of a planned indsats is one of its links, and no link is there without rows', () => {
    fc.assert(
      fc.property(fsiiiHistory, runMonth, (history, month) => {
        const basis = basisOf(history)
        const links = broPlanlagtIndsatsTilstand(basis, month)
        for (const row of factPlanlagtIndsats(basis, month)) {
          const own = links.filter((link) => link.indsatsId === row.indsatsId).map((link) => link.tilstandId)
          if (row.tilstandId === null) expect(own).toEqual([])
          else expect(own).toContain(row.tilstandId)
        }
      }),
    )
  })

  it('of the versions of a resource one is current, and it is the last in version order', () => {
    fc.assert(
      fc.property(fsiiiHistory, (history) => {
        const versions = historiseUpsert(basisOf(history).tilstande)
        for (const id of new Set(versions.map(({ version }) => version.id))) {
          const own = versions.filter(({ version }) => version.id === id)
          expect(own.map(({ til }) => til === 99991231999)).toEqual(
            own.map((_, nth) => nth === own.length - 1),
          )
          expect(own.every(({ fra, til }) => fra <= til)).toBe(true)
        }
      }),
    )
  })
})
