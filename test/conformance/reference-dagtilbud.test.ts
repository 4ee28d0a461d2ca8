import { describe, expect, it } from 'vitest'
import { dagtilbudBasis } from '../reference/dagtilbud-basis.js'
import { factDagtilbud, indskrivningFund } from '../reference/dagtilbud-fact-dagtilbud.js'
import { factDagtilbudKommeGå } from '../reference/dagtilbud-komme-gaa.js'
import { dagtilbudOutcomes } from './dagtilbud-outcomes.js'

const models = { dagtilbudBasis, factDagtilbud, indskrivningFund, factDagtilbudKommeGå }

describe('the plain models of Dagtilbud, on typed rows', () => {
  it.each([...dagtilbudOutcomes(models)])('$name', ({ got, expected }) => {
    expect(got).toEqual(expected)
  })
})
