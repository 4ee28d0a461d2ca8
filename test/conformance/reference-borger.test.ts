import { describe, expect, it } from 'vitest'
import { borgerBasis } from '../reference/borger-basis.js'
import { factBorgerBevægelse } from '../reference/borger-bevaegelser.js'
import { dimBorger } from '../reference/borger-dim.js'
import { factBorger } from '../reference/borger-folketal.js'
import { dimGeografi } from '../reference/borger-geografi.js'
import { borgerOutcomes } from './borger-outcomes.js'

const models = { borgerBasis, dimBorger, factBorger, factBorgerBevægelse, dimGeografi }

describe('the plain models of Borger, on typed rows', () => {
  it.each([...borgerOutcomes(models)])('$name', ({ got, expected }) => {
    expect(got).toEqual(expected)
  })
})
