import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { exists } from '@flis/core'

/** True when the nearest package.json says that files here are ES modules. */
export const isModuleFolder = async (folder: string): Promise<boolean> => {
  const file = join(folder, 'package.json')
  if (await exists(file)) return /"type"\s*:\s*"module"/.test(await readFile(file, 'utf8'))
  return dirname(folder) !== folder && isModuleFolder(dirname(folder))
}
