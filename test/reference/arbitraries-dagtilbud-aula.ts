// Random deliveries of Aula: bursts of events of some children about the nights and months' ends that matter.

import fc from 'fast-check'
import type { AulaLeverance, Sent } from './dagtilbud-basis.js'
import type { Barn, Registrering } from './dagtilbud-rows.js'
import { danish } from './danish-day.js'

/** What may be delivered, by extract; the letter keeps two of one periode apart. */
const SLOTS = [
  '2022-03 a',
  '2022-03 b',
  '2022-08-31 a',
  '2022-09-01 a',
  '2022-10-30 a',
  '2022-10-31 a',
  '2022-10-31 b',
  '2022-11-01 a',
  '2022-11 a',
] as const
const LAST = SLOTS.length - 1

/** Days that follow each other, and the deliveries that usually bring them. */
const WINDOWS = [
  { days: ['2022-03-26', '2022-03-27', '2022-03-28'], slots: [0, 0, 1] },
  { days: ['2022-08-30', '2022-08-31', '2022-09-01'], slots: [2, 2, 3] },
  { days: ['2022-10-29', '2022-10-30', '2022-10-31'], slots: [4, 5, 6] },
  { days: ['2022-10-31', '2022-11-01', '2022-11-02'], slots: [5, 7, 8] },
] as const

const TIMES = [
  '00:00:00',
  '00:30:00',
  '01:30:00',
  '02:10:00',
  '02:50:00',
  '06:30:00',
  '07:30:00',
  '07:30:20',
  '08:00:00',
  '11:59:59',
  '12:00:00',
  '12:00:01',
  '12:30:00',
  '16:00:00',
  '16:00:40',
  '20:00:00',
  '22:00:00',
  '22:00:00',
  '23:59:59',
] as const

const STATUS = [3, 3, 3, 3, 4, 5, 6, 7, 8, 8, 8, 8, 8, 1, 1, 2, 2, 0] as const
const HOUR = 3_600_000
const OFFSETS = { Z: 0, '+01:00': 1, '+02:00': 2, '-04:00': -4 } as const

/** An instant as a text with an offset. */
const written = (instant: number, offset: keyof typeof OFFSETS): string =>
  `${new Date(instant + OFFSETS[offset] * HOUR).toISOString().slice(0, 19)}${offset}`

/** A local time with summer time's offset. */
const summer = (local: string): string => written(danish(local).instant, '+02:00')

const tidspunkt = (days: readonly string[]): fc.Arbitrary<string> =>
  fc
    .record({
      day: fc.constantFrom(...days),
      time: fc.constantFrom(...TIMES),
      isAgain: fc.boolean(),
      offset: fc.constantFrom<keyof typeof OFFSETS>('Z', '+01:00', '+02:00', '+02:00', '-04:00'),
    })
    .map(({ day, time, isAgain, offset }) => {
      const { instant } = danish(`${day}T${time}`)
      // The hour that October has twice.
      const isTwice = day === '2022-10-30' && time.startsWith('02')
      return written(instant + (isTwice && isAgain ? HOUR : 0), offset)
    })

type Change = 'none' | 'repeat' | 'time' | 'status' | 'barn' | 'institution' | 'there and back' | 'broken'
const CHANGES: readonly Change[] = [
  ...Array.from({ length: 14 }, () => 'none' as const),
  'repeat',
  'time',
  'status',
  'barn',
  'institution',
  'there and back',
  'broken',
]
type Form = 'one' | 'twice' | 'both' | 'status' | 'no offset'
const FORMS: readonly Form[] = [
  ...Array.from({ length: 26 }, () => 'one' as const),
  'twice',
  'both',
  'status',
  'no offset',
]

const CHILDREN = ['b1', 'b2', 'b3'] as const
const INSTITUTIONS = ['751001', '751001', '751002'] as const

interface DrawnEvent {
  readonly row: Omit<Registrering, 'RegistreringId'>
  readonly other: Omit<Registrering, 'RegistreringId'>
  readonly id: number
  readonly slot: number
  readonly later: readonly [number, number]
  readonly change: Change
  readonly form: Form
}

type Window = (typeof WINDOWS)[number]

/** How an event is sent, and what a later delivery makes of it. */
const sending = ({ days, slots }: Window, content: fc.Arbitrary<DrawnEvent['row']>) => ({
  other: fc.tuple(content, tidspunkt(days)).map(([row, Tidspunkt]) => ({ ...row, Tidspunkt })),
  // As text 10 stands before 9.
  id: fc.integer({ min: 5, max: 14 }),
  slot: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom<number>(...slots) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: LAST }) },
  ),
  later: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 })),
  change: fc.constantFrom(...CHANGES),
  form: fc.constantFrom(...FORMS),
})

interface Place {
  readonly window: Window
  readonly barn: string
  readonly institution: string
}

/** Anything at any of the times. */
const busy = ({ window, barn, institution }: Place): fc.Arbitrary<readonly DrawnEvent[]> => {
  const row = fc.record({
    BarnUuid: fc.constant(barn),
    InstitutionSTIL: fc.constantFrom(institution, institution, institution, institution, '751002'),
    Status: fc.constantFrom(...STATUS),
    Tidspunkt: tidspunkt(window.days),
  })
  return fc.array(fc.record({ row, ...sending(window, row) }), { minLength: 1, maxLength: 7 })
}

const EVENINGS = ['16:00:00', '16:00:00', '20:00:00', '20:00:40', '22:00:00', '23:59:59'] as const
const MORNINGS = ['00:00:00', '06:30:00', '08:00:00', '12:00:00', '12:00:01', '12:30:00'] as const

/** In, and out on the next day; or, on the day of 25 hours, an hour that comes twice. */
const night = ({ window, barn, institution }: Place): fc.Arbitrary<readonly DrawnEvent[]> =>
  fc
    .record({
      nth: fc.constantFrom(0, 1),
      evening: fc.constantFrom(...EVENINGS),
      morning: fc.constantFrom(...MORNINGS),
      isTwice: fc.boolean(),
    })
    .chain(({ nth, evening, morning, isTwice }) => {
      const at = (Status: number, Tidspunkt: string): fc.Arbitrary<DrawnEvent['row']> =>
        fc.constant({ BarnUuid: barn, InstitutionSTIL: institution, Status, Tidspunkt })
      const [from, to] = [window.days[nth] ?? '', window.days[nth + 1] ?? '']
      const isDoubled = isTwice && window.days[1] === '2022-10-30'
      const first = at(3, isDoubled ? '2022-10-30T02:50:00+02:00' : summer(`${from}T${evening}`))
      const last = at(8, isDoubled ? '2022-10-30T02:10:00+01:00' : summer(`${to}T${morning}`))
      return fc.tuple(
        fc.record({ row: first, ...sending(window, first) }),
        fc.record({ row: last, ...sending(window, last) }),
      )
    })

const burst = fc
  .record({
    window: fc.constantFrom(...WINDOWS),
    barn: fc.constantFrom(...CHILDREN),
    institution: fc.constantFrom(...INSTITUTIONS),
  })
  .chain((place) => fc.oneof({ weight: 3, arbitrary: busy(place) }, { weight: 1, arbitrary: night(place) }))

const good = (row: Registrering): Sent<Registrering> => ({ row, broken: false })

const changed = (
  { change, other }: DrawnEvent,
  row: Registrering,
): readonly (readonly [steps: 1 | 2, sent: Sent<Registrering>])[] => {
  const once = (but: Partial<Registrering>) => [[1, good({ ...row, ...but })]] as const
  const forms: Record<Change, readonly (readonly [1 | 2, Sent<Registrering>])[]> = {
    none: [],
    repeat: once({}),
    time: once({ Tidspunkt: other.Tidspunkt }),
    status: once({ Status: other.Status }),
    barn: once({ BarnUuid: row.BarnUuid === 'b1' ? 'b2' : 'b1' }),
    institution: once({ InstitutionSTIL: row.InstitutionSTIL === '751001' ? '751002' : '751001' }),
    'there and back': [
      [1, good({ ...row, Tidspunkt: other.Tidspunkt })],
      [2, good(row)],
    ],
    broken: [[1, { row: { ...row, Status: 10 }, broken: true }]],
  }
  return forms[change]
}

const first = ({ form, other }: DrawnEvent, row: Registrering): readonly Sent<Registrering>[] => {
  const forms: Record<Form, readonly Sent<Registrering>[]> = {
    one: [good(row)],
    twice: [good(row), good(row)],
    both: [good(row), good({ ...row, Status: other.Status })],
    status: [{ row: { ...row, Status: 9 }, broken: true }],
    'no offset': [{ row: { ...row, Tidspunkt: row.Tidspunkt.slice(0, 19) }, broken: true }],
  }
  return forms[form]
}

interface Placed {
  readonly slot: number
  readonly events: readonly Sent<Registrering>[]
  readonly boern: readonly Sent<Barn>[]
}

const placedEvents = (event: DrawnEvent, nth: number): Placed[] => {
  const row = { RegistreringId: `r${event.id}-${nth}`, ...event.row }
  const place = (steps: 0 | 1 | 2): number =>
    Math.min(LAST, event.slot + (steps > 0 ? event.later[0] : 0) + (steps > 1 ? event.later[1] : 0))
  return [
    { slot: event.slot, events: first(event, row), boern: [] },
    // In one delivery with what it changes it would be another form.
    ...changed(event, row)
      .filter(([steps]) => place(steps) > place(steps === 2 ? 1 : 0))
      .map(([steps, sent]) => ({ slot: place(steps), events: [sent], boern: [] })),
  ]
}

/** Which child: now one, later another or nobody. */
const barn = (persons: readonly string[]): fc.Arbitrary<Placed[]> =>
  fc
    .uniqueArray(
      fc.record({
        uuid: fc.constantFrom(...CHILDREN),
        slot: fc.integer({ min: 0, max: LAST }),
        person: fc.constantFrom(...persons, ...persons, null),
      }),
      { maxLength: 5, selector: ({ uuid, slot }) => `${uuid} ${slot}` },
    )
    .map((told) =>
      told.map(({ uuid, slot, person }) => ({
        slot,
        events: [],
        boern: [{ row: { BarnUuid: uuid, Personnummer: person }, broken: false }],
      })),
    )

const delivered = (kommune: string, placed: readonly Placed[]): AulaLeverance[] => {
  const bySlot = SLOTS.flatMap((slot, nth) => {
    const own = placed.filter((one) => one.slot === nth)
    const boern = own.flatMap((one) => one.boern)
    return own.length === 0
      ? []
      : [
          {
            periode: slot.split(' ')[0] ?? '',
            registreringer: own.flatMap(({ events }) => events),
            boern: boern.length === 0 ? null : boern,
          },
        ]
  })
  return bySlot.map((one, nth) => ({
    kommune,
    kildesystem: 'Aula',
    loebenr: String(
      1 + bySlot.slice(0, nth).filter(({ periode }) => periode === one.periode).length,
    ).padStart(3, '0'),
    ...one,
  }))
}

/** Deliveries of one kommune. */
export const aulaOf = (kommune: string, persons: readonly string[]): fc.Arbitrary<AulaLeverance[]> =>
  fc
    .tuple(fc.array(burst, { minLength: 1, maxLength: 5 }), barn(persons))
    .map(([bursts, boern]) => delivered(kommune, [...bursts.flat().flatMap(placedEvents), ...boern]))
