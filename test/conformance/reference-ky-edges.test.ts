import fc from 'fast-check'
import { expect, it } from 'vitest'
import { kyHistory, kyNational, kyRunMonth } from '../reference/arbitraries.js'
import { edgesOf } from './ky-edges.js'

const DRAWS = 500
const drawn = fc.record({ list: kyHistory, national: kyNational, runMonth: kyRunMonth })

it('every rule and edge of KY comes up in at least one of a hundred random histories', () => {
  const counts = new Map<string, number>()
  for (const one of fc.sample(drawn, { seed: 20221102, numRuns: DRAWS }))
    for (const [edge, has] of edgesOf(one)) counts.set(edge, (counts.get(edge) ?? 0) + (has ? 1 : 0))
  expect(counts.size).toBeGreaterThan(100)
  expect([...counts].filter(([, count]) => count < DRAWS / 100)).toEqual([])
})
