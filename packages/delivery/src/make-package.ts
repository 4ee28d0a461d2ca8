import { join } from 'node:path'
import { type PackageStep, removePath } from '@flis/core'
import type { PackageContent } from './package-content.js'
import { formatOf } from './package-format.js'
import { areaInFileName } from './package-name.js'
import { writeFiles } from './write-files.js'
import { type MadePackage, type Making, zipPackage } from './zip-package.js'

/** Packages are for kommuner with rows in the area, or for exactly those that the configuration names. */
const isWanted = async ({ env }: Making, content: PackageContent, kommune: string): Promise<boolean> => {
  const named = env.config.packages.kommuner
  if (!content.canBeCut) return false
  return named === undefined ? content.hasRows(kommune) : named.includes(kommune)
}

/**
 * Makes a kommune's package of an area in staging; `undefined` when there is nothing to make: no rows of the kommune,
 * or the same content as its package before.
 */
export const makePackage = async (
  making: Making,
  content: PackageContent,
  step: PackageStep,
): Promise<MadePackage | undefined> => {
  if (!(await isWanted(making, content, step.kommune))) return undefined
  const { area, kind } = content
  const format = formatOf(making.env.config, area.name, step.kommune)
  const folder = join(making.staged, `${areaInFileName(area.name)}-${step.kommune}-${kind}`)
  const window = await content.windowOf(step)
  const tables = content.rowsOf(step, window)
  const files = await writeFiles(making.session, format, folder, tables)
  const made = await zipPackage(making, content, { step, format, window, tables, files })
  await removePath(folder)
  return made
}
