import { join } from 'node:path'
import type { Env } from '@flis/core'
import { stagingFolder } from '@flis/dm'

/**
 * Where a run's packages wait for the commit that makes them count. What lies here must be kept until
 * `finishPackages` has moved it; it removes the folder itself.
 */
export const stagedPackages = (env: Env, run: number): string =>
  join(stagingFolder({ ...env, run: { ...env.run, id: run } }), 'packages')
