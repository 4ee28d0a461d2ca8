// Judges datapakker by the raw deliveries behind them: who received whom, without a line of what made them.
//
//   npx tsx test/entitlement/scanner/scan-packages.ts <outbox> <raw deliveries> [MAANED|FLEKS]

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'
import { type Held, missingPackages, sharedReplacements } from './across-packages.js'
import { type Breach, Findings } from './breach.js'
import { lastOfMonth } from './days.js'
import { judgePackage } from './judge-package.js'
import { type Answers, openPackage, type Place, TableReader } from './open-package.js'
import { isInPlace, newestOf, placesIn } from './outbox.js'
import { readWorld } from './world.js'

export interface Scanned {
  /** A folder of packages: `<kommune>/<run kind>/<name>.zip`. */
  readonly outbox: string
  /** The deliveries that had come when they were made. */
  readonly raw: string
  /** Only packages of these run kinds; all where left out. */
  readonly runKinds?: readonly string[]
  /** Only packages of these kommuner; all where left out. */
  readonly kommuner?: readonly string[]
  /** Only packages of this month; all where left out. */
  readonly periode?: string
  /** The warehouse leaves citizens that only other areas know of to these areas. */
  readonly dimBorgerPerArea?: boolean
  /** Switches of data minimisation, by area and kind: `{ 'Borger DM': ['names'] }`. */
  readonly leaveOut?: Readonly<Record<string, readonly string[]>>
  /** What earlier scans learned of files with the same content. */
  readonly answers?: Answers
}

export interface Scan {
  readonly breaches: readonly Breach[]
  readonly packages: number
  /** Citizens in DimBorger, package by package. */
  readonly citizens: number
  readonly rows: number
  /** Citizens of Borger's packages whom only other areas of the kommune know of. */
  readonly onlyReferredTo: number
  /** Numbers in DimBorger, by package. */
  readonly numbers: ReadonlyMap<string, readonly string[]>
}

/** The packages to judge, those of other areas first: what they are about belongs into Borger's. */
const placesOf = async (
  scanned: Scanned,
): Promise<{ judged: readonly Place[]; astray: readonly Place[] }> => {
  const asked = (await placesIn(scanned.outbox)).filter(
    ({ runKind, periode, folderKommune }) =>
      (scanned.runKinds?.includes(runKind) ?? true) &&
      (scanned.kommuner?.includes(folderKommune) ?? true) &&
      (scanned.periode ?? periode) === periode,
  )
  const inPlace: Place[] = []
  const astray: Place[] = []
  for (const place of asked) ((await isInPlace(place)) ? inPlace : astray).push(place)
  const newest = newestOf(inPlace)
  const isHome = ({ area }: Place): boolean => area === 'Borger'
  return { judged: [...newest.filter((each) => !isHome(each)), ...newest.filter(isHome)], astray }
}

/** Scans a folder of packages. */
export const scanPackages = async (scanned: Scanned): Promise<Scan> => {
  const world = await readWorld(scanned.raw)
  const { judged, astray } = await placesOf(scanned)
  const folder = await mkdtemp(join(tmpdir(), 'flis-scan-'))
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  const reader = new TableReader(connection, folder, scanned.answers)
  const runDateOf = ({ runKind, periode }: Place): string =>
    runKind === 'FLEKS' ? world.register.through : lastOfMonth(periode)
  const breaches: Breach[] = astray.map(({ name }) => ({
    kind: 'package in the wrong place',
    package: name,
    count: 1,
  }))
  const held: Held[] = []
  const about = new Map<string, ReadonlySet<string>>()
  let [rows, onlyReferredTo] = [0, 0]
  try {
    for (const place of judged) {
      const findings = new Findings(place.name)
      const key = `${place.kommune} ${place.periode}`
      const law = {
        world,
        runDate: runDateOf(place),
        alsoReferredTo:
          place.runKind === 'MAANED' && place.kind === 'DM' && scanned.dimBorgerPerArea !== true,
        referred: about.get(key) ?? new Set<string>(),
        leaveOut: scanned.leaveOut?.[`${place.area} ${place.kind}`] ?? [],
      }
      const one = await judgePackage(await openPackage(reader, place), law, findings)
      rows += one.rows
      onlyReferredTo += one.onlyReferredTo
      held.push({ place, members: one.members })
      if (place.area !== 'Borger') about.set(key, new Set([...(about.get(key) ?? []), ...one.about]))
      breaches.push(...findings.all)
    }
    breaches.push(
      ...sharedReplacements(held, world),
      ...missingPackages(judged, world, runDateOf, scanned.kommuner),
    )
  } finally {
    connection.closeSync()
    instance.closeSync()
    await rm(folder, { recursive: true, force: true })
  }
  const citizens = held.reduce((sum, { members }) => sum + members.length, 0)
  const numbers = held.map(({ place, members }) => [place.name, members.map(({ nummer }) => nummer)] as const)
  return { breaches, packages: judged.length, citizens, rows, onlyReferredTo, numbers: new Map(numbers) }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [outbox = '', raw = '', ...runKinds] = process.argv.slice(2)
  const scan = await scanPackages({ outbox, raw, ...(runKinds.length === 0 ? {} : { runKinds }) })
  const { breaches, packages, citizens, rows } = scan
  process.stdout.write(`${JSON.stringify({ breaches, packages, citizens, rows }, null, 2)}\n`)
  process.exitCode = breaches.length === 0 ? 0 : 1
}
