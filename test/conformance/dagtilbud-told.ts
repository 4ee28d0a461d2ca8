// How an example of Dagtilbud is told: children, institutions and enrolments by letters, events by status and time, and
// the rows that follow, typed by hand. From it come the deliveries, for the plain models one example at a time, for the
// pipeline all of them in one warehouse.

import type {
  AulaLeverance,
  DagtilbudHistory,
  DagtilbudLeverance,
  Sent,
} from '../reference/dagtilbud-basis.js'
import type { DagtilbudRow } from '../reference/dagtilbud-fact-dagtilbud.js'
import type { KommeGåRow } from '../reference/dagtilbud-komme-gaa.js'
import type { Barn, Indskrivning, Institution, Registrering } from '../reference/dagtilbud-rows.js'
import { dateOf, dayOf } from '../reference/danish-day.js'

export const RUN_MONTH = '2026-10'
/** A Monday; times without a date are this one's, in summer time. */
const BASE = '2026-10-05'

/** Months of a kommune that delivers enrolments by the month, days of one that does so by the day. */
const BY_MONTH = ['2026-08', '2026-09', '2026-10'] as const
const BY_DAY = ['2026-08-15', '2026-09-10', '2026-10-31'] as const
type Periode = (typeof BY_MONTH)[number] | (typeof BY_DAY)[number]

interface Where {
  /** `<periode> <løbenr>` of the delivery. */
  readonly in?: string
  readonly kommune?: string
}

/** `<status> [+<days>] <time>` or `<status> <timestamp>`; then what is not as usual. */
export type ToldEvent =
  | string
  | readonly [
      event: string,
      but: Where & {
        readonly id?: string
        readonly barn?: string
        readonly institution?: string
        readonly broken?: true
      },
    ]

export interface ToldBarn extends Where {
  readonly barn?: string
  /** A letter; null is empty. */
  readonly person: string | null
}

/** A full delivery holds it in the months or days named, in all that the kommune has where none are. */
interface Held {
  readonly held?: readonly Periode[]
  readonly kommune?: string
}

export interface ToldIndskrivning extends Held {
  readonly id?: string
  readonly person?: string
  readonly institution?: string
  readonly tilbud?: string
  readonly fra?: string
  readonly til?: string
  /** With a decimal point; 37 where none is said. */
  readonly timer?: string | null
  readonly broken?: true
}

export interface ToldInstitution extends Held {
  readonly letter: string
  readonly navn?: string
}

export interface DagtilbudExample {
  readonly name: string
  readonly events?: readonly ToldEvent[]
  readonly børn?: readonly ToldBarn[]
  readonly indskrevet?: readonly ToldIndskrivning[]
  readonly institutioner?: readonly ToldInstitution[]
  /** The run month's next one, where it is told as of that. */
  readonly month?: '2026-11'
  /** `[<date or +days>] <registrering> <start>–<slut> (<minutes>)`, then `b` another child, `=` weight, `@` institution. */
  readonly kommeGå?: readonly string[]
  /** `<month> <person> <age> <timer> <fuldtidsbørn> <institution and first day>` */
  readonly fakta?: readonly string[]
  readonly manglende?: number
  readonly uden?: number
  readonly udenTimer?: number
  readonly overlap?: number
  readonly ukendtInstitution?: number
}

/** A made-up number; each example has numbers of its own. The letter is the day of birth in January 2021. */
const personOf = (nr: number, letter: string): string =>
  `${String(letter.charCodeAt(0) - 64).padStart(2, '0')}01214${String(nr).padStart(3, '0')}`

/** The one whom CPR does not know. */
const UNKNOWN = 'U'

const bornOf = (letter: string): string => `2021-01-${String(letter.charCodeAt(0) - 64).padStart(2, '0')}`

const institutionOf = (nr: number, letter: string): string => `${100 + nr}00${letter.charCodeAt(0) - 96}`

const STIL = { A: '751001', B: '751002' } as const
const stilOf = (letter: string | undefined): string => (letter === 'B' ? STIL.B : STIL.A)

const timestampOf = (text: string): string => {
  if (text.includes('T')) return text
  const [days, time = ''] = text.startsWith('+') ? text.split(' ') : ['+0', text]
  return `${dateOf(dayOf(BASE) + Number(days))}T${time}${time.length === 5 ? ':00' : ''}+02:00`
}

const KOMMUNE = '0751'
const USUAL = `${RUN_MONTH} 001`

interface Placed<R> {
  readonly kommune: string
  readonly in: string
  readonly sent: Sent<R>
}

const eventsOf = (nr: number, { events = [] }: DagtilbudExample): Placed<Registrering>[] =>
  events.map((told, nth) => {
    const [event, but] = typeof told === 'string' ? [told, {}] : told
    const [status = ''] = event.split(' ')
    return {
      kommune: but.kommune ?? KOMMUNE,
      in: but.in ?? USUAL,
      sent: {
        row: {
          RegistreringId: `e${nr}-${but.id ?? `n${String(nth).padStart(2, '0')}`}`,
          BarnUuid: `e${nr}-${but.barn ?? 'a'}`,
          InstitutionSTIL: stilOf(but.institution),
          Status: Number(status),
          Tidspunkt: timestampOf(event.slice(status.length + 1)),
        },
        broken: but.broken ?? false,
      },
    }
  })

const børnOf = (nr: number, { børn = [] }: DagtilbudExample): Placed<Barn>[] =>
  børn.map(({ kommune, barn = 'a', person, in: delivery }) => ({
    kommune: kommune ?? KOMMUNE,
    in: delivery ?? USUAL,
    sent: {
      row: { BarnUuid: `e${nr}-${barn}`, Personnummer: person === null ? null : personOf(nr, person) },
      broken: false,
    },
  }))

const placesOf = <R>(kommune: string, { held }: Held, sent: Sent<R>): Placed<R>[] =>
  (held ?? (kommune === KOMMUNE ? BY_MONTH : BY_DAY)).map((periode) => ({
    kommune,
    in: `${periode} 001`,
    sent,
  }))

const indskrivningerOf = (nr: number, { indskrevet = [] }: DagtilbudExample): Placed<Indskrivning>[] =>
  indskrevet.flatMap((told, nth) =>
    placesOf(told.kommune ?? KOMMUNE, told, {
      row: {
        IndskrivningId: `e${nr}-${told.id ?? `n${nth}`}`,
        Personnummer: personOf(nr, told.person ?? 'A'),
        InstitutionsNr: institutionOf(nr, told.institution ?? 'a'),
        Pasningstilbud: told.tilbud ?? 'Børnehave',
        StartDato: told.fra ?? '2026-08-01',
        SlutDato: told.til ?? null,
        Timer: told.timer === undefined ? '37' : told.timer,
      },
      broken: told.broken ?? false,
    }),
  )

const institutionerOf = (nr: number, { institutioner = [] }: DagtilbudExample): Placed<Institution>[] =>
  institutioner.flatMap((told) =>
    placesOf(told.kommune ?? KOMMUNE, told, {
      row: {
        InstitutionsNr: institutionOf(nr, told.letter),
        Navn: told.navn ?? 'Æblehaven',
        Ejerform: 'Selvejende',
        AdmKommuneKode: told.kommune ?? KOMMUNE,
      },
      broken: false,
    }),
  )

const at = <R>(rows: readonly Placed<R>[], kommune: string, delivery: string): Sent<R>[] =>
  rows.filter((row) => row.kommune === kommune && row.in === delivery).map(({ sent }) => sent)

type Numbered = readonly (readonly [nr: number, example: DagtilbudExample])[]

/** The deliveries that tell some examples. */
export const historyOf = (examples: Numbered): DagtilbudHistory => {
  const events = examples.flatMap(([nr, one]) => eventsOf(nr, one))
  const børn = examples.flatMap(([nr, one]) => børnOf(nr, one))
  const indskrevet = examples.flatMap(([nr, one]) => indskrivningerOf(nr, one))
  const institutioner = examples.flatMap(([nr, one]) => institutionerOf(nr, one))
  const places = [...new Set([...events, ...børn].map((row) => `${row.kommune} ${row.in}`))].sort()
  // The order of arrival does not matter.
  const aula = places.reverse().map((place): AulaLeverance => {
    const [kommune = '', periode = '', loebenr = ''] = place.split(' ')
    const children = at(børn, kommune, `${periode} ${loebenr}`)
    return {
      kommune,
      kildesystem: 'Aula',
      periode,
      loebenr,
      registreringer: at(events, kommune, `${periode} ${loebenr}`),
      boern: children.length === 0 ? null : children,
    }
  })
  const full = (kommune: string, perioder: readonly string[]): DagtilbudLeverance[] =>
    perioder.map((periode) => ({
      kommune,
      kildesystem: 'TEST',
      periode,
      loebenr: '001',
      indskrivninger: at(indskrevet, kommune, `${periode} 001`),
      institutioner: at(institutioner, kommune, `${periode} 001`),
    }))
  const letters = ['A', 'B', 'C'] as const
  return {
    aula,
    dagtilbud: [...full(KOMMUNE, BY_MONTH), ...full('0461', BY_DAY)].reverse(),
    personer: [
      {
        periode: '2026-08',
        rows: Object.fromEntries(
          examples.flatMap(([nr]) => letters.map((letter) => [personOf(nr, letter), bornOf(letter)])),
        ),
      },
    ],
  }
}

const time = (clock: number): string =>
  clock === -1
    ? '(−1)'
    : `${String(Math.floor(clock / 100)).padStart(2, '0')}:${String(clock % 100).padStart(2, '0')}`

const dateOfTid = (tid: number): string => String(tid).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3')

const dayText = (tid: number): string => {
  const date = dateOfTid(tid)
  const days = dayOf(date) - dayOf(BASE)
  if (days === 0) return ''
  return days > 0 && days < 7 ? `+${days} ` : `${date} `
}

const letterOf = (nr: number, person: string | null): string =>
  person === null ? UNKNOWN : (['A', 'B', 'C'].find((letter) => personOf(nr, letter) === person) ?? person)

/** A row of KommeGå as examples tell it; kommune and citizen only where they are told. */
export const kommeGåText = (nr: number, row: KommeGåRow): string => {
  const child = row.barn.slice(`e${nr}-`.length)
  return [
    `${dayText(row.dimTid)}${row.registrering} ${time(row.start)}–${time(row.slut)}`,
    ...(row.minutter === null ? [] : [`(${row.minutter})`]),
    ...(child === 'a' ? [] : [child]),
    ...(row.borger === null ? [] : [letterOf(nr, row.borger)]),
    ...(row.fuldtidsbørn === null ? [] : [`=${row.fuldtidsbørn}`]),
    ...(row.institution === STIL.A ? [] : ['@B']),
    ...(row.dimKommune === 751 ? [] : [String(row.dimKommune)]),
  ].join(' ')
}

/** A row of FactDagtilbud as examples tell it. */
export const faktaText = (nr: number, row: DagtilbudRow): string => {
  const [number = '', fra = ''] = (row.institution ?? '').split(' ')
  const letter = ['a', 'b', 'c'].find((one) => institutionOf(nr, one) === number)
  return [
    dateOfTid(row.dimTid).slice(0, 7),
    letterOf(nr, row.borger),
    String(row.alder),
    row.timer ?? '–',
    row.fuldtidsbørn ?? '–',
    row.institution === null ? '–' : `${letter ?? number} ${fra}`,
    ...(row.pasningstilbud === 'Børnehave' ? [] : [row.pasningstilbud]),
    ...(row.dimKommune === 751 ? [] : [String(row.dimKommune)]),
  ].join(' ')
}

/** Whether something of the warehouse belongs to an example. */
export const isOf = (nr: number, id: string): boolean => id.startsWith(`e${nr}-`)
