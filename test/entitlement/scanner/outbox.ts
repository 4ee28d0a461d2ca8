import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Place, placeOf } from './open-package.js'
import { zipMembers } from './zip-members.js'

/** Every package below a folder. */
export const placesIn = async (outbox: string): Promise<readonly Place[]> =>
  (await readdir(outbox, { recursive: true }))
    .filter((path) => path.endsWith('.zip'))
    .sort()
    .map((path) => placeOf(join(outbox, path)))

/** Whether a package lies where its kommune looks for it, under its own name. */
export const isInPlace = async ({ path, name, folderKommune, kommune, runKind }: Place): Promise<boolean> => {
  const text = (await zipMembers(path)).get('manifest.json')?.toString('utf8') ?? '{}'
  const manifest = JSON.parse(text) as Readonly<Record<string, unknown>>
  return (
    folderKommune === kommune &&
    manifest.kommune === kommune &&
    manifest.runKind === runKind &&
    name === `${runKind}/${String(manifest.id)}`
  )
}

/** The newest of each kommune, area, kind, run kind and periode: it replaces the ones before it. */
export const newestOf = (places: readonly Place[]): readonly Place[] => {
  const newest = new Map<string, Place>()
  for (const place of places) {
    const { kommune, area, kind, runKind, periode, nr } = place
    const key = [kommune, area, kind, runKind, periode].join(' ')
    if ((newest.get(key)?.nr ?? 0) < nr) newest.set(key, place)
  }
  return [...newest.values()]
}
