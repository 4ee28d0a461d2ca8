import type { Contract, Env, Session } from '@flis/core'
import { type RaadataFile, raadataFiles } from '../rows/raadata-rows.js'
import { inSlices } from '../rows/slices.js'
import { historiseAppend } from './historise-append.js'

const scopeOf = ({ kommune, kildesystem }: RaadataFile): string => `${kommune}|${kildesystem}`

/**
 * Source by source, and within each in order of extract time: history is looked through only where a source's rows lie
 * together, also when ten years of all kommuner are brought in at once.
 */
const bySource = (files: readonly RaadataFile[]): readonly RaadataFile[] => {
  const places = [...new Set(files.map(scopeOf))].sort()
  return places.flatMap((place) => files.filter((each) => scopeOf(each) === place))
}

/** Brings deliveries of an append contract into history, beside those that are already there. */
export const loadAppend = async (
  env: Env,
  session: Session,
  contract: Contract,
  loading: readonly string[],
  keep: readonly string[],
): Promise<void> => {
  const staying = [...(await raadataFiles(env, session, contract, keep))]
  const files = bySource(await raadataFiles(env, session, contract, loading))
  for (const arriving of inSlices(files, Number.POSITIVE_INFINITY)) {
    await historiseAppend(session, contract, { arriving, leaving: [], staying })
    staying.push(...arriving)
  }
}

/** Takes deliveries of an append contract out of history, as if they had never come. */
export const takeOutAppended = async (
  env: Env,
  session: Session,
  contract: Contract,
  leaving: readonly string[],
  keep: readonly string[],
): Promise<void> => {
  const staying = await raadataFiles(env, session, contract, keep)
  await historiseAppend(session, contract, { arriving: [], leaving, staying })
}
