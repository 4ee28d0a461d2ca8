import {
  addDays,
  addMonths,
  lastDay,
  type Month,
  monthIndex,
  monthOfIndex,
  NATIONAL,
  periodeEnd,
  type Session,
  sha256Text,
} from '@flis/core'
import { deliversDaily } from '../fsiii/rapporter.js'
import type { CheckedOptions } from '../options.js'
import type { DeliveryFaultKind, SampleKilde } from '../report.js'

/** One delivery to write. */
export interface PlannedDelivery {
  /** Number within the sample, from 1, in the order of arrival. */
  readonly nr: number
  readonly kilde: SampleKilde
  readonly kommune: string
  readonly periode: string
  readonly loebenr: number
  /** The day as of which the world is shown; for FSIII the day whose reports it holds. */
  readonly shown: string
  readonly type: 'F' | 'D'
  /** FSIII: how many good lines it has. */
  readonly lines?: number
  readonly fault?: DeliveryFaultKind
  /** Aula: it tells of what came after this day. */
  readonly since?: string
  /** Aula: the sample's first day. */
  readonly first?: string
}

const SENDERS = {
  KY: 'NC',
  FSIII: 'Trifork',
  FSIIIKoder: 'KOMBIT',
  CPR: 'CPR',
  LIFA: 'LIFA',
  FLISDagtilbud: 'INST',
  Aula: 'Aula',
} as const

/** Who sends a Kilde's deliveries, by right. */
export const senderOf = (kilde: keyof typeof SENDERS): string => SENDERS[kilde]

const EXTENSIONS = {
  KY: 'zip',
  FSIII: 'ndjson',
  CPR: 'zip',
  LIFA: 'csv',
  FLISDagtilbud: 'zip',
  Aula: 'zip',
} as const

/** `KY_0751_2022-10_001_F.zip` and the like. */
export const fileNameOf = (delivery: Omit<PlannedDelivery, 'nr' | 'shown'>): string => {
  const loebenr = String(delivery.loebenr).padStart(3, '0')
  const { kilde, kommune, periode, type } = delivery
  return `${kilde}_${kommune}_${periode}_${loebenr}_${type}.${EXTENSIONS[kilde]}`
}

const monthsOf = (from: Month, to: Month): readonly Month[] =>
  Array.from({ length: monthIndex(to) - monthIndex(from) + 1 }, (_, n) => monthOfIndex(monthIndex(from) + n))

type Undecided = Omit<PlannedDelivery, 'nr'>

const kyDeliveries = (options: CheckedOptions): readonly Undecided[] =>
  monthsOf(options.from, options.to).flatMap((month) =>
    options.kommuner.map((kommune) => ({
      kilde: 'KY' as const,
      kommune,
      periode: month,
      loebenr: 1,
      shown: lastDay(month),
      type: 'F' as const,
    })),
  )

/** A day or month in which nothing was reported has no delivery. */
const fsiiiDeliveries = async (session: Session): Promise<readonly Undecided[]> => {
  const rows = await session.rows(`
    select
      kommune,
      leveret::varchar as leveret,
      max(linje) as lines
    from rapporter
    group by kommune, leveret
    order by leveret, kommune`)
  return rows.map((row) => {
    const kommune = String(row.kommune).padStart(4, '0')
    const shown = String(row.leveret)
    const periode = deliversDaily(kommune) ? shown : shown.slice(0, 7)
    const lines = Number(row.lines)
    return { kilde: 'FSIII' as const, kommune, periode, loebenr: 1, shown, type: 'D' as const, lines }
  })
}

/** Every day of the months. */
const daysOf = (from: Month, to: Month): readonly string[] => {
  const days: string[] = []
  for (let day = `${from}-01`; day <= lastDay(to); day = addDays(day, 1)) days.push(day)
  return days
}

/** CPR: first all persons, then those of whom something changed. LIFA: all addresses, each month. */
const borgerDeliveries = ({ from, to, daily }: CheckedOptions): readonly Undecided[] => {
  const whole = { kommune: NATIONAL, loebenr: 1 } as const
  const cpr = daily
    ? daysOf(from, to).map((day) => ({ periode: day, shown: day }))
    : monthsOf(from, to).map((month) => ({ periode: month as string, shown: lastDay(month) }))
  return [
    ...cpr.map((each, turn) => ({
      ...whole,
      ...each,
      kilde: 'CPR' as const,
      type: turn === 0 ? ('F' as const) : ('D' as const),
    })),
    ...monthsOf(from, to).map((month) => ({
      ...whole,
      kilde: 'LIFA' as const,
      periode: month,
      shown: lastDay(month),
      type: 'F' as const,
    })),
  ]
}

/** Working days: Monday's delivery tells of the weekend too, the first one of all that is before it. */
const isWorkingDay = (day: string): boolean => {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
  return weekday > 0 && weekday < 6
}

/** Enrolments full each month; Aula each month, or each working day. */
const dagtilbudDeliveries = ({ kommuner, from, to, daily }: CheckedOptions): readonly Undecided[] => {
  const first = `${from}-01`
  const ends = daily
    ? daysOf(from, to)
        .filter(isWorkingDay)
        .map((day) => ({ periode: day, shown: day }))
    : monthsOf(from, to).map((month) => ({ periode: month as string, shown: lastDay(month) }))
  return kommuner.flatMap((kommune): readonly Undecided[] => [
    ...monthsOf(from, to).map((month) => ({
      kilde: 'FLISDagtilbud' as const,
      kommune,
      periode: month,
      loebenr: 1,
      shown: lastDay(month),
      type: 'F' as const,
    })),
    ...ends.map((each, turn) => ({
      ...each,
      kilde: 'Aula' as const,
      kommune,
      loebenr: 1,
      since: ends[turn - 1]?.shown ?? addDays(first, -1),
      first,
      type: 'D' as const,
    })),
  ])
}

const KILDER: readonly SampleKilde[] = ['KY', 'FSIII', 'CPR', 'LIFA', 'FLISDagtilbud', 'Aula']

/** Any sender is right for FLISDagtilbud: there a wrong one would be another system. */
const KINDS: Partial<Record<SampleKilde, readonly DeliveryFaultKind[]>> = {
  KY: ['corrected', 'duplicate', 'wrong-sender'],
  FLISDagtilbud: ['corrected', 'duplicate'],
}

const faultOf = (kilde: SampleKilde, turn: number): DeliveryFaultKind => {
  const kinds = KINDS[kilde] ?? (['duplicate', 'wrong-sender'] as const)
  return kinds[turn % kinds.length] ?? 'duplicate'
}

/**
 * The share of faulty deliveries per Kilde, at least three of them when there is any share: each kind once.
 * Which ones it hits is drawn by hash; the kinds take turns.
 */
const faulty = (
  options: CheckedOptions,
  deliveries: readonly Undecided[],
): ReadonlyMap<string, DeliveryFaultKind> => {
  const found = new Map<string, DeliveryFaultKind>()
  if (options.faultsPpm === 0) return found
  for (const kilde of KILDER) {
    const own = deliveries.filter((each) => each.kilde === kilde).map(fileNameOf)
    if (own.length === 0) continue
    const hits = own
      .map((name) => ({ name, drawn: sha256Text(`${options.seed}|${name}`) }))
      .sort((a, b) => a.drawn.localeCompare(b.drawn))
      .slice(0, Math.max(3, Math.ceil((own.length * options.faultsPpm) / 1_000_000)))
    hits.forEach(({ name }, turn) => {
      found.set(name, faultOf(kilde, turn))
    })
  }
  return found
}

/**
 * Every delivery of the sample in the order of arrival, one that corrects another right after it. A corrected
 * KY or FLISDagtilbud delivery first comes with the extract of the month before, sent by mistake; løbenr 2 is the right one.
 */
export const plannedDeliveries = async (
  session: Session,
  options: CheckedOptions,
): Promise<readonly PlannedDelivery[]> => {
  const areas = new Set(options.areas)
  const all = [
    ...(areas.has('KY') ? kyDeliveries(options) : []),
    ...(areas.has('FSIII') ? await fsiiiDeliveries(session) : []),
    ...(areas.has('Borger') ? borgerDeliveries(options) : []),
    ...(areas.has('Dagtilbud') ? dagtilbudDeliveries(options) : []),
  ].sort(
    (a, b) =>
      periodeEnd(a.periode).localeCompare(periodeEnd(b.periode)) ||
      a.kilde.localeCompare(b.kilde) ||
      a.kommune.localeCompare(b.kommune),
  )
  const faults = faulty(options, all)
  return all
    .flatMap((each): readonly Undecided[] => {
      const fault = faults.get(fileNameOf(each))
      if (fault === undefined) return [each]
      if (fault !== 'corrected') return [{ ...each, fault }]
      const early = lastDay(addMonths(each.periode as Month, -1))
      return [
        { ...each, shown: early, fault },
        { ...each, loebenr: 2 },
      ]
    })
    .map((each, index) => ({ ...each, nr: index + 1 }))
}
