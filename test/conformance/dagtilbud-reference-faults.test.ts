import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dagtilbudHistory } from '../reference/arbitraries.js'
import { linesOf, modelled } from './dagtilbud-modelled.js'
import { type DagtilbudModels, dagtilbudOutcomes } from './dagtilbud-outcomes.js'
import { failed } from './failed-examples.js'
import { type Fault, withFault } from './mutant.js'
import { dagtilbudFaults } from './planted-faults-dagtilbud.js'

const FILES = ['dagtilbud-basis', 'dagtilbud-fact-dagtilbud', 'dagtilbud-komme-gaa'] as const

const loadModels = async (load: (file: string) => Promise<unknown>): Promise<DagtilbudModels> =>
  Object.assign({}, ...(await Promise.all(FILES.map(load))))

const noticedByExamples = (models: DagtilbudModels): boolean => {
  for (const outcome of dagtilbudOutcomes(models)) if (failed([outcome]).length > 0) return true
  return false
}

const RUN = '2022-10'
const histories = fc
  .sample(dagtilbudHistory, { seed: 20221030, numRuns: 400 })
  .map((history) => ({ history, lines: linesOf(modelled(history, RUN)) }))

const noticedByHistories = (models: DagtilbudModels): boolean =>
  histories.some(({ history, lines }) => {
    const told = linesOf(modelled(history, RUN, models))
    return told.length !== lines.length || told.some((line, nth) => line !== lines[nth])
  })

const noticed = (fault: Fault, by: (models: DagtilbudModels) => boolean): Promise<boolean> =>
  withFault(fault, async (load) => by(await loadModels(load)))

const NONE = { name: 'none', file: '', from: '', to: '' }

describe('the typed rows of Dagtilbud notice a fault planted in a plain model', () => {
  it.each(dagtilbudFaults)('$file: $name', async (fault) => {
    expect(await noticed(fault, noticedByExamples)).toBe(true)
  })
  it('and notice nothing where none is planted', async () => {
    expect(await noticed(NONE, noticedByExamples)).toBe(false)
  })
})

describe('the comparison of random histories notices it too', () => {
  it.each(dagtilbudFaults)('$file: $name', async (fault) => {
    expect(await noticed(fault, noticedByHistories)).toBe(true)
  })
  it('and notices nothing where none is planted', async () => {
    expect(await noticed(NONE, noticedByHistories)).toBe(false)
  })
})
