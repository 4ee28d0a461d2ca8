import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { type Clock, contractsOf, DANISH_ZONE, readLedger, warehousePaths } from '@flis/core'
import { loadSettings } from '../settings.js'
import { brokenServers } from './broken-servers.js'
import { type LandedDelivery, type SourceCheck, sourceChecks } from './source-check.js'

const landedIn = async (published: string): Promise<readonly LandedDelivery[]> => {
  const ledger = await readLedger(published)
  if (ledger === undefined) return []
  try {
    const rows = await ledger.rows(
      `select distinct kilde, kommune, kildesystem, periode
       from deliveries
       where state in ('received', 'loaded', 'held')
       order by all`,
    )
    return rows.map((row) => ({
      kilde: String(row.kilde),
      kommune: String(row.kommune),
      kildesystem: String(row.kildesystem),
      periode: String(row.periode),
    }))
  } finally {
    ledger.close()
  }
}

/** Deliveries leave an inbox once they have landed: it must be there, to be read and to be written. */
const isUsable = async (folder: string): Promise<boolean> => {
  try {
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return (await stat(folder)).isDirectory()
  } catch {
    return false
  }
}

/**
 * Checks the sources of a warehouse: per entry of `leverandører`, and per Kilde without one, which step of taking it
 * into use is missing (a usable inbox; of each server in `sources` that it answers with its host key, knows user and key, and has the folders; of each cluster of Kafka that its brokers, topics and registry answer; the route where routes are configured, the entry itself, a first delivery), and
 * whether the newest periode whose deadline has passed has come. Reads the settings and the ledger's exported copy;
 * changes nothing.
 *
 * Errors: C002 when the folder is no warehouse, C001.
 *
 * @example (await checkSources('./lager', clock)).filter(({ overdue }) => overdue)
 */
export const checkSources = async (folder: string, clock: Clock): Promise<readonly SourceCheck[]> => {
  const { config, areas } = await loadSettings(folder)
  const { root, inbox, published } = warehousePaths(folder, config.inbox)
  return sourceChecks({
    config,
    areas,
    brokenInbox: (await isUsable(inbox)) ? undefined : inbox,
    brokenServers: await brokenServers(config, contractsOf(areas), root),
    landed: await landedIn(published),
    today: clock().setZone(DANISH_ZONE).toFormat('yyyy-MM-dd'),
  })
}
