import { dyingProcess, type LifeEnd } from '../../../test/mortality/dying-process.js'
import type { Arrival } from '../src/index.js'
import type { LandingWarehouse } from './landing-warehouse.js'

export type { LifeEnd }

/** Landing in a process that dies at an act; an acknowledgement is one (`acknowledge`). */
export const dying = ({ env }: LandingWarehouse, end: LifeEnd | undefined) => {
  const { acts, dead, act, warehouse } = dyingProcess(end)
  return {
    acts,
    dead,
    env: { ...env, warehouse: warehouse(env.warehouse) },
    arrivals: (arrivals: readonly Arrival[]): readonly Arrival[] =>
      arrivals.map((each) => ({
        ...each,
        acknowledge: (outcome) => act('acknowledge', () => each.acknowledge(outcome)),
      })),
  }
}
