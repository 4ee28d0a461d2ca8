import { join } from 'node:path'
import {
  andThen,
  type Dataomraade,
  exportLedger,
  type Month,
  monthOf,
  removePath,
  type Session,
  type Stage,
  stage,
  stream,
  type WarehousePaths,
  warehousePaths,
} from '@flis/core'
import { type AsStood, buildAsStood, newestMonth, newestVersion, publish, standingOf } from '@flis/dm'
import { historise } from '@flis/dsa-hist'
import type { Landed } from '@flis/rawdata'
import { pipe } from 'fp-ts/lib/function.js'
import { requireRoomForRebuild } from '../operations/room.js'
import { type MainOptions, main, type RunReport } from '../run/main.js'
import { type OpenEnv, type OpenOptions, openEnv } from '../run/open-env.js'
import { compareTables, type TableComparison } from './compare-tables.js'
import { inRebuilt, makeRebuiltFolder } from './rebuilt-folder.js'
import { givePast, swapFiles } from './swap.js'
import { rebuiltTables, tablePairs } from './table-pairs.js'

export interface RebuildOptions extends OpenOptions {
  /** Use the rebuilt warehouse from now on, whatever the comparison says. */
  readonly swap?: boolean
}

/** How a rebuild went. */
export interface RebuildReport {
  /**
   * The month that DM was built for, but for tables that a Borger run had brought further; null when nothing has been
   * published, and DSA_HIST alone was rebuilt.
   */
  readonly month: Month | null
  readonly tables: readonly TableComparison[]
  /** True when every table has the same rows. */
  readonly equal: boolean
  /** The version that readers use after a swap; null without. */
  readonly version: number | null
}

/** Nothing arrives: what is in Rådata is work enough. */
const nothing = { name: 'Rådata', units: async function* () {} }
const fromRaadata: Stage<readonly never[], Landed> = stage('from Rådata', async () => ({ landed: [] }))

const replay = (
  areas: readonly Dataomraade[],
  month: Month | null,
  asStood: AsStood,
  options: MainOptions,
): Promise<RunReport> => {
  const history = pipe(fromRaadata, andThen(historise(...areas)))
  return month === null
    ? main(stream(nothing, history), { ...options, extent: 'intake' })
    : main(stream(nothing, pipe(history, andThen(buildAsStood(asStood, ...areas)), andThen(publish()))), {
        ...options,
        month,
      })
}

const compare = async (
  { env, session }: OpenEnv,
  paths: WarehousePaths,
): Promise<readonly TableComparison[]> => {
  const rebuilt = await inRebuilt(env, paths, (each) => rebuiltTables(each, env.areas, paths))
  const compared: TableComparison[] = []
  for (const pair of await tablePairs(session, env.areas, env.warehouse.paths, rebuilt))
    compared.push(await compareTables(session, pair))
  return compared
}

const swapIn = async (
  options: RebuildOptions,
  { env, session, close }: OpenEnv,
  paths: WarehousePaths,
  finish: (rebuilt: Session) => Promise<void>,
): Promise<number> => {
  await inRebuilt(env, paths, finish)
  await session.run('checkpoint')
  close()
  const before = await swapFiles(env.warehouse.paths, paths)
  // Opening it makes the views of this folder and the published version.
  const swapped = await openEnv(options)
  try {
    await exportLedger(swapped.session, swapped.env.warehouse.paths.published)
    return await newestVersion(swapped.session)
  } finally {
    swapped.close()
    await removePath(before)
  }
}

const closedOnce = (open: OpenEnv): OpenEnv => {
  let isOpen = true
  return {
    ...open,
    close: () => {
      if (isOpen) open.close()
      isOpen = false
    },
  }
}

/**
 * Makes everything again from Rådata in a new file, in the folder `.rebuild`, and compares each table of DSA_HIST
 * and DM with the present one as rows. The present warehouse is held meanwhile, and left as it is unless `swap`.
 *
 * Errors: C002, S001 (a run is under way; for `swap` also: this process has the file open), those of a run.
 *
 * @example
 * const { equal, tables } = await rebuild({ warehouse: './lager', areas: [ky, fsiii] })
 */
export const rebuild = async (options: RebuildOptions): Promise<RebuildReport> => {
  const open = closedOnce(await openEnv(options))
  const { env, session } = open
  const paths = warehousePaths(join(env.warehouse.paths.root, '.rebuild'))
  const ledger = join(paths.root, 'ledger')
  try {
    const month = (await newestMonth(session)) ?? (await newestMonth(session, { withBorgerRuns: true }))
    const asStood = await standingOf(session)
    await requireRoomForRebuild(env, session, options.freeBytes)
    await makeRebuiltFolder(env, session, ledger, paths)
    const { run } = await replay(env.areas, month, asStood, {
      ...options,
      warehouse: paths.root,
      config: env.config,
      month: monthOf(env.clock()),
      kind: 'rebuild',
    })
    const tables = await compare(open, paths)
    const version =
      options.swap === true
        ? await swapIn(options, open, paths, (rebuilt) => givePast(rebuilt, ledger, run))
        : null
    return { month, tables, equal: tables.every((each) => each.equal), version }
  } finally {
    open.close()
    await removePath(paths.root)
  }
}
