import type { Contract } from '@flis/core'

/** Names that Rådata and the engine's reader use for columns of their own. */
const OWN: ReadonlySet<string> = new Set(['file_row_number', 'filename', 'file_index'])

const withPosition = (name: string, index: number, taken: ReadonlySet<string>): string => {
  let free = `${name} (kolonne ${index + 1})`.trim()
  while (taken.has(free.toLowerCase())) free = `${free}'`
  return free
}

/**
 * The names under which a file's columns stand in Rådata: its own. Only an unknown column that would be taken for
 * one of ours (`_linje`), or for a column of the contract but for capitals, gets its position behind the name.
 *
 * @example storedColumns(KYSag, ['SagId', '_linje']) // ['SagId', '_linje (kolonne 2)']
 */
export const storedColumns = (contract: Contract, names: readonly string[]): readonly string[] => {
  const known = new Set(Object.keys(contract.fields))
  const folded = new Set([...known].map((name) => name.toLowerCase()))
  const taken = new Set(names.map((name) => name.toLowerCase()))
  const isOurs = (name: string): boolean => {
    const lower = name.toLowerCase()
    return name === '' || name.startsWith('_') || OWN.has(lower) || folded.has(lower)
  }
  return names.map((name, index) => {
    if (known.has(name) || !isOurs(name)) return name
    const stored = withPosition(name, index, taken)
    taken.add(stored.toLowerCase())
    return stored
  })
}
