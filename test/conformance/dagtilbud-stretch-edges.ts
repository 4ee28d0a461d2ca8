import type { KommeGåRow } from '../reference/dagtilbud-komme-gaa.js'
import { dayOf, lastDay } from '../reference/danish-day.js'
import { type Drawn, EDGE_MONTH, type Edge, type Pair } from './dagtilbud-drawn.js'

const RUN_END = lastDay(EDGE_MONTH)
const SPRING = dayOf('2022-03-27')
const AUTUMN = dayOf('2022-10-30')

const isPresence = (status: number): boolean => status >= 3 && status <= 7
const some = (holds: (pair: Pair) => boolean) => (of: Drawn) => of.pairs.some(holds)
const row = (holds: (one: KommeGåRow) => boolean) => (of: Drawn) => of.rows.some(holds)

/** A presence and the check-out of the next date. */
const isNight = ({ event, next, from, to }: Pair): boolean =>
  isPresence(event.row.Status) && next.row.Status === 8 && to.day === from.day + 1

const isSameDay = ({ from, to }: Pair): boolean => from.day === to.day
const isAtOnce = ({ from, to }: Pair): boolean => from.instant === to.instant

/** Two rows that meet, of one child, institution and date. */
const meet = (of: Drawn, holds: (a: KommeGåRow, b: KommeGåRow) => boolean): boolean =>
  of.rows.some((a) =>
    of.rows.some(
      (b) =>
        a !== b &&
        a.barn === b.barn &&
        a.institution === b.institution &&
        a.dimKommune === b.dimKommune &&
        holds(a, b),
    ),
  )

export const stretchEdges: readonly Edge[] = [
  ['a presence ended the same day', some((pair) => isPresence(pair.event.row.Status) && isSameDay(pair))],
  [
    'an absence ended the same day by a check-out',
    some(
      (pair) =>
        [0, 1, 2].includes(pair.event.row.Status) &&
        pair.next.row.Status === 8 &&
        isSameDay(pair) &&
        !isAtOnce(pair),
    ),
  ],
  [
    'an absence with an event on the next date',
    some((pair) => [0, 1, 2].includes(pair.event.row.Status) && pair.to.day === pair.from.day + 1),
  ],
  ['a night', some((pair) => isNight(pair) && pair.hours <= 16 && pair.to.clock < 1200)],
  [
    'a night that ends at noon',
    some(
      (pair) =>
        isNight(pair) &&
        pair.hours <= 16 &&
        pair.to.clock === 1200 &&
        !pair.next.row.Tidspunkt.includes(':00:01'),
    ),
  ],
  [
    'a night that ends a second after noon',
    some((pair) => isNight(pair) && pair.hours <= 16 && pair.next.row.Tidspunkt.includes(':00:01')),
  ],
  [
    'a night that ends past noon within sixteen hours',
    some((pair) => isNight(pair) && pair.hours <= 16 && pair.to.clock > 1200),
  ],
  ['a night of sixteen hours', some((pair) => isNight(pair) && pair.hours === 16)],
  ['a night of more, before noon', some((pair) => isNight(pair) && pair.hours > 16 && pair.to.clock <= 1200)],
  ['a night that ends at midnight', some((pair) => isNight(pair) && pair.to.clock === 0 && pair.hours <= 16)],
  [
    'a presence with another event on the next date',
    some(
      (pair) =>
        isPresence(pair.event.row.Status) && pair.next.row.Status !== 8 && pair.to.day === pair.from.day + 1,
    ),
  ],
  [
    'a night into the day of 23 hours',
    some((pair) => isNight(pair) && pair.to.day === SPRING && pair.hours <= 16),
  ],
  [
    'a night into the day of 25 hours',
    some((pair) => isNight(pair) && pair.to.day === AUTUMN && pair.hours <= 16),
  ],
  [
    'a day on which the clock goes forward meanwhile',
    some(
      (pair) =>
        pair.from.day === SPRING &&
        isSameDay(pair) &&
        pair.from.clock < 200 &&
        pair.to.clock >= 300 &&
        isPresence(pair.event.row.Status),
    ),
  ],
  [
    'a day on which it goes back meanwhile',
    some(
      (pair) =>
        pair.from.day === AUTUMN &&
        isSameDay(pair) &&
        pair.from.clock < 200 &&
        pair.to.clock >= 300 &&
        isPresence(pair.event.row.Status),
    ),
  ],
  [
    'out before it came in, by the clock',
    row(({ start, slut }) => slut !== -1 && slut !== 0 && slut < start),
  ],
  ['two events at one instant', some(isAtOnce)],
  [
    'with another registration',
    some((pair) => isAtOnce(pair) && isPresence(pair.event.row.Status) && pair.next.row.Status <= 2),
  ],
  [
    'a check-out at the instant of a presence',
    some((pair) => isAtOnce(pair) && isPresence(pair.event.row.Status) && pair.next.row.Status === 8),
  ],
  [
    'ids whose order as text is not that of their numbers',
    some(
      (pair) =>
        isAtOnce(pair) &&
        /^r1\d/.test(pair.event.row.RegistreringId) &&
        /^r\d-/.test(pair.next.row.RegistreringId),
    ),
  ],
  [
    'neighbours that merge',
    some(
      (pair) =>
        isPresence(pair.event.row.Status) &&
        isPresence(pair.next.row.Status) &&
        isSameDay(pair) &&
        !isAtOnce(pair),
    ),
  ],
  [
    'a check-out right before the next presence',
    some((pair) => pair.event.row.Status === 8 && isPresence(pair.next.row.Status) && isSameDay(pair)),
  ],
  [
    'absent and sick side by side',
    (of) =>
      meet(
        of,
        (a, b) => a.dimTid === b.dimTid && a.slut === b.start && a.registrering === 2 && b.registrering === 3,
      ),
  ],
  [
    'seconds that are cut',
    row(
      ({ minutter, start, slut }) =>
        minutter !== null && slut > start && minutter % 60 !== (slut - start) % 60 && minutter < 600,
    ),
  ],
  ['no time by the clock', row(({ minutter }) => minutter === 0)],
  [
    'events of one child at two institutions on one day',
    (of) =>
      of.rows.some((a) =>
        of.rows.some(
          (b) =>
            a.barn === b.barn &&
            a.dimKommune === b.dimKommune &&
            a.dimTid === b.dimTid &&
            a.institution !== b.institution,
        ),
      ),
  ],
  [
    'one id in two kommuner',
    (of) => of.rows.some((a) => of.rows.some((b) => a.barn === b.barn && a.dimKommune !== b.dimKommune)),
  ],
  [
    'a stretch without an end, a presence',
    row(({ registrering, slut }) => registrering === 1 && slut === -1),
  ],
  [
    'a stretch without an end, an absence',
    row(({ registrering, slut }) => registrering !== 1 && slut === -1),
  ],
  ['a missing check-out', ({ fund }) => fund.manglendeCheckud.length > 0],
  ['a check-out of nobody', ({ fund }) => fund.checkudUdenAnkomst.length > 0],
  [
    'a check-out twice',
    some((pair) => pair.event.row.Status === 8 && pair.next.row.Status === 8 && pair.to.day <= RUN_END),
  ],
  [
    'a night over the run month’s end',
    some((pair) => isNight(pair) && pair.from.day === RUN_END && pair.hours <= 16 && pair.to.clock < 1200),
  ],
  [
    'a presence whose next event is after the run month',
    some(
      (pair) =>
        isPresence(pair.event.row.Status) &&
        pair.from.day <= RUN_END &&
        pair.to.day > RUN_END &&
        !isNight(pair),
    ),
  ],
  [
    'a presence whose periode is not past',
    (of) =>
      of.rows.filter(({ registrering, slut }) => registrering === 1 && slut === -1).length >
      of.fund.manglendeCheckud.length,
  ],
]
