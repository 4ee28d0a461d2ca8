// What KY's facts say of a case besides its states: who and what it is about, and its latest decision.

import { danish } from './danish-day.js'
import type { KYAfgoerelse, KYKnown, KYSag } from './ky-rows.js'

/** Natural keys; null stands for member −1. */
export interface CaseReferences {
  readonly kleNummer: string | null
  readonly ydelsesmodtager: string | null
  readonly bevillingsmodtager: string | null
  readonly sagsbehandler: string | null
  readonly organisation: string | null
}

/** The person of a CPR number, or null where nobody known has it. */
export const personOf = (known: KYKnown, cpr: string | null): string | null =>
  cpr !== null && known.personer.includes(cpr) ? cpr : null

/** Of a case that nobody knows everything is null. */
export const caseReferences = (known: KYKnown, sag: KYSag | undefined): CaseReferences => ({
  kleNummer: sag !== undefined && known.kleNumre.includes(sag.KleNummer) ? sag.KleNummer : null,
  ydelsesmodtager: personOf(known, sag?.YdelsesmodtagerCpr ?? null),
  bevillingsmodtager: personOf(known, sag?.BevillingsmodtagerCpr ?? null),
  sagsbehandler: sag?.SagsbehandlerId ?? null,
  organisation: sag?.OrganisationId ?? null,
})

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Type of the case's latest decision up to a day: time, then AfgoerelseId, then RaekkeNr. */
export const latestDecision = (
  afgoerelser: readonly KYAfgoerelse[],
  sagId: string,
  lastDayOfRow: number,
): string | null => {
  const upToDay = afgoerelser
    .filter((row) => row.SagId === sagId && danish(row.AfgoerelseTidspunkt).day <= lastDayOfRow)
    .sort(
      (a, b) =>
        danish(a.AfgoerelseTidspunkt).instant - danish(b.AfgoerelseTidspunkt).instant ||
        compare(a.AfgoerelseId, b.AfgoerelseId) ||
        a.RaekkeNr - b.RaekkeNr,
    )
  return upToDay.at(-1)?.Afgoerelsestype ?? null
}
