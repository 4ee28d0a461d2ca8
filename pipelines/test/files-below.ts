import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Every file below a folder, hidden ones too; none when there is no folder. */
export const filesBelow = async (folder: string): Promise<readonly string[]> => {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return found.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name))
}
