import fc from 'fast-check'
import { writeTinyZip } from '../faults/tiny-zip.js'
import type { IntakeRow } from '../reference/intake-states.js'
import { type Delivered, ODDITIES, type Oddity, withBytes } from './delivered.js'

const HEADER = 'RegistreringId;BarnUuid;InstitutionSTIL;Status;Tidspunkt'
const WEEKS = ['2022-03-07', '2022-03-07', '2022-03-14'] as const

interface Line {
  readonly text: string
  readonly row: IntakeRow
}

const event = (nth: number, status: string): Line => ({
  text: `reg-${nth};barn-${nth % 3};G12345;${status};2022-03-07T0${nth % 10}:00:00+01:00`,
  row: {
    contract: 'AulaRegistrering',
    key: `reg-${nth}`,
    content: status,
    codes: status === '99' ? ['R310'] : [],
    keyReadable: true,
  },
})

const linesOf = (nth: number, status: string, oddity: Oddity): readonly Line[] => {
  const plain = event(nth, status)
  switch (oddity) {
    case 'none':
      return [plain]
    case 'twice':
      return [plain, plain]
    case 'two contents':
      return [plain, event(nth, '8')]
    case 'refused':
      return [event(nth, '99')]
    case 'broken line':
      return [{ text: `${plain.text};;`, row: { ...plain.row, codes: ['R002'], keyReadable: false } }]
  }
}

const aulaDelivery = (
  periode: string,
  loebenr: number,
  events: readonly (readonly [number, string, Oddity])[],
  failing: boolean,
): Delivered => {
  const lines = [
    ...events.flatMap(([nth, status, oddity]) => linesOf(nth, status, oddity)),
    ...(failing ? Array.from({ length: 22 }, (_, nth) => event(100 + nth, '99')) : []),
  ]
  const text = [HEADER, ...lines.map((each) => each.text), ''].join('\n')
  return withBytes(
    {
      kilde: 'Aula',
      kommune: '0461',
      kildesystem: 'Aula',
      fileName: `Aula_0461_${periode}_${String(loebenr).padStart(3, '0')}_D.zip`,
      periode,
      loebenr,
      type: 'D',
      rows: lines.map((each) => each.row),
    },
    text,
    () => writeTinyZip([{ name: 'AulaRegistrering.csv', bytes: Buffer.from(text) }]),
  )
}

const events = fc.uniqueArray(
  fc.tuple(fc.nat({ max: 7 }), fc.constantFrom('3', '4'), fc.constantFrom(...ODDITIES)),
  { selector: ([nth]) => nth, maxLength: 5 },
)

/** Weeks of registrations, several deliveries in each; the same registration comes again with other content. */
export const aulaDeliveries: fc.Arbitrary<readonly Delivered[]> = fc
  .array(
    fc.record({
      week: fc.constantFrom(...WEEKS),
      loebenr: fc.integer({ min: 1, max: 3 }),
      events,
      failing: fc.constantFrom(false, false, false, false, true),
    }),
    { minLength: 2, maxLength: 6 },
  )
  .map((drawn) =>
    drawn
      .filter(
        ({ week, loebenr }, at) =>
          drawn.findIndex((each) => each.week === week && each.loebenr === loebenr) === at,
      )
      .map((each) => aulaDelivery(each.week, each.loebenr, each.events, each.failing)),
  )
