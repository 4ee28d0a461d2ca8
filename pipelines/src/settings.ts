import { copyFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  type Config,
  type Dataomraade,
  exists,
  FlisFailure,
  fail,
  parseConfig,
  removePath,
  warehousePaths,
} from '@flis/core'
import { areasOf } from './areas.js'
import { checkSettings } from './check-settings.js'
import { isModuleFolder } from './module-folder.js'
import { CONFIG_MODULES, readConfig } from './run/open-env.js'

/** What `flis.config.ts` (or .mts, .js, .mjs) exports by default: settings whose areas are values. */
export type OwnConfig = Partial<Omit<Config, 'areas'>> & {
  /** Areas of one's own, or names of those that come with flis. */
  readonly areas: readonly (Dataomraade | string)[]
}

/** A warehouse's settings with its areas. */
export interface Settings {
  readonly config: Config
  readonly areas: readonly Dataomraade[]
}

const moduleFile = async (folder: string): Promise<string | undefined> => {
  for (const name of CONFIG_MODULES) if (await exists(join(folder, name))) return join(folder, name)
  return undefined
}

/**
 * Node 20 reads no TypeScript: tsx stands by while the file and what it imports are loaded. In a folder of CommonJS
 * it would load everything a second time, and the areas would not be the ones that flis knows; under a name that
 * ends in .mts the file is a module anywhere.
 */
const importTypeScript = async (file: string): Promise<unknown> => {
  const { register } = await import('tsx/esm/api')
  const plain = file.endsWith('.mts') || (await isModuleFolder(dirname(file)))
  const path = plain ? file : join(dirname(file), `.flis.config.${process.pid}.mts`)
  const unregister = register()
  try {
    if (!plain) await copyFile(file, path)
    return await import(pathToFileURL(path).href)
  } finally {
    if (!plain) await removePath(path)
    await unregister()
  }
}

const importModule = (file: string): Promise<unknown> =>
  file.endsWith('ts') ? importTypeScript(file) : import(pathToFileURL(file).href)

const isOwnConfig = (value: unknown): value is OwnConfig =>
  typeof value === 'object' && value !== null && 'areas' in value && Array.isArray(value.areas)

const defaultOf = (loaded: unknown): unknown =>
  typeof loaded === 'object' && loaded !== null && 'default' in loaded ? loaded.default : loaded

const loadOwn = async (file: string): Promise<OwnConfig> => {
  let loaded: unknown
  try {
    loaded = defaultOf(await importModule(file))
  } catch (thrown) {
    if (thrown instanceof FlisFailure) throw thrown
    const text = thrown instanceof Error ? thrown.message : String(thrown)
    const detail = text.replaceAll(/\s+/g, ' ').slice(0, 300)
    return fail('C001', { file, detail })
  }
  return isOwnConfig(loaded)
    ? loaded
    : fail('C001', { file, expected: 'export default { areas: […], … }', found: 'something else' })
}

const checked = (config: Config, areas: readonly Dataomraade[]): Settings => {
  checkSettings(config, areas)
  return { config, areas }
}

/**
 * The settings of a warehouse folder: `flis.config.json`, and over it `flis.config.ts` where there is one.
 * Errors: C002 (not a warehouse), C001 (an unknown setting, area or Kilde, named with the nearest known one; what is said
 * of Kilder will not do).
 *
 * @example const { areas } = await loadSettings('./lager')
 */
export const loadSettings = async (folder: string): Promise<Settings> => {
  const { root } = warehousePaths(folder)
  const base = await readConfig(folder)
  const file = await moduleFile(root)
  if (file === undefined) return checked(base, areasOf(base.areas))
  const { areas: listed, ...own } = await loadOwn(file)
  const areas = listed.flatMap((each) => (typeof each === 'string' ? areasOf([each]) : [each]))
  return checked(parseConfig({ ...base, ...own, areas: areas.map((each) => each.name) }), areas)
}
