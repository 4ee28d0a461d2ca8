import { join } from 'node:path'
import {
  type Clock,
  type Dataomraade,
  exists,
  type LedgerReader,
  type Log,
  makeLog,
  processClock,
  readLedger,
  stamp,
  type WarehousePaths,
  warehousePaths,
} from '@flis/core'
import { areasOf } from '../areas.js'
import type { MainOptions } from '../run/main.js'
import { isWarehouse } from '../run/open-env.js'
import { loadSettings, type Settings } from '../settings.js'
import type { Cli } from './command.js'
import { jsonText } from './json-text.js'
import { reporterFor } from './reporter-for.js'
import { rotatingLog } from './rotating-log.js'

/** A warehouse folder whose settings have been read. */
export interface OpenedFolder extends Settings {
  readonly paths: WarehousePaths
}

/** The warehouse that the command is about (C002 when the folder is none). */
export const openedFolder = async (cli: Cli): Promise<OpenedFolder> => {
  const settings = await loadSettings(cli.folder)
  return { ...settings, paths: warehousePaths(cli.folder, settings.config.inbox) }
}

/** The areas of the warehouse; outside any warehouse those that come with flis. */
export const areasHere = async (cli: Cli): Promise<readonly Dataomraade[]> =>
  (await isWarehouse(cli.folder)) ? (await loadSettings(cli.folder)).areas : areasOf([])

export const clockOf = (cli: Cli): Clock => processClock(cli.world.environment)

/** JSON lines in `flis.log`, and the full one before it in `flis.log.1`. */
export const logOf = (root: string, clock: Clock): Log =>
  makeLog(rotatingLog(join(root, 'flis.log')), () => stamp(clock))

/** What a run of this command line needs to be told, but for its month and kind. */
export const runOptions = (cli: Cli, { config, areas, paths }: OpenedFolder) => {
  const clock = clockOf(cli)
  return {
    warehouse: paths.root,
    areas,
    config,
    clock,
    log: logOf(paths.root, clock),
    reporter: reporterFor(cli),
    signal: cli.world.stopping(),
  } satisfies MainOptions
}

const nothingYet = async (cli: Cli, { inbox, database }: WarehousePaths): Promise<string> =>
  (await exists(database))
    ? cli.words(
        'No run has been finished here yet. Go on with: flis month-run <yyyy-mm>',
        'Her er endnu ingen kørsel afsluttet. Fortsæt med: flis month-run <yyyy-mm>',
      )
    : cli.words(
        `Nothing has run here yet. Put deliveries in ${inbox}, then: flis month-run <yyyy-mm>`,
        `Her er endnu ikke kørt noget. Læg leverancer i ${inbox}, og så: flis month-run <yyyy-mm>`,
      )

/**
 * Reads in the exported ledger. Before the first run there is none: then a friendly word, with `--json` the empty
 * answer.
 */
export const withLedger = async (
  cli: Cli,
  read: (ledger: LedgerReader, folder: OpenedFolder) => Promise<void>,
  empty: unknown = [],
): Promise<0> => {
  const folder = await openedFolder(cli)
  const ledger = await readLedger(folder.paths.published)
  if (ledger === undefined) {
    await cli.line(cli.json ? jsonText(empty) : await nothingYet(cli, folder.paths))
    return 0
  }
  try {
    await read(ledger, folder)
    return 0
  } finally {
    ledger.close()
  }
}
