import { type Config, fail } from '@flis/core'
import type { Route } from './known-kilde.js'
import type { Metadata } from './metadata.js'

/** Tables of the configuration by which a route is read. */
export type RouteTables = NonNullable<Config['routes']>

const entryIn = (table: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined

/**
 * Kilde and kommune of the metadata's route; undefined without route or without tables.
 *
 * Errors: L002 for an InfRef, L003 for an authority that the tables do not hold.
 *
 * @example
 * routeOf(metadata, { infRefs: { 'http://sp/KY': 'KY' }, authorities: { 55133018: '0751' } })
 * // { kilde: 'KY', kommune: '0751' }
 */
export const routeOf = (metadata: Metadata, tables: RouteTables | undefined): Route | undefined => {
  const { routing, fileName: file } = metadata
  if (routing === undefined || tables === undefined) return undefined
  const { infRef, senderAuthority } = routing
  const kilde = entryIn(tables.infRefs, infRef) ?? fail('L002', { file, column: 'InfRef', found: infRef })
  const kommune =
    entryIn(tables.authorities, senderAuthority) ??
    fail('L003', { file, kilde, column: 'SenderAuthority', found: senderAuthority })
  return { kilde, kommune }
}
