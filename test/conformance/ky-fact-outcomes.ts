// Runs every example of KY's facts against a set of models, as failed-examples does for the older ones.

import type * as Afgoerelser from '../reference/ky-afgoerelser.js'
import type * as Basis from '../reference/ky-basis.js'
import type * as Dimensions from '../reference/ky-dimensions.js'
import type * as Opgaver from '../reference/ky-opgaver.js'
import type * as Sager from '../reference/ky-sager.js'
import type * as Ydelser from '../reference/ky-ydelser.js'
import type { Outcome } from './failed-examples.js'
import { afgørelserExamples, ydelserReferenceExamples } from './ky-afgoerelser-examples.js'
import { type FactExample, RUN_MONTH } from './ky-fact-examples.js'
import { kleNumre, klePlans, leverancerOf, personer } from './ky-fact-world.js'
import { opgaverExamples } from './ky-opgaver-examples.js'
import { sagerTableExamples } from './ky-sager-examples.js'
import { sagerReferenceExamples } from './ky-sager-reference-examples.js'
import { sagerStateExamples } from './ky-sager-state-examples.js'

export type KYFactModels = Pick<typeof Sager, 'factKYSager'> &
  Pick<typeof Opgaver, 'factKYOpgaver' | 'dimKYOpgaveOversigt'> &
  Pick<typeof Ydelser, 'factKYYdelser'> &
  Pick<typeof Afgoerelser, 'factKYAfgørelser'> &
  Pick<typeof Dimensions, 'dimKleNummer'> &
  Pick<typeof Basis, 'kyBasis' | 'kleBasis' | 'personBasis'>

export const kyFactExamples: readonly FactExample[] = [
  ...sagerTableExamples,
  ...sagerStateExamples,
  ...sagerReferenceExamples,
  ...opgaverExamples,
  ...ydelserReferenceExamples,
  ...afgørelserExamples,
]

/** One outcome after another, so that who looks for the first that differs need not wait for the rest. */
export function* kyFactOutcomes(models: KYFactModels): Generator<Outcome> {
  const emner = models.kleBasis(klePlans)
  yield { name: 'DimKleNummer', got: models.dimKleNummer(emner), expected: kleNumre }
  const known = {
    kleNumre: emner.map((emne) => emne.Nummer),
    personer: models.personBasis(personer),
  }
  const tables = [
    ['FactKYSager', 'sager', models.factKYSager],
    ['FactKYOpgaver', 'opgaver', models.factKYOpgaver],
    ['DimKYOpgaveOversigt', 'opgaveOversigt', models.dimKYOpgaveOversigt],
    ['FactKYYdelser', 'ydelser', models.factKYYdelser],
    ['FactKYAfgørelser', 'afgørelser', models.factKYAfgørelser],
  ] as const
  for (const example of kyFactExamples)
    for (const [table, name, model] of tables) {
      const expected = example[name]
      if (expected === undefined) continue
      const scopes = models.kyBasis(leverancerOf([example]), known)
      const got = scopes.flatMap((scope): object[] => model(scope, RUN_MONTH))
      yield { name: `${table}: ${example.name}`, got, expected }
    }
}
