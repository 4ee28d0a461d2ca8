import fc from 'fast-check'
import { deliveryReport, fsiii, type Resource } from '../reference/fhir-bundle.js'
import type { IntakeRow } from '../reference/intake-states.js'
import { type Delivered, withBytes } from './delivered.js'

const CITIZENS = ['0101410001', '0101570001'] as const
const SOR = '123456789012345'

/** Codes of the first list, one that only the second list knows, and one that no list knows. */
const CODES = ['H1.1', 'H1.4', 'H1.9', 'X9.9'] as const

const plan = (id: string, code: string, at: string): Resource => ({
  resourceType: 'CarePlan',
  id,
  meta: { lastUpdated: at },
  status: 'active',
  period: { start: '2022-01-10' },
  activity: [{ detail: { code: fsiii(code) } }],
})

const row = (key: string, content: string, refersTo: string): IntakeRow => ({
  contract: 'FSIIIPlanlagtIndsats',
  key,
  content,
  codes: [],
  keyReadable: true,
  refersTo,
})

/** A line that is no Bundle. */
const NO_BUNDLE: IntakeRow = { contract: '', key: '', content: '', codes: ['R202'], keyReadable: false }

const shape = fc.record({
  /** A citizen, a plan of three, its code, the hour of the report. */
  plans: fc.array(
    fc.record({
      citizen: fc.nat({ max: 1 }),
      plan: fc.nat({ max: 2 }),
      code: fc.constantFrom<(typeof CODES)[number]>('H1.1', 'H1.1', 'H1.4', 'H1.9', 'X9.9'),
      hour: fc.nat({ max: 9 }),
    }),
    { maxLength: 4 },
  ),
  noBundle: fc.constantFrom(false, false, true),
  failing: fc.constantFrom(false, false, false, false, true),
})

const fsiiiDelivery = (
  day: string,
  loebenr: number,
  of: {
    plans: { citizen: number; plan: number; code: string; hour: number }[]
    noBundle: boolean
    failing: boolean
  },
): Delivered => {
  const seen = new Set<string>()
  const plans = of.plans.filter(({ citizen, plan: nr }) => {
    const id = `${citizen}-${nr}`
    return seen.has(id) ? false : seen.add(id)
  })
  // Many unknown codes at once, so that the delivery is held.
  const many = of.failing
    ? Array.from({ length: 22 }, (_, nth) => ({ id: `mange-${nth}`, code: 'X9.9' }))
    : []
  const rows: IntakeRow[] = []
  const lines: string[] = []
  const add = (citizen: string, hour: number, resources: readonly { id: string; code: string }[]): void => {
    const at = `${day}T0${hour}:00:00Z`
    rows.push(...resources.map(({ id, code }) => row(id, `${code} ${at}`, code)))
    const made = resources.map(({ id, code }) => plan(id, code, at))
    lines.push(JSON.stringify(deliveryReport(`r-${day}-${loebenr}-${lines.length}`, at, citizen, SOR, made)))
  }
  for (const { citizen, plan: nr, code, hour } of plans)
    add(CITIZENS[citizen] ?? CITIZENS[0], hour, [{ id: `plan-${citizen}-${nr}`, code }])
  if (many.length > 0) add(CITIZENS[0], 0, many)
  if (of.noBundle) {
    lines.push('[]')
    rows.push(NO_BUNDLE)
  }
  const text = lines.map((line) => `${line}\n`).join('')
  return withBytes(
    {
      kilde: 'FSIII',
      kommune: '0751',
      kildesystem: 'Trifork',
      fileName: `FSIII_0751_${day}_${String(loebenr).padStart(3, '0')}_D.ndjson`,
      periode: day,
      loebenr,
      type: 'D',
      rows,
    },
    text,
    () => Buffer.from(text),
  )
}

const LISTS = [
  ['H1', 'H1.1', 'H1.4'],
  ['H1', 'H1.1', 'H1.4', 'H1.9'],
] as const

/** A list of codes, the second one with a code more; a delivery each. */
const codeDelivery = (nth: 0 | 1): Delivered => {
  const codes = LISTS[nth]
  const [root, ...leaves] = codes
  const text = JSON.stringify({
    resourceType: 'CodeSystem',
    url: 'urn:oid:1.2.208.176.2.21',
    version: `v${nth}`,
    concept: [{ code: root, display: root, concept: leaves.map((code) => ({ code, display: code })) }],
  })
  const periode = nth === 0 ? '2022-01' : '2022-02'
  return withBytes(
    {
      kilde: 'FSIIIKoder',
      kommune: '0000',
      kildesystem: 'KOMBIT',
      fileName: `FSIIIKoder_0000_${periode}_001_F.json`,
      periode,
      loebenr: 1,
      type: 'F',
      rows: codes.map((key) => ({
        contract: 'FSIIIKode',
        key,
        content: `v${nth}`,
        codes: [],
        keyReadable: true,
      })),
    },
    text,
    () => Buffer.from(text),
  )
}

/** Reports with løbenr chains, and code lists that come when they come, or never. */
export const fsiiiDeliveries: fc.Arbitrary<readonly Delivered[]> = fc
  .record({
    reports: fc.array(
      fc.tuple(
        fc.constantFrom('2022-03-01', '2022-03-01', '2022-03-02'),
        fc.integer({ min: 1, max: 3 }),
        shape,
      ),
      {
        minLength: 2,
        maxLength: 6,
      },
    ),
    lists: fc.constantFrom<readonly (0 | 1)[]>([0], [0, 1], [1], [0, 1], []),
  })
  .map(({ reports, lists }) => [
    ...lists.map(codeDelivery),
    ...reports
      .filter(([day, nr], at) => reports.findIndex((each) => each[0] === day && each[1] === nr) === at)
      .map(([day, nr, of]) => fsiiiDelivery(day, nr, of)),
  ])
