import { dataomraade } from '@flis/core'
import {
  DimKommune,
  REF,
  RefDreamBranche,
  RefDreamYdelse,
  RefKommune,
  RefLand,
  RefSammenligningsgruppe,
  RefSorKommune,
} from '@flis/dm'

/**
 * The area Reference: the tables of codes that other areas look things up in. They are delivered and versioned like
 * all else; those that ship with flis are in force until one is delivered.
 *
 * Source: specification 2.5, REF.
 *
 * @example reference.contracts.map((each) => each.name) // ['RefKommune', 'RefLand', …]
 */
export const reference = dataomraade('Reference', {
  kilder: [REF],
  contracts: [RefKommune, RefLand, RefSorKommune, RefDreamYdelse, RefDreamBranche, RefSammenligningsgruppe],
  models: [DimKommune],
  description: 'Referencetabeller: kommuner, lande, SOR, koder i DREAM, sammenligningsgrupper',
})

export { RefDreamBranche, RefDreamYdelse, RefKommune, RefLand, RefSammenligningsgruppe, RefSorKommune }
