import { type Contract, exists } from '@flis/core'
import { type RaadataFile, raadataFiles } from '../rows/raadata-rows.js'
import type { Testing } from './testing.js'

/** The files of Rådata of some deliveries that are there: one that is gone is told of by K08, and stops no other test. */
export const filesThere = async (
  { env, session }: Testing,
  contract: Contract,
  deliveries: readonly string[],
): Promise<readonly RaadataFile[]> => {
  const files = await raadataFiles(env, session, contract, deliveries)
  const gone = new Set<string>()
  for (const { path, delivery } of files) if (!(await exists(path))) gone.add(delivery)
  return files.filter(({ delivery }) => !gone.has(delivery))
}
