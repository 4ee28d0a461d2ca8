import { describe, expect, it } from 'vitest'
import { failed } from './failed-examples.js'
import { type KYFactModels, kyFactOutcomes } from './ky-fact-outcomes.js'
import { withFault } from './mutant.js'
import { kyFactFaults } from './planted-faults-ky-facts.js'

const FILES = ['ky-sager', 'ky-opgaver', 'ky-ydelser', 'ky-afgoerelser', 'ky-dimensions', 'ky-basis'] as const

/** The first that the examples notice; a model that stops has not reproduced them either. */
const noticed = async (load: (file: string) => Promise<unknown>): Promise<string[]> => {
  const models: KYFactModels = Object.assign({}, ...(await Promise.all(FILES.map(load))))
  try {
    for (const outcome of kyFactOutcomes(models)) {
      const [name] = failed([outcome])
      if (name !== undefined) return [name]
    }
    return []
  } catch (error) {
    return [String(error)]
  }
}

describe('the examples of KY notice a fault planted in a reference model', () => {
  it.each(kyFactFaults)('$file: $name', async (fault) => {
    expect(await withFault(fault, noticed)).not.toEqual([])
  })
  it('and notice nothing where none is planted', async () => {
    expect(await withFault({ name: 'none', file: '', from: '', to: '' }, noticed)).toEqual([])
  })
})
