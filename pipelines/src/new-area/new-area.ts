import { mkdir, readdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { exists, fail, writeFileAtomically } from '@flis/core'
import { areasOf, KNOWN_AREAS } from '../areas.js'
import { isModuleFolder } from '../module-folder.js'
import { CONFIG_MODULES, isWarehouse } from '../run/open-env.js'
import { loadSettings } from '../settings.js'
import { areaFiles, configFile } from './area-files.js'
import { type AreaNames, areaNames } from './area-names.js'

/** What has been written, and what is still to be done by hand. */
export interface NewArea {
  readonly names: AreaNames
  /** Paths in the folder, in the order of a reader's way. */
  readonly files: readonly string[]
  /** The test among them. */
  readonly test: string
  /** Settings that are a module already: the area must be put in there by hand. */
  readonly settings: string | null
  /** The module that exports the area, as settings in the folder import it. */
  readonly module: string
}

const ownSettings = async (folder: string): Promise<string | null> => {
  for (const name of CONFIG_MODULES) if (await exists(join(folder, name))) return name
  return null
}

const requireFree = async (folder: string): Promise<void> => {
  if ((await exists(folder)) && (await readdir(folder)).length > 0) fail('C003', { file: folder })
}

/**
 * Writes a new dataområde: contract, fact, area and test, in a folder of its name, and in a warehouse whose settings are
 * JSON a `flis.config.ts` that lists it. The test passes at once; from there the pieces are changed. Nothing that is
 * there is written over.
 *
 * Errors: U001 (a name that will not do), C003 (the folder holds something).
 *
 * @example (await newArea('.', 'Boligstøtte')).test // 'boligstoette/boligstoette.test.ts'
 */
export const newArea = async (folder: string, name: string): Promise<NewArea> => {
  const root = resolve(folder)
  const warehouse = await isWarehouse(root)
  const settings = await ownSettings(root)
  const { areas, config } = warehouse ? await loadSettings(root) : { areas: areasOf([]), config: undefined }
  const names = areaNames(name, [...new Set([...Object.values(KNOWN_AREAS), ...areas])])
  await requireFree(join(root, names.file))
  const ending = (await isModuleFolder(root)) ? 'ts' : 'mts'
  const pieces = areaFiles(names, ending)
  const listed = warehouse && settings === null ? [configFile(names, ending, listedAreas(config?.areas))] : []
  for (const { path, text } of [...pieces, ...listed]) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFileAtomically(join(root, path), text)
  }
  return {
    names,
    files: [...pieces, ...listed].map((each) => each.path),
    test: pieces.at(-1)?.path ?? '',
    settings,
    module: `./${names.file}/${names.file}.${ending === 'ts' ? 'js' : 'mjs'}`,
  }
}

/** Settings that name no area have all that come with flis; beside one of one's own they must be named. */
const listedAreas = (areas: readonly string[] = []): readonly string[] =>
  areas.length === 0 ? Object.keys(KNOWN_AREAS) : areas
