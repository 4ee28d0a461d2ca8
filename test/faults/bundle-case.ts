import { KOMMUNE_CODES } from '@flis/core'
import { Chance } from './chance.js'
import type { Place } from './csv-case.js'
import type { FaultCase } from './fault-case.js'
import { metadataText } from './metadata-text.js'

interface Resource {
  resourceType: string
  id?: string
  identifier?: { system: string; value: string }[]
  kode?: string
  start?: string
  status?: string
}

interface Bundle {
  resourceType: string
  timestamp?: string
  entry: { resource: Resource }[]
}

const CITIZENS = ['0101410001', '0101570001', '0101900001', '0202020002'] as const
const CPR = 'urn:oid:1.2.208.176.1.2'

const patient = (cpr: string): Resource => ({
  resourceType: 'Patient',
  id: `p-${cpr.slice(0, 3)}`,
  identifier: [{ system: CPR, value: cpr }],
})

/** A report about a citizen: two plans and something that no contract takes. */
const report = (nth: number): Bundle => ({
  resourceType: 'Bundle',
  timestamp: `2022-10-0${(nth % 9) + 1}T08:00:00Z`,
  entry: [
    patient(CITIZENS[nth % CITIZENS.length] ?? CITIZENS[0]),
    { resourceType: 'CarePlan', id: `plan-${nth}-1`, kode: 'H1.1', start: '2022-02-01', status: 'active' },
    { resourceType: 'CarePlan', id: `plan-${nth}-2`, kode: 'H1', start: '2022-03-01', status: 'completed' },
    { resourceType: 'Condition', id: `c-${nth}`, status: 'active' },
  ].map((resource) => ({ resource })),
})

interface BundleMutation {
  readonly name: string
  readonly code?: string
  readonly bundle?: (bundle: Bundle, chance: Chance) => void
  /** One line of the file. */
  readonly line?: (line: string, chance: Chance) => string
  readonly bytes?: (bytes: Buffer, chance: Chance) => Buffer
}

const plan = (bundle: Bundle): Resource => bundle.entry[1]?.resource ?? { resourceType: '' }
const ofPlan = (name: string, code: string, change: (plan: Resource) => void): BundleMutation => ({
  name,
  code,
  bundle: (bundle) => change(plan(bundle)),
})

const MUTATIONS: readonly BundleMutation[] = [
  ofPlan('a plan without id', 'R101', (each) => {
    delete each.id
  }),
  ofPlan('an empty status', 'R101', (each) => {
    each.status = ''
  }),
  ofPlan('a date that is none', 'R102', (each) => {
    each.start = '2022-02-30'
  }),
  ofPlan('a code that is none', 'R204', (each) => {
    each.kode = 'X9.9'
  }),
  {
    name: 'a citizen whose number is none',
    code: 'R105',
    bundle: (bundle) => {
      bundle.entry[0] = { resource: patient('3002410001') }
    },
  },
  {
    name: 'no citizen',
    code: 'R203',
    bundle: (bundle) => {
      bundle.entry.splice(0, 1)
    },
  },
  {
    name: 'two citizens',
    code: 'R203',
    bundle: (bundle) => {
      bundle.entry.push({ resource: patient('0303030003') })
    },
  },
  {
    name: 'not a Bundle',
    code: 'R202',
    bundle: (bundle) => {
      bundle.resourceType = 'List'
    },
  },
  {
    name: 'no object',
    code: 'R202',
    line: (_, chance) => chance.pick(['[]', '1', '"Plantet"', 'null', 'true']),
  },
  {
    name: 'a line cut short',
    code: 'R201',
    line: (line, chance) => line.slice(0, chance.between(1, line.length - 1)),
  },
  { name: 'a blank line within', code: 'R201', line: (line) => `\n${line}` },
  {
    name: 'a line blown up',
    code: 'R003',
    line: (line, chance) => line.replace('"active"', `"${'x'.repeat(chance.between(5_000, 300_000))}"`),
  },
  {
    name: 'nested beyond reason',
    line: (_, chance) => {
      const deep = chance.pick([40, 400, 1_900])
      return `${'['.repeat(deep)}${']'.repeat(deep)}`
    },
  },
  { name: 'a member twice', line: (line) => line.replace('"status":', '"status":"draft","status":') },
  { name: 'a byte-order mark', bytes: (bytes) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]) },
  {
    name: 'bytes that are no UTF-8',
    code: 'L042',
    bytes: (bytes, chance) => {
      const at = chance.below(bytes.length)
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([0xff]), bytes.subarray(at)])
    },
  },
  {
    name: 'a NUL',
    code: 'L042',
    bytes: (bytes, chance) => {
      const at = chance.below(bytes.length)
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([0]), bytes.subarray(at)])
    },
  },
  {
    name: 'bytes flipped',
    bytes: (bytes, chance) => {
      const copy = Buffer.from(bytes)
      const at = chance.below(copy.length)
      copy[at] = (copy[at] ?? 0) ^ (1 << chance.below(7))
      return copy
    },
  },
  { name: 'blank lines at the end', bytes: (bytes) => Buffer.concat([bytes, Buffer.from('\n \n\n')]) },
  { name: 'CRLF', bytes: (bytes) => Buffer.from(bytes.toString().replaceAll('\n', '\r\n')) },
]

const reportsOf = (nr: number, count: number): readonly Bundle[] =>
  Array.from({ length: count }, (_, each) => report(nr * 10 + each))

const whole = (reports: readonly Bundle[]): Buffer =>
  Buffer.from(reports.map((each) => `${JSON.stringify(each)}\n`).join(''))

const made = (
  nr: number,
  name: { readonly kommune: string; readonly loebenr: number; readonly sender: string },
  fault: string,
  expects: string,
): FaultCase => {
  const { kommune, loebenr, sender } = name
  const fileName = `BUN_${kommune}_2022-10-01_${String(loebenr).padStart(3, '0')}_D_${sender}.ndjson`
  const data = whole(reportsOf(nr, 2))
  const metadata = Buffer.from(metadataText(fileName, data.length, sender))
  return { nr, fileName, data, metadata, form: 'bundles', faults: [fault], expects }
}

/** Under this sender the first løbenr stands, and the second never comes. */
const GAP = { kommune: '0101', sender: 'HUL' } as const

/** A file of reports that must wait for codes. */
export const waitingCase = ({ nr, nth }: Place): FaultCase =>
  made(
    nr,
    { kommune: KOMMUNE_CODES[nth % KOMMUNE_CODES.length] ?? '', loebenr: 1, sender: 'B0' },
    'bundles: no codes yet',
    'L051',
  )

/** A file of reports with a fault in one of them; a bare `.json` now and then, cut off, or one behind a gap. */
export const bundleCase = ({ nr, nth, seed }: Place): FaultCase => {
  const chance = new Chance(seed * 4_001 + nr)
  if (chance.happens(0.03)) return made(nr, { ...GAP, loebenr: nth + 3 }, 'bundles: a gap before it', 'L050')
  const sender = `B${Math.floor(nth / KOMMUNE_CODES.length)}`
  const bare = chance.happens(0.06)
  const fileName = `BUN_${KOMMUNE_CODES[nth % KOMMUNE_CODES.length] ?? ''}_2022-10-01_001_D_${sender}.${bare ? 'json' : 'ndjson'}`
  const count = chance.between(2, 6)
  const reports = reportsOf(nr, count)
  const fault = chance.pick(MUTATIONS)
  const at = chance.below(count)
  const struck = reports[at]
  if (struck !== undefined) fault.bundle?.(struck, chance)
  const lines = reports.map((each, line) => {
    const text = JSON.stringify(each)
    return line === at ? (fault.line?.(text, chance) ?? text) : text
  })
  const text = Buffer.from(`${lines.join('\n')}\n`)
  const first = JSON.stringify(report(nr))
  const data = bare
    ? Buffer.from(first.slice(0, chance.between(1, first.length - 1)))
    : (fault.bytes?.(text, chance) ?? text)
  const expects = bare ? 'L043' : fault.code
  return {
    nr,
    fileName,
    data,
    metadata: Buffer.from(metadataText(fileName, data.length, sender)),
    form: 'bundles',
    faults: [bare ? 'bundles: a .json cut off' : `bundles: ${fault.name}`],
    ...(expects === undefined ? {} : { expects }),
  }
}

const KODER = {
  resourceType: 'CodeSystem',
  url: 'urn:oid:1.2.208.176.2.21',
  version: '1',
  concept: [{ code: 'H1', display: 'Hjælp', concept: [{ code: 'H1.1', display: 'Personlig hygiejne' }] }],
}

/** The codes that the reports use, and the first of a chain. */
export const bundleBeginnings = (): readonly FaultCase[] => {
  const fileName = 'BUNKoder_0000_2022-01_001_F.json'
  const data = Buffer.from(JSON.stringify(KODER))
  const metadata = Buffer.from(metadataText(fileName, data.length, 'KODER'))
  return [
    { nr: -1, fileName, data, metadata, form: 'bundles', faults: [] },
    made(-2, { ...GAP, loebenr: 1 }, '', ''),
  ]
}
