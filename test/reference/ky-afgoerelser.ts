import { danish, dayOf, dimTid, lastDay } from './danish-day.js'
import { caseIntervals, caseStates } from './ky-case.js'
import { type CaseReferences, caseReferences } from './ky-references.js'
import type { KYAfgoerelse, KYScope } from './ky-rows.js'

export interface AfgoerelseRow extends CaseReferences {
  readonly dimTid: number
  readonly kommune: string
  readonly kildesystem: string
  readonly afgørelseId: string
  readonly afgørelsestype: string
  /** The case and FraDato of its newest interval; null without one. */
  readonly sagId: string | null
  readonly sagOversigtFraDato: string | null
  readonly antalAfgørelser: number
}

const isLater = (a: KYAfgoerelse, b: KYAfgoerelse): boolean => {
  const [one, other] = [danish(a.AfgoerelseTidspunkt).instant, danish(b.AfgoerelseTidspunkt).instant]
  return one > other || (one === other && a.RaekkeNr > b.RaekkeNr)
}

/**
 * Rows of FactKYAfgørelser, one per AfgoerelseId that has a row up to the run month's end.
 * Source: KY, "FactKYAfgørelser".
 */
export const factKYAfgørelser = (scope: KYScope, runMonth: string): AfgoerelseRow[] => {
  const runEnd = lastDay(runMonth)
  const latest = new Map<string, { readonly row: KYAfgoerelse; readonly antal: number }>()
  for (const row of scope.afgoerelser) {
    if (danish(row.AfgoerelseTidspunkt).day > runEnd) continue
    const known = latest.get(row.AfgoerelseId)
    latest.set(row.AfgoerelseId, {
      row: known === undefined || isLater(row, known.row) ? row : known.row,
      antal: (known?.antal ?? 0) + 1,
    })
  }
  return [...latest.values()].map(({ row, antal }) => {
    const sag = scope.sager.find((candidate) => candidate.SagId === row.SagId)
    const begun = sag !== undefined && dayOf(sag.OprettetDato) <= runEnd
    const newest = begun ? caseIntervals(caseStates(sag, scope.tilstande, runEnd)).at(-1) : undefined
    return {
      dimTid: dimTid(danish(row.AfgoerelseTidspunkt).day),
      kommune: scope.kommune,
      kildesystem: scope.kildesystem,
      afgørelseId: row.AfgoerelseId,
      afgørelsestype: row.Afgoerelsestype,
      sagId: newest === undefined ? null : row.SagId,
      sagOversigtFraDato: newest?.fraDato ?? null,
      ...caseReferences(scope, sag),
      antalAfgørelser: antal,
    }
  })
}
