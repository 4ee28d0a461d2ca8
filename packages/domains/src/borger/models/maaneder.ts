import { addMonths, type ModelScope, type Month } from '@flis/core'

/** The run month and those before it that facts of citizens show: ten years. Source: specification Borger, FactBorger. */
export const MAANEDER = 120

/** The first month to compute: of those that are shown, or of those that are new. */
export const foersteMaaned = ({ month, from }: ModelScope): Month => {
  const first = addMonths(month, 1 - MAANEDER)
  return from === null || from < first ? first : from
}
