// Every example of Dagtilbud with what some models make of it.

import type { dagtilbudBasis } from '../reference/dagtilbud-basis.js'
import type { DagtilbudRow, factDagtilbud, indskrivningFund } from '../reference/dagtilbud-fact-dagtilbud.js'
import type { factDagtilbudKommeGå, KommeGåRow } from '../reference/dagtilbud-komme-gaa.js'
import { deliveryExamples } from './dagtilbud-delivery-examples.js'
import { enrolmentExamples } from './dagtilbud-enrolment-examples.js'
import { stretchExamples, stretchTable } from './dagtilbud-stretch-examples.js'
import {
  type DagtilbudExample,
  faktaText,
  historyOf,
  isOf,
  kommeGåText,
  RUN_MONTH,
} from './dagtilbud-told.js'
import type { Outcome } from './failed-examples.js'

/** Each example under its number. */
export const dagtilbudExamples: readonly (readonly [nr: number, example: DagtilbudExample])[] = [
  ...[...stretchTable, ...stretchExamples, ...deliveryExamples, ...enrolmentExamples].entries(),
]

export interface DagtilbudModels {
  readonly dagtilbudBasis: typeof dagtilbudBasis
  readonly factDagtilbud: typeof factDagtilbud
  readonly indskrivningFund: typeof indskrivningFund
  readonly factDagtilbudKommeGå: typeof factDagtilbudKommeGå
}

export interface DagtilbudTables {
  readonly kommeGå: readonly KommeGåRow[]
  readonly fakta: readonly DagtilbudRow[]
}

/** What an example expects of some tables; what it does not tell of is not asked. */
export const rowOutcomes = (nr: number, example: DagtilbudExample, tables: DagtilbudTables): Outcome[] => [
  ...(example.fakta !== undefined && example.events === undefined
    ? []
    : [
        {
          name: `${example.name}: FactDagtilbudKommeGå`,
          got: tables.kommeGå
            .filter(({ barn }) => isOf(nr, barn))
            .map((row) => kommeGåText(nr, row))
            .sort(),
          expected: [...(example.kommeGå ?? [])].sort(),
        },
      ]),
  ...(example.fakta === undefined
    ? []
    : [
        {
          name: `${example.name}: FactDagtilbud`,
          got: tables.fakta
            .filter(({ indskrivningId }) => isOf(nr, indskrivningId))
            .map((row) => faktaText(nr, row))
            .sort(),
          expected: [...example.fakta].sort(),
        },
      ]),
]

export const monthOf = ({ month }: DagtilbudExample): string => month ?? RUN_MONTH

export function* dagtilbudOutcomes(models: DagtilbudModels): Generator<Outcome> {
  for (const [nr, example] of dagtilbudExamples) {
    const basis = models.dagtilbudBasis(historyOf([[nr, example]]))
    const month = monthOf(example)
    const { rows, fund } = models.factDagtilbudKommeGå(basis, month)
    const { udenTimer, overlap, ukendtInstitution } = models.indskrivningFund(basis)
    yield* rowOutcomes(nr, example, { kommeGå: rows, fakta: models.factDagtilbud(basis, month) })
    yield {
      name: `${example.name}: findings`,
      got: [fund.manglendeCheckud, fund.checkudUdenAnkomst, udenTimer, overlap].map((some) => some.length),
      expected: [example.manglende, example.uden, example.udenTimer, example.overlap].map(
        (some) => some ?? 0,
      ),
    }
    if (example.ukendtInstitution !== undefined)
      yield {
        name: `${example.name}: institutions that nobody delivered`,
        got: ukendtInstitution.length,
        expected: example.ukendtInstitution,
      }
  }
}
