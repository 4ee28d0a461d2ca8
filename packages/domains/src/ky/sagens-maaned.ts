import { DimAfgørelsestype } from './dim-afgoerelsestype.js'
import { dimKleNummer } from './dim-kle-nummer.js'
import { dimKYSagOversigt } from './dim-ky-sag-oversigt.js'
import type { KYRules } from './rules.js'

/** Columns of a fact by month: the interval of the case that stands at the month's end, and what the case is about. */
export const sagensMaaned = (rules: KYRules) =>
  ({
    DimKYSagOversigt: {
      ...dimKYSagOversigt(rules).key,
      description: 'Sagens tilstandsinterval ved månedens slutning.',
    },
    DimKleNummer: {
      ...dimKleNummer(rules).key,
      data: 'følsomme',
      description: 'Sagens emne; −1, hvis KLE ikke kender nummeret.',
    },
  }) as const

/** The column with the case's latest decision. */
export const sagensAfgoerelse = {
  DimAfgørelsestype: {
    ...DimAfgørelsestype.key,
    data: 'økonomi',
    description: 'Sagens seneste afgørelse ved månedens slutning; −1 = ingen.',
  },
} as const
