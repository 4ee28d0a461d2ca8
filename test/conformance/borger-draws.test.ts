import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { borgerHistory } from '../reference/arbitraries.js'
import { type Drawn, drawn } from './borger-drawn.js'
import { eventEdges } from './borger-event-edges.js'
import { personEdges } from './borger-person-edges.js'

const DRAWS = 200

describe(`of ${DRAWS} random families at least one in a hundred holds`, () => {
  let families: readonly Drawn[] = []
  it('something at all', () => {
    families = fc.sample(borgerHistory(1), { seed: 20221001, numRuns: DRAWS }).map(drawn)
    expect(families).toHaveLength(DRAWS)
  })
  it.each([...personEdges, ...eventEdges])('%s', (_, holds) => {
    expect(families.filter(holds).length / DRAWS).toBeGreaterThanOrEqual(0.01)
  })
})
