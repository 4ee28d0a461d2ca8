// Load mode F of DSA_HIST within one (contract, kommune, kildesystem), delivery by delivery.

/** Extract time of everything that is still current. */
export const CURRENT = 99991231999

/** One full delivery after verification. */
export interface FullDelivery<R> {
  /** yyyymmddnnn of (periode, løbenr). */
  readonly extract: number
  readonly leverance: string
  readonly rows: readonly { readonly key: string; readonly linje: number; readonly content: R }[]
  /** Keys of rows that went to quarantine: they count as present. */
  readonly quarantined: readonly string[]
}

export interface VersionRow<R> {
  readonly key: string
  readonly content: R
  readonly fra: number
  readonly til: number
  /** Where this version came from: the delivery that opened it. */
  readonly leverance: string
  readonly linje: number
}

/** Column by column; NULL equals NULL, and NULL ↔ value is a change. */
const sameContent = <R extends object>(a: R, b: R): boolean => {
  const left = new Map<string, unknown>(Object.entries(a))
  const right = new Map<string, unknown>(Object.entries(b))
  if (left.size !== right.size) return false
  return [...left].every(([column, value]) => right.has(column) && Object.is(right.get(column), value))
}

/**
 * Versions of every key, sorted by (key, fra). The deliveries may come in any order: extract time, never
 * arrival, orders history. Source: layers 3.2, load mode F.
 */
export const historiseFull = <R extends object>(deliveries: readonly FullDelivery<R>[]): VersionRow<R>[] => {
  const ended: VersionRow<R>[] = []
  const current = new Map<string, VersionRow<R>>()
  for (const delivery of [...deliveries].sort((a, b) => a.extract - b.extract)) {
    const delivered = new Map(delivery.rows.map((row) => [row.key, row]))
    const quarantined = new Set(delivery.quarantined)
    for (const [key, version] of current) {
      const row = delivered.get(key)
      const continues = row === undefined ? quarantined.has(key) : sameContent(row.content, version.content)
      if (continues) continue
      ended.push({ ...version, til: delivery.extract })
      current.delete(key)
    }
    for (const [key, row] of delivered) {
      if (current.has(key)) continue
      current.set(key, {
        key,
        content: row.content,
        fra: delivery.extract,
        til: CURRENT,
        leverance: delivery.leverance,
        linje: row.linje,
      })
    }
  }
  return [...ended, ...current.values()].sort((a, b) =>
    a.key === b.key ? a.fra - b.fra : a.key < b.key ? -1 : 1,
  )
}

/**
 * The newest version of a key, the last extract that held it and the first that did not (null while it is
 * current).
 */
export interface NewestVersion<R> {
  readonly key: string
  readonly content: R
  readonly lastHeldBy: number | null
  readonly endedBy: number | null
}

/**
 * What DM reads of a history: per key the newest version. `deliveries` are those of the same scope and
 * contract; the last extract that held an ended key is the one before the extract that ended it.
 * Source: layers 3.2, "What DM sees".
 */
export const newestVersions = <R>(
  versions: readonly VersionRow<R>[],
  deliveries: readonly FullDelivery<R>[],
): NewestVersion<R>[] => {
  const newest = new Map<string, VersionRow<R>>()
  for (const version of versions) {
    const known = newest.get(version.key)
    if (known === undefined || version.fra > known.fra) newest.set(version.key, version)
  }
  return [...newest.values()].map((version) => {
    const { key, content } = version
    if (version.til === CURRENT) return { key, content, lastHeldBy: null, endedBy: null }
    const holding = deliveries.map((delivery) => delivery.extract).filter((extract) => extract < version.til)
    return { key, content, lastHeldBy: Math.max(...holding), endedBy: version.til }
  })
}
