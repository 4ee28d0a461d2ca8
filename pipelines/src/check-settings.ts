import type { Config, Dataomraade } from '@flis/core'
import { checkKilder } from '@flis/rawdata'
import { KNOWN_AREAS } from './areas.js'

/**
 * Holds what settings say of Kilder against the areas that there are: those of the warehouse, and those that come with
 * flis (a deliverer may be configured before its area is taken into use). Errors: C001, naming the nearest Kilde.
 *
 * A pipeline may be given some of a warehouse's own areas only; then it cannot be told which names are wrong.
 *
 * @example checkSettings(config, [ky])
 */
export const checkSettings = (config: Config, areas: readonly Dataomraade[]): void => {
  // of two definitions of a Kilde the warehouse's own counts
  const known = [...new Set([...Object.values(KNOWN_AREAS), ...areas])]
  const names = new Set(known.map((each) => each.name))
  if (config.areas.every((each) => names.has(each))) checkKilder(config, known)
}
