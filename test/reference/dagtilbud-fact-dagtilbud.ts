import type { DagtilbudBasis, InstitutionVersion, KnownIndskrivning } from './dagtilbud-rows.js'
import { fuldtidsbørn } from './dagtilbud-timer.js'
import { ageOn, dayOf, dimTid, lastDay, monthsTouched } from './danish-day.js'

export interface DagtilbudRow {
  readonly indskrivningId: string
  readonly dimTid: number
  readonly dimKommune: number
  /** Null: nobody that CPR knows. */
  readonly borger: string | null
  readonly alder: number
  /** The version of the institution as `<number> <first day>`; null: not delivered. */
  readonly institution: string | null
  readonly pasningstilbud: string
  /** As a decimal with two places. */
  readonly timer: string | null
  readonly fuldtidsbørn: string | null
}

/** Whether the child is enrolled on a day. */
export const isEnrolled = ({ row, slut }: KnownIndskrivning, day: number): boolean =>
  dayOf(row.StartDato) <= day && (slut === null || day <= dayOf(slut))

/** The version valid on a day, else the earliest. */
const versionOn = (versions: readonly InstitutionVersion[], day: number): InstitutionVersion | undefined =>
  versions.find(({ fra, til }) => dayOf(fra) <= day && (til === null || day <= dayOf(til))) ?? versions[0]

const named = (version: InstitutionVersion | undefined): string | null =>
  version === undefined ? null : `${version.row.InstitutionsNr} ${version.fra}`

const twoPlaces = (timer: string | null): string | null => {
  if (timer === null) return null
  const [whole = '0', part = ''] = timer.split('.')
  return `${whole}.${part.padEnd(2, '0')}`
}

const alderOn = (født: string | undefined, day: number): number => {
  const age = født === undefined ? -1 : ageOn(født, day)
  return age > 125 ? -1 : Math.max(age, -1)
}

/** Rows of FactDagtilbud. Source: Dagtilbud, "FactDagtilbud and fuldtidsbørn". */
export const factDagtilbud = (basis: DagtilbudBasis, runMonth: string): DagtilbudRow[] =>
  basis.indskrivninger.flatMap((indskrivning) => {
    const { row, kommune } = indskrivning
    const født = basis.foedselsdato[row.Personnummer]
    const versions = basis.institutioner.filter((one) => one.row.InstitutionsNr === row.InstitutionsNr)
    return monthsTouched(dayOf(row.StartDato), lastDay(runMonth))
      .map(lastDay)
      .filter((day) => isEnrolled(indskrivning, day))
      .map((day) => ({
        indskrivningId: row.IndskrivningId,
        dimTid: dimTid(day),
        dimKommune: Number(kommune),
        borger: født === undefined ? null : row.Personnummer,
        alder: alderOn(født, day),
        institution: named(versionOn(versions, day)),
        pasningstilbud: row.Pasningstilbud,
        timer: twoPlaces(row.Timer),
        fuldtidsbørn: fuldtidsbørn(row.Timer),
      }))
  })

/** Enrolments that a reader would point at. */
export interface DagtilbudFund {
  /** Hours 0 or empty. */
  readonly udenTimer: readonly string[]
  /** A day shared with another enrolment of the same child in the kommune. */
  readonly overlap: readonly string[]
  /** An institution that nobody has delivered. */
  readonly ukendtInstitution: readonly string[]
}

const OPEN = Number.POSITIVE_INFINITY

const daysOf = ({ row, slut }: KnownIndskrivning): readonly [first: number, last: number] => [
  dayOf(row.StartDato),
  slut === null ? OPEN : dayOf(slut),
]

const shareADay = (a: KnownIndskrivning, b: KnownIndskrivning): boolean => {
  const [firstOfA, lastOfA] = daysOf(a)
  const [firstOfB, lastOfB] = daysOf(b)
  return Math.max(firstOfA, firstOfB) <= Math.min(lastOfA, lastOfB)
}

/** Findings of enrolments, as `<kommune> <IndskrivningId>`. */
export const indskrivningFund = ({ indskrivninger, institutioner }: DagtilbudBasis): DagtilbudFund => {
  const named = (some: readonly KnownIndskrivning[]): string[] =>
    some.map(({ kommune, row }) => `${kommune} ${row.IndskrivningId}`).sort()
  return {
    udenTimer: named(indskrivninger.filter(({ row }) => fuldtidsbørn(row.Timer) === null)),
    overlap: named(
      indskrivninger.filter((one) =>
        indskrivninger.some(
          (other) =>
            other !== one &&
            other.kommune === one.kommune &&
            other.row.Personnummer === one.row.Personnummer &&
            shareADay(one, other),
        ),
      ),
    ),
    ukendtInstitution: named(
      indskrivninger.filter(
        ({ row }) => !institutioner.some((version) => version.row.InstitutionsNr === row.InstitutionsNr),
      ),
    ),
  }
}
