import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fsiiiHistory } from '../reference/arbitraries.js'
import { type Drawn, drawn } from './fsiii-drawn.js'
import { otherEdges, planlagtEdges } from './fsiii-indsats-edges.js'
import { observedEdges } from './fsiii-observed-edges.js'
import { orderEdges } from './fsiii-order-edges.js'
import { tilstandEdges } from './fsiii-tilstand-edges.js'

const DRAWS = 2_000

describe(`of ${DRAWS} random FSIII histories at least one in a hundred holds`, () => {
  let histories: readonly Drawn[] = []
  it('something at all', () => {
    histories = fc.sample(fsiiiHistory, { seed: 20220630, numRuns: DRAWS }).map(drawn)
    expect(histories).toHaveLength(DRAWS)
  })
  it.each([...orderEdges, ...tilstandEdges, ...observedEdges, ...planlagtEdges, ...otherEdges])(
    '%s',
    (_, holds) => {
      expect(histories.filter(holds).length / DRAWS).toBeGreaterThanOrEqual(0.01)
    },
  )
})
