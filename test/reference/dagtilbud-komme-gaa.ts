import { isEnrolled } from './dagtilbud-fact-dagtilbud.js'
import type { DagtilbudBasis, KnownRegistrering, Scope } from './dagtilbud-rows.js'
import { fuldtidsbørn } from './dagtilbud-timer.js'
import { danish, dateOf, dimTid, lastDay } from './danish-day.js'

/** 1 Til stede, 2 Fraværende, 3 Syg. */
export type FlisRegistrering = 1 | 2 | 3

export interface KommeGåRow {
  readonly dimTid: number
  readonly dimKommune: number
  readonly institution: string
  readonly registrering: FlisRegistrering
  /** hhmm as an integer. */
  readonly start: number
  /** hhmm as an integer; −1 without an end. */
  readonly slut: number
  readonly minutter: number | null
  readonly barn: string
  /** Null: nobody that CPR knows. */
  readonly borger: string | null
  /** As a decimal with two places. */
  readonly fuldtidsbørn: string | null
}

/** Events that a reader would point at, as `<kommune> <RegistreringId>`. */
export interface KommeGåFund {
  readonly manglendeCheckud: readonly string[]
  readonly checkudUdenAnkomst: readonly string[]
}

export interface KommeGå {
  readonly rows: readonly KommeGåRow[]
  readonly fund: KommeGåFund
}

const CHECKED_OUT = 8
const NOON = 1200
const SIXTEEN_HOURS = 16 * 3_600_000

/** What an Aula status is in FLIS. The two sets of numbers have nothing to do with one another. */
const REGISTRERING: Readonly<Record<number, FlisRegistrering>> = {
  0: 2,
  1: 3,
  2: 2,
  3: 1,
  4: 1,
  5: 1,
  6: 1,
  7: 1,
}

interface Event {
  readonly known: KnownRegistrering
  readonly status: number
  readonly instant: number
  readonly day: number
  readonly clock: number
}

/** A stretch within one local date. */
interface Stretch {
  readonly day: number
  readonly registrering: FlisRegistrering
  readonly from: number
  readonly start: number
  /** Null without an end. */
  readonly to: number | null
  readonly slut: number
}

const eventOf = (known: KnownRegistrering): Event => {
  const { instant, day, clock } = danish(known.row.Tidspunkt)
  return { known, status: known.row.Status, instant, day, clock: clock ?? 0 }
}

/** By instant; at the same one 8 last, the others by RegistreringId as text. */
const inOrder = (a: Event, b: Event): number => {
  if (a.instant !== b.instant) return a.instant - b.instant
  const isOut = (event: Event): number => (event.status === CHECKED_OUT ? 1 : 0)
  if (isOut(a) !== isOut(b)) return isOut(a) - isOut(b)
  return a.known.row.RegistreringId < b.known.row.RegistreringId ? -1 : 1
}

const midnightOf = (day: number): number => danish(dateOf(day)).instant

/** Not later than 12:00, to the second. */
const isByNoon = ({ clock, known }: Event): boolean =>
  clock < NOON || (clock === NOON && /T\d\d:\d\d(:00(\.0+)?)?(Z|[+-])/.test(known.row.Tidspunkt))

/** Whether a check-out ends a presence of the date before. */
const endsOvernight = (event: Event, next: Event): boolean =>
  next.status === CHECKED_OUT &&
  next.day === event.day + 1 &&
  isByNoon(next) &&
  next.instant - event.instant <= SIXTEEN_HOURS

interface Begun {
  readonly parts: readonly Stretch[]
  /** The next event ended it. */
  readonly isEnded: boolean
}

/** The stretch that an event starts. */
const begunBy = (event: Event, next: Event | undefined): Begun => {
  const registrering = REGISTRERING[event.status]
  if (registrering === undefined) return { parts: [], isEnded: false }
  const begun = { day: event.day, registrering, from: event.instant, start: event.clock }
  if (next !== undefined && next.day === event.day)
    return { parts: [{ ...begun, to: next.instant, slut: next.clock }], isEnded: true }
  if (next !== undefined && registrering === 1 && endsOvernight(event, next)) {
    const midnight = midnightOf(next.day)
    const before = { ...begun, to: midnight, slut: 0 }
    const after = {
      day: next.day,
      registrering,
      from: midnight,
      start: 0,
      to: next.instant,
      slut: next.clock,
    }
    return { parts: [before, after], isEnded: true }
  }
  return { parts: [{ ...begun, to: null, slut: -1 }], isEnded: false }
}

/** Neighbours of one date with the same registration become one; what lasts no time has gone before. */
const merged = (stretches: readonly Stretch[]): Stretch[] => {
  const result: Stretch[] = []
  for (const stretch of stretches) {
    if (stretch.to === stretch.from) continue
    const before = result.at(-1)
    const isContinued =
      before !== undefined &&
      before.day === stretch.day &&
      before.registrering === stretch.registrering &&
      before.to === stretch.from
    if (isContinued) result[result.length - 1] = { ...before, to: stretch.to, slut: stretch.slut }
    else result.push(stretch)
  }
  return result
}

interface Found {
  readonly stretches: readonly Stretch[]
  readonly manglende: readonly Event[]
  readonly uden: readonly Event[]
}

/** Goes through the events of one child at one institution. */
const stretchesOf = (events: readonly Event[], runEnd: number): Found => {
  const stretches: Stretch[] = []
  const manglende: Event[] = []
  const uden: Event[] = []
  // Of the extract: the finding of a presence with nothing after it waits for its periode's end.
  const isPast = ({ known }: Event): boolean => Math.floor(known.extract / 1000) <= dimTid(runEnd)
  let isRunning = false
  for (const [nth, event] of events.entries()) {
    // What comes later only ends, so nothing that it would start is looked at.
    if (event.day > runEnd) break
    if (event.status === CHECKED_OUT) {
      if (!isRunning) uden.push(event)
      isRunning = false
      continue
    }
    const next = events[nth + 1]
    const { parts, isEnded } = begunBy(event, next)
    isRunning = isEnded
    stretches.push(...parts)
    const isPresence = parts[0]?.registrering === 1
    if (isPresence && !isEnded && (next !== undefined || isPast(event))) manglende.push(event)
  }
  return { stretches: merged(stretches).filter(({ day }) => day <= runEnd), manglende, uden }
}

const isOf = (a: Scope, b: Scope): boolean => a.kommune === b.kommune && a.kildesystem === b.kildesystem

const personnummerOf = (basis: DagtilbudBasis, { row, ...scope }: KnownRegistrering): string | null =>
  basis.boern.find((one) => isOf(one, scope) && one.row.BarnUuid === row.BarnUuid)?.row.Personnummer ?? null

/** The highest weight of the child's enrolments in the kommune on a day. */
const weightOn = (
  basis: DagtilbudBasis,
  kommune: string,
  personnummer: string | null,
  day: number,
): string | null =>
  basis.indskrivninger
    .filter((one) => one.kommune === kommune && one.row.Personnummer === personnummer && isEnrolled(one, day))
    .flatMap(({ row }) => fuldtidsbørn(row.Timer) ?? [])
    .sort()
    .at(-1) ?? null

/** Rows of FactDagtilbudKommeGå and its findings. Source: Dagtilbud, "FactDagtilbudKommeGå". */
export const factDagtilbudKommeGå = (basis: DagtilbudBasis, runMonth: string): KommeGå => {
  const runEnd = lastDay(runMonth)
  const told = (event: Event): string => `${event.known.kommune} ${event.known.row.RegistreringId}`
  const groups = new Map<string, Event[]>()
  for (const known of basis.registreringer) {
    const { BarnUuid, InstitutionSTIL } = known.row
    const key = JSON.stringify([known.kommune, known.kildesystem, BarnUuid, InstitutionSTIL])
    groups.set(key, [...(groups.get(key) ?? []), eventOf(known)])
  }
  const rows: KommeGåRow[] = []
  const manglende: Event[] = []
  const uden: Event[] = []
  for (const events of groups.values()) {
    const found = stretchesOf(events.sort(inOrder), runEnd)
    manglende.push(...found.manglende)
    uden.push(...found.uden)
    const first = events[0]?.known
    if (first === undefined) continue
    const personnummer = personnummerOf(basis, first)
    const isKnown = personnummer !== null && basis.foedselsdato[personnummer] !== undefined
    for (const { day, registrering, from, start, to, slut } of found.stretches)
      rows.push({
        dimTid: dimTid(day),
        dimKommune: Number(first.kommune),
        institution: first.row.InstitutionSTIL,
        registrering,
        start,
        slut,
        minutter: to === null ? null : Math.floor((to - from) / 60_000),
        barn: first.row.BarnUuid,
        borger: isKnown ? personnummer : null,
        fuldtidsbørn: weightOn(basis, first.kommune, personnummer, day),
      })
  }
  return {
    rows,
    fund: { manglendeCheckud: manglende.map(told).sort(), checkudUdenAnkomst: uden.map(told).sort() },
  }
}
