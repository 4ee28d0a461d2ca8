// Full deliveries and whole-person deltas of DSA_HIST (CPR): one contract tells who is present, the others hold rows of
// those persons.

import { type AppendedRow, acceptedRows } from './historise-append.js'
import { CURRENT, type VersionRow } from './historise-full.js'

/** A row of a person, as its file held it. */
export interface PersonRow<R> extends AppendedRow<R> {
  readonly person: string
}

export interface PersonDelivery<R> {
  /** yyyymmddnnn of (periode, løbenr). */
  readonly extract: number
  readonly leverance: string
  readonly type: 'F' | 'D'
  /** The contract that tells who is present: its key is the person. */
  readonly persons: readonly PersonRow<R>[]
  /** What the persons have, one list per contract. */
  readonly owned: readonly (readonly PersonRow<R>[])[]
}

/** What DM reads: the content, and the last extract that held it (null while the source still does). */
export interface Shown<R> {
  readonly key: string
  readonly content: R
  readonly lastHeldBy: number | null
}

export interface PersonHistory<R> {
  readonly versions: readonly VersionRow<R>[]
  readonly shown: readonly Shown<R>[]
  /** Rows let through by verification that were not applied, by delivery. */
  readonly leftOut: readonly { readonly leverance: string; readonly rows: number }[]
}

const told = (content: unknown): string => JSON.stringify(content)

const quarantinedOf = <R>(rows: readonly PersonRow<R>[]): PersonRow<R>[] => {
  const good = new Set(acceptedRows(rows).map(({ key }) => key))
  return rows.filter(({ key }) => !good.has(key))
}

/** A table as it is written delivery by delivery. */
class Table<R> {
  private readonly ended: VersionRow<R>[] = []
  private readonly current = new Map<string, VersionRow<R> & { readonly person: string }>()
  /** What a full delivery no longer held: it stays visible (behold) until a delta replaces it, or it returns. */
  private readonly kept = new Map<string, Shown<R> & { readonly person: string }>()

  end(key: string, extract: number, keepAsHeldBy: number | null): void {
    const version = this.current.get(key)
    if (version === undefined) return
    const { person, ...row } = version
    this.ended.push({ ...row, til: extract })
    this.current.delete(key)
    if (keepAsHeldBy !== null)
      this.kept.set(key, { key, content: row.content, lastHeldBy: keepAsHeldBy, person })
  }

  put(row: PersonRow<R> & { readonly linje: number }, delivery: PersonDelivery<R>): void {
    const { key, content, person, linje } = row
    const version = this.current.get(key)
    if (version !== undefined && told(version.content) === told(content)) return
    this.end(key, delivery.extract, null)
    this.kept.delete(key)
    const { extract, leverance } = delivery
    this.current.set(key, { key, content, fra: extract, til: CURRENT, leverance, linje, person })
  }

  forget(key: string): void {
    this.kept.delete(key)
  }

  keysOf(whose: (person: string) => boolean): readonly string[] {
    return [...this.current.values(), ...this.kept.values()]
      .filter(({ person }) => whose(person))
      .map(({ key }) => key)
  }

  versions(): VersionRow<R>[] {
    return [...this.ended, ...[...this.current.values()].map(({ person, ...row }) => row)].sort((a, b) =>
      a.key === b.key ? a.fra - b.fra : a.key < b.key ? -1 : 1,
    )
  }

  shown(): Shown<R>[] {
    return [
      ...[...this.current.values()].map(({ key, content }) => ({ key, content, lastHeldBy: null })),
      ...[...this.kept.values()].map(({ person, ...rest }) => rest),
    ].sort((a, b) => (a.key < b.key ? -1 : 1))
  }
}

type Placed<R> = PersonRow<R> & { readonly linje: number }

const placed = <R>(rows: readonly PersonRow<R>[]): Placed<R>[] =>
  acceptedRows(rows).map(({ key, content, linje }) => ({
    key,
    content,
    linje,
    broken: false,
    person: rows[linje - 2]?.person ?? '',
  }))

/**
 * History of the contract that tells who is present (`nth` = −1), or of one that the persons own, row by row.
 *
 * F: what it holds is what is; a key that it lacks ends but stays visible; a person whose own row is in quarantine is
 * left as is. D: a person whose row was let through gets exactly the rows sent, and what was there before is gone;
 * nobody else is touched. A key whose row is in quarantine was sent: what is there stays.
 * Source: layers 3.2, load mode F and `D` whole-person replace.
 */
export const historisePerson = <R>(
  deliveries: readonly PersonDelivery<R>[],
  nth: number,
): PersonHistory<R> => {
  const table = new Table<R>()
  const leftOut: { leverance: string; rows: number }[] = []
  let before = 0
  for (const delivery of [...deliveries].sort((a, b) => a.extract - b.extract)) {
    const known = new Set(acceptedRows(delivery.persons).map(({ key }) => key))
    const withheld = new Set(
      quarantinedOf(delivery.persons)
        .map(({ key }) => key)
        .filter((key) => !known.has(key)),
    )
    const rows = nth === -1 ? delivery.persons : (delivery.owned[nth] ?? [])
    const mayChange = (person: string): boolean =>
      nth === -1 || (delivery.type === 'F' ? !withheld.has(person) : known.has(person))
    const all = placed(rows)
    const sent = all.filter(({ person }) => mayChange(person))
    if (all.length > sent.length)
      leftOut.push({ leverance: delivery.leverance, rows: all.length - sent.length })
    const spokenOf = new Set([...sent, ...quarantinedOf(rows)].map(({ key }) => key))
    const endsAbsent = delivery.type === 'F' || nth !== -1
    for (const key of endsAbsent ? table.keysOf(mayChange) : []) {
      if (spokenOf.has(key)) continue
      table.end(key, delivery.extract, delivery.type === 'F' ? before : null)
      if (delivery.type === 'D') table.forget(key)
    }
    for (const row of sent) table.put(row, delivery)
    before = delivery.extract
  }
  return { versions: table.versions(), shown: table.shown(), leftOut }
}
