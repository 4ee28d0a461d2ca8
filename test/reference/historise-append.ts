// Load mode D append of DSA_HIST (Aula): events by id, the later extract's content counts, absence never ends.

import { CURRENT, type VersionRow } from './historise-full.js'

/** One delivery as its rows stood in the file, in order of line. */
export interface AppendDelivery<R> {
  /** yyyymmddnnn of (periode, løbenr). */
  readonly extract: number
  readonly leverance: string
  readonly rows: readonly AppendedRow<R>[]
}

export interface AppendedRow<R> {
  readonly key: string
  readonly content: R
  /** The row breaks its contract by itself: it is in quarantine. */
  readonly broken: boolean
}

const told = (content: unknown): string => JSON.stringify(content)

interface AcceptedRow<R> {
  readonly key: string
  readonly content: R
  readonly linje: number
}

/**
 * The rows that verification lets through: of equal rows the first, of a key with different content none (R110).
 * Line 1 is the header.
 */
export const acceptedRows = <R>(rows: readonly AppendedRow<R>[]): AcceptedRow<R>[] => {
  const good = rows.map((row, nth) => ({ ...row, linje: nth + 2 })).filter((row) => !row.broken)
  const firsts = good.filter(
    (row, nth) =>
      !good
        .slice(0, nth)
        .some((before) => before.key === row.key && told(before.content) === told(row.content)),
  )
  return firsts
    .filter((row) => !firsts.some((other) => other.key === row.key && other.linje !== row.linje))
    .map(({ key, content, linje }) => ({ key, content, linje }))
}

/**
 * Every version of every key, sorted by (key, order). The deliveries may come in any order: extract time, then the
 * delivery's id, orders history. A version lasts until the extract that brought other content.
 * Source: layers 3.2, load mode D append.
 */
export const historiseAppend = <R>(deliveries: readonly AppendDelivery<R>[]): VersionRow<R>[] => {
  const inOrder = [...deliveries].sort((a, b) =>
    a.extract !== b.extract ? a.extract - b.extract : a.leverance < b.leverance ? -1 : 1,
  )
  const versions = new Map<string, VersionRow<R>[]>()
  for (const { extract, leverance, rows } of inOrder)
    for (const { key, content, linje } of acceptedRows(rows)) {
      const own = versions.get(key) ?? []
      const before = own.at(-1)
      if (before !== undefined && told(before.content) === told(content)) continue
      const ended = before === undefined ? own : [...own.slice(0, -1), { ...before, til: extract }]
      versions.set(key, [...ended, { key, content, fra: extract, til: CURRENT, leverance, linje }])
    }
  return [...versions.keys()].sort().flatMap((key) => versions.get(key) ?? [])
}
