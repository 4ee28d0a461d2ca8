import { z } from 'zod'
import { fail } from './errors/flis-error.js'
import { PACKAGE_KINDS } from './plan/plan.js'
import { SOURCE_SETTINGS, source, TARGET_SETTINGS, targets } from './transfer-config.js'

const limits = z.strictObject({
  /** Memory of the engine, e.g. `2GB`. */
  memory: z
    .string()
    .regex(/^\d+(\.\d+)?\s?(KB|MB|GB|TB|KiB|MiB|GiB|TiB)$/)
    .optional(),
  threads: z.int().min(1).optional(),
  /** Longest physical line of a csv or ndjson file, bytes. */
  lineBytes: z.int().min(1024).default(1_048_576),
  /** Largest unpacked size of a zip, bytes. */
  unpackedBytes: z
    .int()
    .min(1)
    .default(20 * 1024 ** 3),
  /** Largest ratio of unpacked to packed bytes. */
  unpackRatio: z.number().min(1).default(200),
})

const thresholds = z.strictObject({
  /** A full delivery that ends more than this share, and more than `endedRows`, of its rows is held. */
  endedShare: z.number().min(0).max(1).default(0.1),
  endedRows: z.int().min(0).default(20),
  /** A delivery of which more than this share, and more than `failedRows`, of a contract's rows fail is held. */
  failedShare: z.number().min(0).max(1).default(0.05),
  failedRows: z.int().min(0).default(20),
})

/** The form of a package's tables. */
export const PACKAGE_FORMATS = ['parquet', 'csv', 'csv-excel'] as const
const kinds = z.array(z.enum(PACKAGE_KINDS))
const format = z.enum(PACKAGE_FORMATS)
const months = z.int().min(1)

/** What can be left out of an area's packages: related persons (spouse, mother, father), names, addresses. */
const LEAVE_OUT = ['relations', 'names', 'addresses'] as const
const leaveOut = z.array(z.enum(LEAVE_OUT))
const leaveOutByKind = z.strictObject({ DM: leaveOut.optional(), DSA: leaveOut.optional() })

/** What is special to an area's packages. */
const packagesOfArea = z.strictObject({
  kinds: kinds.optional(),
  format: format.optional(),
  /** Data minimisation, by kind of package: the columns stay and are empty. */
  leaveOut: leaveOutByKind.optional(),
})

const packages = z.strictObject({
  /** Kommuner that get packages; absent: every kommune with rows in the area. */
  kommuner: z.array(z.string().regex(/^\d{4}$/)).optional(),
  /** Kinds of package that a month-run makes of each area. */
  kinds: kinds.default(['DM']),
  format: format.default('parquet'),
  /** Months that a package holds of a fact of `windowRows` or more rows of the kommune; once a year it holds all. */
  window: months.default(36),
  windowRows: z.int().min(1).default(5_000_000),
  /** By area; goes before the above. */
  areas: z.record(z.string(), packagesOfArea).default({}),
  /** Format by kommune; goes before the area's. */
  formats: z.record(z.string().regex(/^\d{4}$/), format).default({}),
  /** DimBorger of the month-run's Borger package without those whom only other areas refer to. */
  dimBorgerPerArea: z.boolean().default(false),
})

const retention = z.strictObject({
  /** Published versions kept beside each month-run's last one. */
  versions: z.int().min(1).default(3),
  /** Months for which packages stay in the outbox after their periode; absent: until somebody takes them away. */
  outboxMonths: z.int().min(1).optional(),
})

const quality = z.strictObject({
  /** Share by which rows or declared sums may differ from the previous periode before K06 tells. */
  swing: z.number().min(0).default(0.2),
})

const dream = z.strictObject({
  /** Years up to a DREAM delivery's periode of which DSA_HIST holds weeks and months. */
  years: z.int().min(1).default(10),
})

/** When a Borger run makes packages: once, when the month's extracts are in, or each time that something has come. */
const FLEXIBLE_PACKAGES = ['once per periode', 'every arrival'] as const

const borger = z.strictObject({ packages: z.enum(FLEXIBLE_PACKAGES).default('once per periode') })

const schedule = z.strictObject({
  /** When `flis watch` makes the month-run: minute, hour, day, month, weekday, in Danish time. Absent: never by itself. */
  monthRun: z.string().optional(),
  /** How many months before that of the day the run is for: 1 = the month that has ended. */
  monthsBack: z.int().min(0).max(12).default(1),
})

const onFailure = z.strictObject({
  /** A program and its words, run without a shell; the facts come on its standard input as JSON. */
  command: z.array(z.string()).min(1).optional(),
  /** An address that the facts are posted to as JSON. */
  webhook: z.url({ protocol: /^https?$/ }).optional(),
})

const watch = z.strictObject({
  /** Seconds between two looks at the sources, where nothing tells of an arrival sooner. */
  pollSeconds: z.number().min(0.01).max(3600).default(10),
  /** Whom a failure is told to. */
  onFailure: onFailure.prefault({}),
})

const kommuneCode = z.string().regex(/^\d{4}$/)
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

const ownKilde = z.strictObject({
  /** Pattern of file names in place of the default one: a regular expression with named groups, for the whole name. */
  pattern: z.string().optional(),
  /** Senders allowed in the metadata, in place of those that the area names. */
  senders: z.array(z.string()).optional(),
})

const routes = z.strictObject({
  /** InfRef of SFTPDynamicRoutingInfo → Kilde. */
  infRefs: z.record(z.string(), z.string()).default({}),
  /** CVR number of the SenderAuthority → kommune. */
  authorities: z.record(z.string(), kommuneCode).default({}),
})

export const RHYTHMS = ['daily', 'weekdays', 'weekly', 'monthly'] as const

/** An expected deliverer: who sends a Kilde for a kommune, how often, from when until when. */
const leverandoer = z.strictObject({
  kilde: z.string(),
  /** `0000` for the whole country. */
  kommune: kommuneCode,
  kildesystem: z.string(),
  /** Values of the metadata's Sender that mean this kildesystem; absent: its own name. */
  senders: z.array(z.string()).optional(),
  rhythm: z.enum(RHYTHMS).optional(),
  /** Days after the periode's last day by which its delivery is expected. */
  deadline: z.int().min(0).optional(),
  /** First and last day on which it is the kommune's deliverer (of the periode's last day). */
  from: date.optional(),
  to: date.optional(),
})

const configSchema = z.strictObject({
  /** Dataområder of this warehouse, by name. */
  areas: z.array(z.string()).default([]),
  /** Names under which deliveries are addressed to us. */
  recipients: z.array(z.string()).default(['FLIS', 'ROUTING_V1_0_0']),
  /** Inbox folder, relative to the warehouse. */
  inbox: z.string().default('inbox'),
  /** Minutes after which a file that has stopped growing is taken as too short for good (L010). */
  patienceMinutes: z.number().min(0).default(15),
  limits: limits.prefault({}),
  thresholds: thresholds.prefault({}),
  packages: packages.prefault({}),
  /** The specification's name of `packages.window`. */
  datapakke: z.strictObject({ window: months.optional() }).optional(),
  /** The specification's name of `packages.dimBorgerPerArea`. */
  dimBorgerPerArea: z.boolean().optional(),
  retention: retention.prefault({}),
  quality: quality.prefault({}),
  dream: dream.prefault({}),
  borger: borger.prefault({}),
  schedule: schedule.prefault({}),
  watch: watch.prefault({}),
  /** What is special to a Kilde here, by its name. */
  kilder: z.record(z.string(), ownKilde).default({}),
  /** Tables by which SFTPDynamicRoutingInfo tells Kilde and kommune; absent: it is not looked at. */
  routes: routes.optional(),
  /** Expected deliverers. */
  leverandører: z.array(leverandoer).default([]),
  /** Where deliveries come from beside the inbox. */
  sources: z.array(source).default([]),
  /** Where packages are sent. */
  targets: targets.default([]),
})

/** A warehouse's settings, every default filled in. */
export type Config = Omit<z.infer<typeof configSchema>, 'datapakke' | 'dimBorgerPerArea'>
/** What packages leave out: see {@link LEAVE_OUT}. */
export type LeaveOut = (typeof LEAVE_OUT)[number]
export type PackageFormat = (typeof PACKAGE_FORMATS)[number]
export type Leverandoer = Config['leverandører'][number]
export type ConfiguredSource = Config['sources'][number]
export type ConfiguredTarget = Config['targets'][number]
export type Rhythm = (typeof RHYTHMS)[number]

const distance = (a: string, b: string): number => {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      current.push(Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, swap))
    }
    previous = current
  }
  return previous[b.length] ?? 0
}

/** Capitals and small letters are mixed up easily: they tell names apart only where nothing else does. */
const farness = (name: string, known: string): number =>
  distance(name.toLowerCase(), known.toLowerCase()) + distance(name, known) / 1000

/** The known name that is nearest to a mistyped one. */
export const nearest = (name: string, known: readonly string[]): string | undefined =>
  [...known].sort((a, b) => farness(name, a) - farness(name, b) || (a < b ? -1 : 1))[0]

const KNOWN: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(configSchema.shape),
  limits: Object.keys(limits.shape),
  thresholds: Object.keys(thresholds.shape),
  packages: Object.keys(packages.shape),
  'packages.areas.*': Object.keys(packagesOfArea.shape),
  'packages.areas.*.leaveOut': Object.keys(leaveOutByKind.shape),
  datapakke: ['window'],
  retention: Object.keys(retention.shape),
  quality: Object.keys(quality.shape),
  dream: Object.keys(dream.shape),
  borger: Object.keys(borger.shape),
  schedule: Object.keys(schedule.shape),
  watch: Object.keys(watch.shape),
  'watch.*': Object.keys(onFailure.shape),
  routes: Object.keys(routes.shape),
  'kilder.*': Object.keys(ownKilde.shape),
  'leverandører.*': Object.keys(leverandoer.shape),
  'sources.*': SOURCE_SETTINGS,
  'targets.*': TARGET_SETTINGS,
}

/** Where settings of one kind stand under names or numbers of the user's. */
const kindOfPlace = (path: readonly PropertyKey[]): string =>
  path.map((each, nth) => (nth === (path[0] === 'packages' ? 2 : 1) ? '*' : String(each))).join('.')

/**
 * Reads settings. An unknown key is an error that names the nearest known one (C001).
 *
 * @example parseConfig({ areas: ['KY'] }).recipients // ['FLIS', 'ROUTING_V1_0_0']
 */
export const parseConfig = (input: unknown): Config => {
  const parsed = configSchema.safeParse(input)
  if (parsed.success) {
    const { datapakke, dimBorgerPerArea, ...config } = parsed.data
    const packagesAsked = {
      ...config.packages,
      ...(datapakke?.window === undefined ? {} : { window: datapakke.window }),
      ...(dimBorgerPerArea === undefined ? {} : { dimBorgerPerArea }),
    }
    return { ...config, packages: packagesAsked }
  }
  const issue = parsed.error.issues[0]
  if (issue === undefined) return fail('C001')
  const place = issue.path.join('.')
  if (issue.code === 'unrecognized_keys') {
    const wrong = issue.keys[0] ?? ''
    const suggestion = nearest(wrong, KNOWN[kindOfPlace(issue.path)] ?? [])
    return fail('C001', {
      found: place === '' ? wrong : `${place}.${wrong}`,
      ...(suggestion === undefined ? {} : { expected: suggestion }),
    })
  }
  return fail('C001', { column: place, detail: issue.message })
}
