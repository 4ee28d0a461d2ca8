import { dyingProcess, type LifeEnd } from '../../test/mortality/dying-process.js'
import type { OpenEnv } from '../src/run/open-env.js'

export type { LifeEnd }

/** An open warehouse whose process dies at an act. */
export const mortal = (open: OpenEnv, end?: LifeEnd) => {
  const { acts, dead, mortal: wrapped, warehouse } = dyingProcess(end)
  return {
    acts,
    dead,
    open: {
      ...open,
      session: wrapped(open.session),
      env: { ...open.env, warehouse: warehouse(open.env.warehouse) },
    } satisfies OpenEnv,
  }
}
