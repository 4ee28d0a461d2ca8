import fc from 'fast-check'
import { writeTinyZip } from '../faults/tiny-zip.js'
import type { IntakeRow } from '../reference/intake-states.js'
import { type Delivered, ODDITIES, type Oddity, withBytes } from './delivered.js'

const SCOPES = [
  { kommune: '0751', kildesystem: 'NC' },
  { kommune: '0751', kildesystem: 'KYB' },
  { kommune: '0461', kildesystem: 'NC' },
] as const
const MONTHS = ['2022-01', '2022-02', '2022-03', '2022-04'] as const

const HEADERS = {
  KYSag:
    'SagId;KleNummer;YdelsesmodtagerCpr;BevillingsmodtagerCpr;SagsbehandlerId;OrganisationId;OprettetDato',
  KYSagTilstand: 'SagId;Sekvens;Tilstand;FraDato',
  KYYdelse: 'YdelseId;SagId;Ydelsesart;Ydelsestype;StartDato;SlutDato',
  KYOpgave:
    'OpgaveId;SagId;Opgavetype;BorgerCpr;SagsbehandlerId;OrganisationId;Tilstand;OprettetDato;AfsluttetDato',
  KYAfgoerelse: 'AfgoerelseId;RaekkeNr;SagId;Afgoerelsestype;AfgoerelseTidspunkt',
} as const

interface Line {
  readonly text: string
  readonly row: IntakeRow
}

const sag = (key: string, content: string, bad = false): Line => ({
  text: `${key};${content};${bad ? '3002410001' : '0101410001'};;;;2022-01-03`,
  row: { contract: 'KYSag', key, content, codes: bad ? ['R105'] : [], keyReadable: true },
})

const brokenLine = (key: string): Line => ({
  text: `${key};32.24.04;0101410001;;;;2022-01-03;;`,
  row: { contract: 'KYSag', key, content: '', codes: ['R002'], keyReadable: false },
})

const linesOf = (key: string, content: string, oddity: Oddity): readonly Line[] => {
  const plain = sag(key, content)
  switch (oddity) {
    case 'none':
      return [plain]
    case 'twice':
      return [plain, plain]
    case 'two contents':
      return [plain, sag(key, '32.99.99')]
    case 'refused':
      return [sag(key, content, true)]
    case 'broken line':
      return [brokenLine(key)]
  }
}

/** What is drawn of one delivery; sizes so that many vanish (more than 20 and 10 %) or fail (more than 20 and 5 %). */
const shape = fc.record({
  size: fc.constantFrom(30, 30, 30, 28, 4, 0),
  changed: fc.nat({ max: 2 }),
  odd: fc.array(fc.tuple(fc.nat({ max: 29 }), fc.constantFrom(...ODDITIES)), { maxLength: 3 }),
  failing: fc.constantFrom(false, false, false, false, false, true),
})

const kyDelivery = (
  scope: (typeof SCOPES)[number],
  periode: string,
  loebenr: number,
  {
    size,
    changed,
    odd,
    failing,
  }: { size: number; changed: number; odd: [number, Oddity][]; failing: boolean },
): Delivered => {
  const lines = Array.from({ length: size }, (_, nth) => {
    const key = `s${String(nth).padStart(2, '0')}`
    if (failing && nth < 24) return linesOf(key, '32.24.04', 'refused')
    const oddity = odd.find(([at]) => at === nth)?.[1] ?? 'none'
    return linesOf(key, nth < changed ? `32.18.0${loebenr}` : '32.24.04', oddity)
  }).flat()
  const text = [HEADERS.KYSag, ...lines.map((each) => each.text), ''].join('\n')
  const ydelser = `${HEADERS.KYYdelse}\ny1;s00;Kontanthjælp;Grundsats;2022-02-01;\n`
  const ydelse: IntakeRow = { contract: 'KYYdelse', key: 'y1', content: '', codes: [], keyReadable: true }
  const files: Readonly<Record<keyof typeof HEADERS, string>> = {
    KYSag: text,
    KYSagTilstand: `${HEADERS.KYSagTilstand}\n`,
    KYYdelse: ydelser,
    KYOpgave: `${HEADERS.KYOpgave}\n`,
    KYAfgoerelse: `${HEADERS.KYAfgoerelse}\n`,
  }
  const suffix = scope.kildesystem === 'NC' ? '' : `_${scope.kildesystem}`
  return withBytes(
    {
      ...scope,
      kilde: 'KY',
      fileName: `KY_${scope.kommune}_${periode}_${String(loebenr).padStart(3, '0')}_F${suffix}.zip`,
      periode,
      loebenr,
      type: 'F',
      rows: [...lines.map((each) => each.row), ydelse],
    },
    text,
    () =>
      writeTinyZip(
        Object.entries(files).map(([name, each]) => ({ name: `${name}.csv`, bytes: Buffer.from(each) })),
      ),
  )
}

/** Deliveries of one or two source systems over some months, now and then two in a month. */
export const kyDeliveries: fc.Arbitrary<readonly Delivered[]> = fc
  .subarray([...SCOPES], { minLength: 1, maxLength: 2 })
  .chain((scopes) =>
    fc.tuple(
      ...scopes.map((scope) =>
        fc
          .array(fc.tuple(fc.constantFrom(...MONTHS), fc.constantFrom(1, 1, 2), shape), {
            minLength: 1,
            maxLength: 4,
          })
          .map((drawn) =>
            drawn
              .filter(
                ([month, nr], at) => drawn.findIndex((each) => each[0] === month && each[1] === nr) === at,
              )
              .map(([month, nr, of]) => kyDelivery(scope, month, nr, of)),
          ),
      ),
    ),
  )
  .map((each) => each.flat())
