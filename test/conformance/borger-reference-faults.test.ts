import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { borgerHistory } from '../reference/arbitraries.js'
import { SHIPPED_LANDE } from '../reference/arbitraries-borger.js'
import { linesOf, modelled } from './borger-modelled.js'
import { type BorgerModels, borgerOutcomes } from './borger-outcomes.js'
import { failed } from './failed-examples.js'
import { type Fault, withFault } from './mutant.js'
import { borgerFaults } from './planted-faults-borger.js'

const FILES = [
  'borger-basis',
  'borger-dim',
  'borger-folketal',
  'borger-bevaegelser',
  'borger-geografi',
] as const

const loadModels = async (load: (file: string) => Promise<unknown>): Promise<BorgerModels> =>
  Object.assign({}, ...(await Promise.all(FILES.map(load))))

const noticedByExamples = (models: BorgerModels): boolean => {
  for (const outcome of borgerOutcomes(models)) if (failed([outcome]).length > 0) return true
  return false
}

const RUN = '2022-06'
const histories = fc
  .sample(borgerHistory(2), { seed: 20221001, numRuns: 150 })
  .map((history) => ({ history, lines: linesOf(modelled(history, RUN)) }))

const noticedByHistories = (models: BorgerModels): boolean =>
  histories.some(({ history, lines }) => {
    const basis = models.borgerBasis(history, SHIPPED_LANDE)
    const told = linesOf({
      borgere: models.dimBorger(basis, RUN),
      folketal: models.factBorger(basis, RUN),
      bevægelser: models.factBorgerBevægelse(basis, RUN),
      geografi: models.dimGeografi(basis),
    })
    return told.length !== lines.length || told.some((line, nth) => line !== lines[nth])
  })

const noticed = (fault: Fault, by: (models: BorgerModels) => boolean): Promise<boolean> =>
  withFault(fault, async (load) => by(await loadModels(load)))

const NONE = { name: 'none', file: '', from: '', to: '' }

describe('the typed rows of Borger notice a fault planted in a plain model', () => {
  it.each(borgerFaults)('$file: $name', async (fault) => {
    expect(await noticed(fault, noticedByExamples)).toBe(true)
  })
  it('and notice nothing where none is planted', async () => {
    expect(await noticed(NONE, noticedByExamples)).toBe(false)
  })
})

describe('the comparison of random families notices it too', () => {
  it.each(borgerFaults)('$file: $name', async (fault) => {
    expect(await noticed(fault, noticedByHistories)).toBe(true)
  })
  it('and notices nothing where none is planted', async () => {
    expect(await noticed(NONE, noticedByHistories)).toBe(false)
  })
})
