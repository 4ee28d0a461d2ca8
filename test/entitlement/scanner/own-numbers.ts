import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { looksLikeNumber } from './days.js'
import { zipMembers } from './zip-members.js'

const NUMBER = /(?<![0-9A-Za-z])(\d{6})-?(\d{4})(?![0-9A-Za-z])/g

/** Every ten digits in a text that can be a number of a person. */
export const numbersIn = (text: string): readonly string[] =>
  [...text.matchAll(NUMBER)].map(([, six, four]) => `${six}${four}`).filter(looksLikeNumber)

const DELIVERY = /^(?<kilde>[A-Za-z0-9]+)_(?<kommune>\d{4})_.*\.(?<ext>zip|csv|json|ndjson|xml)$/

/** The numbers in each kommune's own deliveries, whatever their columns; those of the whole country are under 0000. */
export const ownNumbers = async (folder: string): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
  const numbers = new Map<string, Set<string>>()
  for (const file of await readdir(folder)) {
    const { kilde = 'CPR', kommune = '', ext } = DELIVERY.exec(file)?.groups ?? {}
    if (['CPR', 'LIFA', 'KLE', 'REF', 'FSIIIKoder'].includes(kilde)) continue
    const path = join(folder, file)
    const texts = ext === 'zip' ? [...(await zipMembers(path)).values()] : [await readFile(path)]
    const those = numbers.get(kommune) ?? new Set()
    for (const text of texts) for (const each of numbersIn(text.toString('utf8'))) those.add(each)
    numbers.set(kommune, those)
  }
  return numbers
}
