import type { PlantedBreach } from './plant.js'
import { CITIZENS_PLANTED } from './planted-citizens.js'
import { PACKAGES_PLANTED } from './planted-packages.js'
import { ROWS_PLANTED } from './planted-rows.js'

/** Breaches of every kind, each planted alone in a copy of sound packages, with what the scanner must say of it. */
export const PLANTED: readonly PlantedBreach[] = [...CITIZENS_PLANTED, ...ROWS_PLANTED, ...PACKAGES_PLANTED]
