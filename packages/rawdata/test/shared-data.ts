import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The folder of real examples beside the repository; undefined where it is not there and need not be. */
export const sharedData = (area: string): string | undefined => {
  const folder = fileURLToPath(new URL(`../../../../shared/data/${area}`, import.meta.url))
  if (existsSync(folder)) return folder
  if (process.env.FLIS_REQUIRE_SERVICES === '1') throw new Error(`${folder} is required here`)
  return undefined
}
