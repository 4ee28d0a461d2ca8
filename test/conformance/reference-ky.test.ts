import { describe, expect, it } from 'vitest'
import { factKYAfgørelser } from '../reference/ky-afgoerelser.js'
import { kleBasis, kyBasis, personBasis } from '../reference/ky-basis.js'
import { dimKleNummer } from '../reference/ky-dimensions.js'
import { dimKYOpgaveOversigt, factKYOpgaver } from '../reference/ky-opgaver.js'
import { factKYSager } from '../reference/ky-sager.js'
import { factKYYdelser } from '../reference/ky-ydelser.js'
import { kyFactOutcomes } from './ky-fact-outcomes.js'

describe('the reference models of KY reproduce every row typed by hand', () => {
  const outcomes = kyFactOutcomes({
    factKYSager,
    factKYOpgaver,
    dimKYOpgaveOversigt,
    factKYYdelser,
    factKYAfgørelser,
    dimKleNummer,
    kyBasis,
    kleBasis,
    personBasis,
  })
  it.each([...outcomes])('$name', ({ got, expected }) => {
    expect(got).toEqual(expected)
  })
})
