import { isDeepStrictEqual } from 'node:util'
import { describe, expect, it } from 'vitest'
import { expectedOf, type FsiiiToldModels, toldByModels } from './fsiii-told-by-models.js'
import { toldExamples } from './fsiii-told-examples.js'
import { type Fault, withFault } from './mutant.js'
import { toldFaults } from './planted-faults-fsiii-told.js'

const FILES = ['fsiii-basis', 'fsiii-koder', 'fsiii-tilstand', 'fsiii-indsats'] as const

const isNoticed = (models: FsiiiToldModels): boolean =>
  toldExamples.some((told) => {
    try {
      return !isDeepStrictEqual(toldByModels(models, told), expectedOf(told))
    } catch {
      // A model that stops on an example has not reproduced it either.
      return true
    }
  })

const notices = (fault: Fault): Promise<boolean> =>
  withFault(fault, async (load) => isNoticed(Object.assign({}, ...(await Promise.all(FILES.map(load))))))

describe('the examples of delivery reports notice a fault planted in a reference model', () => {
  it.each(toldFaults)('$name', async (fault) => {
    expect(await notices(fault)).toBe(true)
  })
  it('and notice nothing where none is planted', async () => {
    expect(await notices({ name: 'none', file: '', from: '', to: '' })).toBe(false)
  })
})
