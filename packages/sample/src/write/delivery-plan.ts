import {
  addMonths,
  lastDay,
  type Month,
  monthIndex,
  monthOfIndex,
  periodeEnd,
  type Session,
  sha256Text,
} from '@flis/core'
import { deliversDaily } from '../fsiii/rapporter.js'
import type { CheckedOptions, SampleArea } from '../options.js'
import type { DeliveryFaultKind } from '../report.js'

/** One delivery to write. */
export interface PlannedDelivery {
  /** Number within the sample, from 1, in the order of arrival. */
  readonly nr: number
  readonly kilde: SampleArea
  readonly kommune: string
  readonly periode: string
  readonly loebenr: number
  /** The day as of which the world is shown; for FSIII the day whose reports it holds. */
  readonly shown: string
  /** FSIII: how many good lines it has. */
  readonly lines?: number
  readonly fault?: DeliveryFaultKind
}

const SENDERS = { KY: 'NC', FSIII: 'Trifork', FSIIIKoder: 'KOMBIT' } as const

/** Who sends a Kilde's deliveries, by right. */
export const senderOf = (kilde: keyof typeof SENDERS): string => SENDERS[kilde]

/** `KY_0751_2022-10_001_F.zip` and the like. */
export const fileNameOf = (delivery: Omit<PlannedDelivery, 'nr' | 'shown'>): string => {
  const ending = delivery.kilde === 'KY' ? 'F.zip' : 'D.ndjson'
  const loebenr = String(delivery.loebenr).padStart(3, '0')
  return `${delivery.kilde}_${delivery.kommune}_${delivery.periode}_${loebenr}_${ending}`
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
    return { kilde: 'FSIII' as const, kommune, periode, loebenr: 1, shown, lines: Number(row.lines) }
  })
}

const faultOf = (kilde: SampleArea, turn: number): DeliveryFaultKind => {
  const kinds: readonly DeliveryFaultKind[] =
    kilde === 'KY' ? ['corrected', 'duplicate', 'wrong-sender'] : ['duplicate', 'wrong-sender']
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
  for (const kilde of options.areas) {
    const own = deliveries.filter((each) => each.kilde === kilde).map(fileNameOf)
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
 * KY delivery first comes with the extract of the month before, sent by mistake; løbenr 2 is the right one.
 */
export const plannedDeliveries = async (
  session: Session,
  options: CheckedOptions,
): Promise<readonly PlannedDelivery[]> => {
  const areas = new Set(options.areas)
  const all = [
    ...(areas.has('KY') ? kyDeliveries(options) : []),
    ...(areas.has('FSIII') ? await fsiiiDeliveries(session) : []),
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
