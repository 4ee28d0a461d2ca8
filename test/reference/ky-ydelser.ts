import { dayOf, dayOfMonth, daysIn, lastDay, monthsTouched } from './danish-day.js'
import { type CaseState, caseIntervals, caseStates, closedStretches, intervalOn } from './ky-case.js'
import { caseReferences, latestDecision } from './ky-references.js'
import type { KYScope, KYYdelse } from './ky-rows.js'

export interface YdelseRow {
  readonly month: string
  readonly kommune: string
  readonly kildesystem: string
  readonly ydelseId: string
  readonly sagId: string
  /** FraDato of the case's interval standing at the month's end: with the case it names DimKYSagOversigt. */
  readonly sagOversigtFraDato: string
  readonly kleNummer: string | null
  readonly ydelsesmodtager: string | null
  readonly bevillingsmodtager: string | null
  readonly ydelsesart: string
  readonly ydelsestype: string
  readonly afgørelsestype: string | null
  readonly dage: number
  readonly dageIMåned: number
  /** DECIMAL(9,6) as text. */
  readonly fuldtidsperson: string
  readonly varighed: number
  /** Bit d−1 is set for each counted day d of the month. */
  readonly dagmaske: number
}

const sixDecimals = (numerator: number, denominator: number): string => {
  const millionths = Math.floor((2 * numerator * 1_000_000 + denominator) / (2 * denominator))
  return `${Math.floor(millionths / 1_000_000)}.${String(millionths % 1_000_000).padStart(6, '0')}`
}

const countedDays = (ydelse: KYYdelse, states: readonly CaseState[], runEnd: number): Set<number> => {
  const counted = new Set<number>()
  const firstBevilget = states.find((state) => state.tilstand === 'Bevilget')?.day
  if (firstBevilget === undefined) return counted
  const stretches = closedStretches(states)
  let last = runEnd
  if (ydelse.SlutDato !== null) last = Math.min(last, dayOf(ydelse.SlutDato))
  else if (ydelse.sidstHoldt !== undefined) last = Math.min(last, dayOf(ydelse.sidstHoldt))
  for (let day = dayOf(ydelse.StartDato); day <= last; day += 1) {
    const afterClosing = stretches.some(
      (stretch) => stretch.from < day && (stretch.until === null || day < stretch.until),
    )
    if (day >= firstBevilget && !afterClosing) counted.add(day)
  }
  return counted
}

/**
 * Rows of FactKYYdelser, one per ydelse and month with at least one counted day.
 * Takes verified rows only. Source: KY, "FactKYYdelser".
 */
export const factKYYdelser = (scope: KYScope, runMonth: string): YdelseRow[] => {
  const runEnd = lastDay(runMonth)
  const rows: YdelseRow[] = []
  for (const ydelse of scope.ydelser) {
    const sag = scope.sager.find((candidate) => candidate.SagId === ydelse.SagId)
    if (sag === undefined || dayOf(sag.OprettetDato) > runEnd) continue
    const states = caseStates(sag, scope.tilstande, runEnd)
    const intervals = caseIntervals(states)
    const { kleNummer, ydelsesmodtager, bevillingsmodtager } = caseReferences(scope, sag)
    const counted = countedDays(ydelse, states, runEnd)
    let varighed = 0
    for (const month of monthsTouched(dayOf(ydelse.StartDato), runEnd)) {
      let dage = 0
      let dagmaske = 0
      for (let day = dayOf(`${month}-01`); day <= lastDay(month); day += 1) {
        if (!counted.has(day)) continue
        dage += 1
        dagmaske += 2 ** (dayOfMonth(day) - 1)
      }
      if (dage === 0) continue
      varighed += dage
      const standing = intervalOn(intervals, lastDay(month))
      if (standing === undefined) throw new Error(`no interval of case ${sag.SagId} at the end of ${month}`)
      rows.push({
        month,
        kommune: scope.kommune,
        kildesystem: scope.kildesystem,
        ydelseId: ydelse.YdelseId,
        sagId: sag.SagId,
        sagOversigtFraDato: standing.fraDato,
        kleNummer,
        ydelsesmodtager,
        bevillingsmodtager,
        ydelsesart: ydelse.Ydelsesart,
        ydelsestype: ydelse.Ydelsestype,
        afgørelsestype: latestDecision(scope.afgoerelser, sag.SagId, lastDay(month)),
        dage,
        dageIMåned: daysIn(month),
        fuldtidsperson: sixDecimals(dage, daysIn(month)),
        varighed,
        dagmaske,
      })
    }
  }
  return rows
}
