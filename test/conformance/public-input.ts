import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, it } from 'vitest'

/** Real public input beside the project. */
export interface PublicInput {
  /** The bytes of a file. */
  file(name: string): Buffer
  /** Tests that read it; where it is not there they are named as not run, or fail where it must be. */
  describe(name: string, tests: () => void): void
}

/** A folder of the public test input, which is not part of the project: `fsiii`, `kle`, … */
export const publicInput = (area: string): PublicInput => {
  const folder = fileURLToPath(new URL(`../../../shared/data/${area}/`, import.meta.url))
  const present = existsSync(folder)
  return {
    file: (name) => readFileSync(`${folder}${name}`),
    describe: (name, tests) => {
      if (present) return describe(name, tests)
      if (process.env.FLIS_REQUIRE_SERVICES === '1')
        return describe(name, () => {
          it(`needs ../shared/data/${area}`, () => {
            throw new Error(`${folder} is missing`)
          })
        })
      return describe.skip(`${name} (not run: ../shared/data/${area} is not here)`, tests)
    },
  }
}
