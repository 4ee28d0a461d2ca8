import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dagtilbudHistory } from '../reference/arbitraries.js'
import { deliveryEdges, weightEdges } from './dagtilbud-delivery-edges.js'
import { type Drawn, drawn } from './dagtilbud-drawn.js'
import { enrolmentEdges } from './dagtilbud-enrolment-edges.js'
import { stretchEdges } from './dagtilbud-stretch-edges.js'

const DRAWS = 500

describe(`of ${DRAWS} random histories of Dagtilbud at least one in a hundred holds`, () => {
  let histories: readonly Drawn[] = []
  it('something at all', () => {
    histories = fc.sample(dagtilbudHistory, { seed: 20221030, numRuns: DRAWS }).map(drawn)
    expect(histories).toHaveLength(DRAWS)
  })
  it.each([...stretchEdges, ...deliveryEdges, ...weightEdges, ...enrolmentEdges])('%s', (_, holds) => {
    expect(histories.filter(holds).length / DRAWS).toBeGreaterThanOrEqual(0.01)
  })
})
