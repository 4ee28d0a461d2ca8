import { NATIONAL } from '@flis/core'

/** National steps come before those of the kommuner. */
export const phaseOf = (kommune: string): 1 | 2 => (kommune === NATIONAL ? 1 : 2)
