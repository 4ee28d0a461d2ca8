import { FlisFailure } from '@flis/core'
import { type Envelope, kildeOfFile, parseFileName } from '../envelope/file-name.js'
import type { Route } from '../envelope/known-kilde.js'
import { readMetadataFile } from '../envelope/read-metadata.js'
import { routeOf } from '../envelope/route-of.js'
import { hasCode } from '../folder/durable.js'
import type { NameRules } from './name-rules.js'

/** A pair of files as a source lists it, as far as its name is concerned. */
export interface NamedPair {
  readonly fileName: string
  readonly metadataPath: string
}

/** What a pair tells of itself before anything of it is taken. */
export interface ToldName {
  /** The Kilde that it belongs to, as far as that can be told, even where it will be rejected. */
  readonly kilde: string | undefined
  /** Absent where the name, or the route that it needs, will be rejected. */
  readonly envelope?: Envelope
}

/** Looked for only where the configuration has tables; what cannot be read is for landing to reject. */
const routeThere = async ({ routes }: NameRules, pair: NamedPair): Promise<Route | undefined> => {
  if (routes === undefined) return undefined
  try {
    return routeOf(await readMetadataFile(pair.metadataPath, pair.fileName), routes)
  } catch (thrown) {
    if (thrown instanceof FlisFailure || hasCode(thrown, 'ENOENT')) return undefined
    throw thrown
  }
}

/**
 * Reads a pair's name by the rules, patterns and routes of the warehouse, and takes nothing.
 *
 * @example (await toldName(rules, arrival)).envelope?.kommune // '0751'
 */
export const toldName = async (rules: NameRules, pair: NamedPair): Promise<ToldName> => {
  const route = await routeThere(rules, pair)
  const routed = { ...rules, ...(route === undefined ? {} : { route }) }
  const kilde = kildeOfFile(pair.fileName, routed)?.kilde
  try {
    return { kilde, envelope: parseFileName(pair.fileName, routed) }
  } catch (thrown) {
    if (thrown instanceof FlisFailure) return { kilde }
    throw thrown
  }
}
