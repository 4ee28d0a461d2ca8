import { type Config, type Dataomraade, fail, nearest, requireOneDefinition } from '@flis/core'
import { checkLeaveOut } from '@flis/delivery'
import { checkKilder } from '@flis/rawdata'
import { KNOWN_AREAS } from './areas.js'
import { checkOccurrences } from './watch/occurrences.js'

/** Settings of packages by area speak of areas that there are, and of what their packages hold. */
const checkPackages = (config: Config, known: readonly Dataomraade[]): void => {
  const named = Object.keys(config.packages.areas)
  const names = known.map((each) => each.name)
  const wrong = named.find((each) => !names.includes(each))
  if (wrong !== undefined) {
    const expected = nearest(wrong, names)
    fail('C001', { found: `packages.areas.${wrong}`, ...(expected === undefined ? {} : { expected }) })
  }
  for (const area of known) if (named.includes(area.name)) checkLeaveOut(config, area, known)
}

/**
 * Holds what settings say of Kilder, and of packages by area, against the areas that there are: those of the warehouse, and those that come with
 * flis (a deliverer may be configured before its area is taken into use). Errors: C001, naming the nearest Kilde or area; M004 for
 * areas that cannot stand beside each other.
 *
 * A pipeline may be given some of a warehouse's own areas only; then it cannot be told which names are wrong.
 *
 * @example checkSettings(config, [ky])
 */
export const checkSettings = (config: Config, areas: readonly Dataomraade[]): void => {
  requireOneDefinition(areas)
  const { monthRun } = config.schedule
  if (monthRun !== undefined) checkOccurrences('schedule.monthRun', monthRun)
  // of two definitions of a Kilde the warehouse's own counts
  const known = [...new Set([...Object.values(KNOWN_AREAS), ...areas])]
  const names = new Set(known.map((each) => each.name))
  if (!config.areas.every((each) => names.has(each))) return
  checkKilder(config, known)
  checkPackages(config, known)
}
