// All tables and findings of Dagtilbud by the plain models, as lines, beside those of a warehouse.

import type { DagtilbudHistory } from '../reference/dagtilbud-basis.js'
import { dagtilbudBasis } from '../reference/dagtilbud-basis.js'
import { factDagtilbud, indskrivningFund } from '../reference/dagtilbud-fact-dagtilbud.js'
import { factDagtilbudKommeGå } from '../reference/dagtilbud-komme-gaa.js'
import type { InstitutionVersion } from '../reference/dagtilbud-rows.js'
import type { DagtilbudModels, DagtilbudTables } from './dagtilbud-outcomes.js'

/** The tables, and how many rows each finding counts. */
export interface ToldDagtilbud extends DagtilbudTables {
  readonly institutioner: readonly InstitutionVersion[]
  readonly fund: Readonly<Record<string, number>>
}

/** One line a row, sorted, so that a difference is read at a glance. */
export const linesOf = ({ kommeGå, fakta, institutioner, fund }: ToldDagtilbud): string[] =>
  [
    ...kommeGå.map((row) => `FactDagtilbudKommeGå ${JSON.stringify(row)}`),
    ...fakta.map((row) => `FactDagtilbud ${JSON.stringify(row)}`),
    ...institutioner.map((row) => `DimInstitution ${JSON.stringify(row)}`),
    ...Object.entries(fund)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `fund ${name}: ${count}`),
  ].sort()

const PLAIN: DagtilbudModels = { dagtilbudBasis, factDagtilbud, indskrivningFund, factDagtilbudKommeGå }

/** What the models make of some deliveries at a run month. */
export const modelled = (
  history: DagtilbudHistory,
  month: string,
  models: DagtilbudModels = PLAIN,
): ToldDagtilbud => {
  const basis = models.dagtilbudBasis(history)
  const { rows, fund } = models.factDagtilbudKommeGå(basis, month)
  const enrolled = models.indskrivningFund(basis)
  return {
    kommeGå: rows,
    fakta: models.factDagtilbud(basis, month),
    institutioner: basis.institutioner,
    fund: {
      'manglende checkud': fund.manglendeCheckud.length,
      'checkud uden ankomst': fund.checkudUdenAnkomst.length,
      'indskrivning uden timer': enrolled.udenTimer.length,
      'overlappende indskrivninger': enrolled.overlap.length,
      'ukendt institution': enrolled.ukendtInstitution.length,
    },
  }
}
