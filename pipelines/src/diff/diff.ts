import { mkdir, mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Config,
  type Dataomraade,
  exists,
  FlisFailure,
  fail,
  type LedgerReader,
  nearest,
  openInstance,
  openSession,
  readLedger,
  removePath,
  type Session,
  type WarehousePaths,
} from '@flis/core'
import { type CatalogueTable, inBuildOrder, placedTable, publishedColumns, tableSql } from '@flis/dm'
import { between } from './bases.js'
import { type Causes, causesOf } from './causes.js'
import { compareRows, type DiffFilter } from './compare-rows.js'
import { countsOf, figuresOf, type RowCounts, type Slice } from './figures.js'
import { type MovedRow, movedRows } from './moved-rows.js'
import { type Rekey, rekeyed } from './rekeyed.js'
import { comparedColumns, type TablePair } from './table-columns.js'
import { type VersionOfRun, versionOfRun } from './version-of-run.js'

/** What of two runs is compared. */
export interface DiffOptions extends DiffFilter {
  /** Only this table. */
  readonly table?: string
  /** So many keys of moved rows of each table; default none. */
  readonly rows?: number
}

/** One side of a comparison. */
export interface DiffSide {
  readonly run: number
  /** The version that readers had after it, its month, and when it was published. */
  readonly version: number
  readonly month: string
  readonly published: string
}

/** What moved in a table. */
export interface TableDiff {
  readonly table: string
  readonly rows: RowCounts
  /** Columns that only one of the two has. */
  readonly cameOrWent: readonly string[]
  /** Columns that changed, with the number of changed rows. */
  readonly columns: readonly { readonly column: string; readonly rows: number }[]
  readonly slices: readonly Slice[]
  readonly causes: Causes
  readonly moved: readonly MovedRow[]
}

/** What readers saw move between two runs. */
export interface Diff {
  readonly before: DiffSide
  readonly after: DiffSide
  readonly tables: readonly TableDiff[]
  /** Tables of which nothing moved. */
  readonly unmoved: readonly string[]
  /** False while another process holds the working file: then no row is followed to its delivery. */
  readonly traced: boolean
  /** The warehouse's key was changed in between: members are the same where their natural keys are. */
  readonly rekeyed?: true
}

const pairsOf = (before: VersionOfRun, after: VersionOfRun): readonly TablePair[] => {
  const tableIn = (version: VersionOfRun, name: string): CatalogueTable | undefined =>
    version.catalogue.tables.find((each) => each.name === name)
  const names = [before, after].flatMap(({ catalogue }) => catalogue.tables.map((each) => each.name))
  return [...new Set(names)].map((name) => ({
    name,
    before: tableIn(before, name),
    after: tableIn(after, name),
  }))
}

const chosen = (pairs: readonly TablePair[], table: string | undefined): readonly TablePair[] => {
  if (table === undefined) return pairs
  const found = pairs.filter((each) => each.name === table)
  if (found.length > 0) return found
  const expected = nearest(
    table,
    pairs.map((each) => each.name),
  )
  return fail('U002', { table, ...(expected === undefined ? {} : { expected }) })
}

interface Engine {
  readonly session: Session
  readonly traced: boolean
  close(): Promise<void>
}

/** An engine that reads the working file too, where nobody holds it; what does not fit in memory goes to the warehouse's disk. */
const openEngine = async (paths: WarehousePaths, config: Config): Promise<Engine> => {
  await mkdir(paths.staging, { recursive: true })
  const temp = await mkdtemp(join(paths.staging, 'diff-'))
  const { memory, threads } = config.limits
  const limits = {
    temp,
    ...(memory === undefined ? {} : { memory }),
    ...(threads === undefined ? {} : { threads }),
  }
  const held = (thrown: unknown): boolean => thrown instanceof FlisFailure && thrown.error.code === 'S001'
  const working = (await exists(paths.database))
    ? await openInstance(paths.database, limits, true).catch((thrown: unknown) => {
        if (held(thrown)) return undefined
        throw thrown
      })
    : undefined
  const instance = working ?? (await openInstance(':memory:', limits))
  const session = await openSession(instance)
  return {
    session,
    traced: working !== undefined,
    close: async () => {
      session.close()
      instance.closeSync()
      await removePath(temp)
    },
  }
}

const sideOf = ({ run, version, catalogue }: VersionOfRun): DiffSide => ({
  run,
  version,
  month: catalogue.month,
  published: catalogue.published,
})

interface Comparing {
  readonly engine: Engine
  readonly ledger: LedgerReader
  readonly before: VersionOfRun
  readonly after: VersionOfRun
  readonly areas: readonly Dataomraade[]
  readonly options: DiffOptions
  readonly rekey: Rekey | undefined
}

const tableDiff = async (
  { engine, ledger, before, after, areas, options, rekey }: Comparing,
  pair: TablePair,
): Promise<TableDiff | undefined> => {
  const { session, traced } = engine
  const columns = comparedColumns(pair)
  const folders = { before: before.folder, after: after.folder }
  const moved = await compareRows(session, pair, folders, columns, options, rekey)
  if (!moved && (columns.cameOrWent.length === 0 || pair.before === undefined || pair.after === undefined))
    return undefined
  const shown = (table: CatalogueTable | undefined, folder: string): string | undefined =>
    table === undefined
      ? undefined
      : tableSql({ columns: publishedColumns(table) }, placedTable(table, folder), columns.hidden)
  const slices = moved
    ? await figuresOf(
        session,
        { before: shown(pair.before, before.folder), after: shown(pair.after, after.folder) },
        columns,
      )
    : []
  const runs = { before: before.publishedBy, after: after.publishedBy }
  const inTheAreas = (pair.after ?? pair.before)?.area ?? []
  const model = inBuildOrder(areas).find((each) => each.name === pair.name)
  return {
    table: pair.name,
    ...(await countsOf(session, columns)),
    cameOrWent: columns.cameOrWent,
    slices,
    causes: await causesOf(session, pair, columns, model, await between(ledger, runs, inTheAreas), traced),
    moved: moved ? await movedRows(session, pair, columns, options.rows ?? 0) : [],
  }
}

/**
 * Tells which published figures moved between two runs, by how much, and by which deliveries, rules or months: compares
 * the versions that readers had after them, file by file, and reads only what differs. The earlier run comes first,
 * whichever is given first. Everything is counted; no value of a row is told but keys, where they are asked for.
 *
 * Errors: U004 (no such run), U005 (nothing had been published), S010 (a version that is no longer kept), U002 (no such
 * table; names the nearest).
 *
 * @example
 * const { tables } = await diff(warehousePaths('./lager'), { areas: [ky], config }, [3, 5], { kommune: '0751' })
 * tables[0]?.slices[0]?.totals[0]?.difference // '-12'
 */
export const diff = async (
  paths: WarehousePaths,
  { areas, config }: { readonly areas: readonly Dataomraade[]; readonly config: Config },
  runs: readonly [number, number],
  options: DiffOptions = {},
): Promise<Diff> => {
  const ledger = await readLedger(paths.published)
  if (ledger === undefined) return fail('U005')
  try {
    const [first, second] = runs[0] <= runs[1] ? runs : [runs[1], runs[0]]
    const before = await versionOfRun(ledger, paths.published, first)
    const after = await versionOfRun(ledger, paths.published, second)
    const pairs = chosen(pairsOf(before, after), options.table)
    const engine = await openEngine(paths, config)
    try {
      const rekey = await rekeyed(engine.session, ledger, areas, [before, after])
      const tables: TableDiff[] = []
      for (const pair of pairs) {
        const found = await tableDiff({ engine, ledger, before, after, areas, options, rekey }, pair)
        if (found !== undefined) tables.push(found)
      }
      const moved = new Set(tables.map((each) => each.table))
      return {
        before: sideOf(before),
        after: sideOf(after),
        tables,
        unmoved: pairs.map((each) => each.name).filter((name) => !moved.has(name)),
        traced: engine.traced,
        ...(rekey === undefined ? {} : { rekeyed: true }),
      }
    } finally {
      await engine.close()
    }
  } finally {
    ledger.close()
  }
}
