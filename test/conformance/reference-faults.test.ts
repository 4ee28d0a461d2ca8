import { describe, expect, it } from 'vitest'
import {
  type FsiiiModels,
  failed,
  fsiiiOutcomes,
  type HistoryModels,
  historyOutcomes,
  type KYModels,
  kyOutcomes,
  type Outcome,
} from './failed-examples.js'
import { type Fault, withFault } from './mutant.js'
import { fsiiiFaults, historyFaults } from './planted-faults-fsiii.js'
import { kyFaults } from './planted-faults-ky.js'

type Loader = (file: string) => Promise<unknown>

// Every module of one load carries the fault, so their members together are the faulty models.
const models = async <M>(load: Loader, files: readonly string[]): Promise<M> =>
  Object.assign({}, ...(await Promise.all(files.map(load))))

// A model that stops on an example has not reproduced it either.
const noticedBy = (outcomes: () => Outcome[]): string[] => {
  try {
    return failed(outcomes())
  } catch (error) {
    return [String(error)]
  }
}

const noFault: Fault = { name: 'none', file: '', from: '', to: '' }

const ky = async (load: Loader): Promise<string[]> => {
  const faulty = await models<KYModels>(load, ['ky-ydelser', 'ky-sag-oversigt'])
  return noticedBy(() => kyOutcomes(faulty))
}

const fsiii = async (load: Loader): Promise<string[]> => {
  const faulty = await models<FsiiiModels>(load, ['fsiii-indsats'])
  return noticedBy(() => fsiiiOutcomes(faulty))
}

const history = async (load: Loader): Promise<string[]> => {
  const faulty = await models<HistoryModels>(load, ['historise-full', 'historise-upsert'])
  return noticedBy(() => historyOutcomes(faulty))
}

describe('the examples notice a fault planted in a reference model', () => {
  it.each(kyFaults)('KY: $name', async (fault) => {
    expect(await withFault(fault, ky)).not.toEqual([])
  })
  it.each(fsiiiFaults)('FSIII: $name', async (fault) => {
    expect(await withFault(fault, fsiii)).not.toEqual([])
  })
  it.each(historyFaults)('history: $name', async (fault) => {
    expect(await withFault(fault, history)).not.toEqual([])
  })
  it('and notice nothing where none is planted', async () => {
    expect(await withFault(noFault, ky)).toEqual([])
    expect(await withFault(noFault, fsiii)).toEqual([])
    expect(await withFault(noFault, history)).toEqual([])
  })
})
