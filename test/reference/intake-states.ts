// What becomes of deliveries, from specification 2.3 and 3.2 alone: a function of the set that has landed, of the
// order in which one identity came twice, and of what operators decided. It knows no tables, only rows and keys.

export interface IntakeRow {
  readonly contract: string
  readonly key: string
  /** Equal keys with equal content are the same row again. */
  readonly content: string
  /** What the row breaks of its contract, or of the form of a line. */
  readonly codes: readonly string[]
  /** The key can be read though the row fails. */
  readonly keyReadable: boolean
  /** A code that the Kilde's reference data must know. */
  readonly refersTo?: string
}

export interface IntakeDelivery {
  readonly fileName: string
  readonly kilde: string
  readonly kommune: string
  readonly kildesystem: string
  /** `yyyy-mm` or `yyyy-mm-dd`. */
  readonly periode: string
  readonly loebenr: number
  readonly type: 'F' | 'D'
  /** What tells one content of an identity from another. */
  readonly bytes: string
  readonly rows: readonly IntakeRow[]
}

export interface IntakeKilde {
  /** `in order`: full deliveries and their deltas; `by id`: versions or events, in any order. */
  readonly loads: 'in order' | 'by id'
  /** What a delta must follow beside the løbenr before it in its periode. */
  readonly chain: 'every periode' | 'løbenr'
  /** Kilde of the reference data that it waits for. */
  readonly awaits?: string
}

export interface IntakeState {
  readonly state: 'loaded' | 'held' | 'duplicate' | 'rejected' | 'withdrawn'
  readonly code: string | null
  /** What an L050 waits for, `<periode>_<løbenr>`. */
  readonly missing: string | null
  readonly rowsIn: number
  readonly counts: {
    readonly accepted: number
    readonly quarantined: number
    readonly duplicates: number
  }
}

export interface IntakeDecisions {
  readonly accepted: ReadonlySet<string>
  readonly withdrawn: ReadonlySet<string>
}

interface Taken {
  readonly id: string
  readonly delivery: IntakeDelivery
}

interface Verdict {
  readonly accepted: readonly IntakeRow[]
  readonly quarantined: readonly IntakeRow[]
  readonly duplicates: number
}

const scopeOf = ({ kilde, kommune, kildesystem }: IntakeDelivery): string =>
  `${kilde}|${kommune}|${kildesystem}`

const lastDay = (month: string): string => {
  const [year = 0, nr = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, nr, 0)).toISOString().slice(0, 10)
}

const endOf = (periode: string): string => (periode.length === 7 ? lastDay(periode) : periode)

const periodeBefore = (periode: string): string => {
  if (periode.length === 7) {
    const [year = 0, nr = 0] = periode.split('-').map(Number)
    return new Date(Date.UTC(year, nr - 2, 1)).toISOString().slice(0, 7)
  }
  return new Date(Date.parse(`${periode}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}

const byExtract = (a: Taken, b: Taken): number => {
  const [x, y] = [endOf(a.delivery.periode), endOf(b.delivery.periode)]
  return x < y ? -1 : x > y ? 1 : a.delivery.loebenr - b.delivery.loebenr
}

const numbered = (periode: string, loebenr: number): string =>
  `${periode}_${String(loebenr).padStart(3, '0')}`

/**
 * Rows that fail; among the others equal ones collapse, and a key with several contents goes to quarantine.
 *
 * @param known codes of the reference data; null = these have not come, and rows are judged by all else
 */
const verified = ({ rows }: IntakeDelivery, known: ReadonlySet<string> | null): Verdict => {
  const fails = ({ codes, refersTo }: IntakeRow): boolean =>
    codes.length > 0 || (refersTo !== undefined && known?.has(refersTo) === false)
  const keyed = new Map<string, Map<string, IntakeRow>>()
  const sound = rows.filter((row) => !fails(row))
  for (const row of sound) {
    const key = `${row.contract}|${row.key}`
    keyed.set(key, (keyed.get(key) ?? new Map<string, IntakeRow>()).set(row.content, row))
  }
  const contents = [...keyed.values()].map((each) => [...each.values()])
  const distinct = contents.flat().length
  return {
    accepted: contents.flatMap((each) => (each.length === 1 ? each : [])),
    quarantined: [...rows.filter(fails), ...contents.flatMap((each) => (each.length > 1 ? each : []))],
    duplicates: sound.length - distinct,
  }
}

const tooMany = (part: number, whole: number, share: number): boolean => part > 20 && part > share * whole

const failsTooMuch = (delivery: IntakeDelivery, { quarantined }: Verdict): boolean =>
  [...new Set(delivery.rows.map((row) => row.contract))].some((contract) => {
    const of = (rows: readonly IntakeRow[]) => rows.filter((row) => row.contract === contract).length
    return tooMany(of(quarantined), of(delivery.rows), 0.05)
  })

/**
 * Which deltas of a scope wait, and for what: the løbenr before in the periode, then (in a rhythm) the periode before.
 * The first has no predecessor; a full delivery lets go what waited before it, and an accepted one what follows.
 *
 * @param chain in order of extract time, withdrawn ones among them: they have been there
 */
const waiting = (
  chain: readonly Taken[],
  rhythm: IntakeKilde['chain'],
  { accepted, withdrawn }: IntakeDecisions,
): ReadonlyMap<string, string> => {
  const waits = new Map<string, string>()
  const numbers = new Set(chain.map(({ delivery: { periode, loebenr } }) => numbered(periode, loebenr)))
  const ends = new Set(chain.map(({ delivery }) => endOf(delivery.periode)))
  let missing: string | null = null
  for (const [nth, { id, delivery }] of chain.entries()) {
    const { periode, loebenr, type } = delivery
    if (type === 'F' && !withdrawn.has(id)) waits.clear()
    if (type === 'F' || accepted.has(id)) missing = null
    else if (nth > 0 && missing === null) {
      const before = periodeBefore(periode)
      if (loebenr > 1 && !numbers.has(numbered(periode, loebenr - 1)))
        missing = numbered(periode, loebenr - 1)
      else if (loebenr === 1 && rhythm === 'every periode' && !ends.has(endOf(before)))
        missing = numbered(before, 1)
    }
    if (missing !== null && !withdrawn.has(id)) waits.set(id, missing)
  }
  return waits
}

/** Rows that would end in a full delivery, by contract, beside those that stand open. */
const endsTooMuch = (
  delivery: IntakeDelivery,
  { accepted, quarantined }: Verdict,
  open: ReadonlyMap<string, ReadonlySet<string>>,
): boolean =>
  [...open].some(([contract, keys]) => {
    const present = new Set(
      [...accepted, ...quarantined.filter((row) => row.keyReadable)]
        .filter((row) => row.contract === contract)
        .map((row) => row.key),
    )
    return (
      delivery.type === 'F' && tooMany([...keys].filter((key) => !present.has(key)).length, keys.size, 0.1)
    )
  })

/** The keys that stand open once a delivery has been loaded. */
const opened = (
  delivery: IntakeDelivery,
  { accepted, quarantined }: Verdict,
  open: Map<string, Set<string>>,
): void => {
  for (const contract of new Set([...open.keys(), ...delivery.rows.map((row) => row.contract)])) {
    const before = open.get(contract) ?? new Set<string>()
    const of = (rows: readonly IntakeRow[]) =>
      rows.filter((row) => row.contract === contract).map((row) => row.key)
    const kept = delivery.type === 'D' ? [...before] : of(quarantined).filter((key) => before.has(key))
    open.set(contract, new Set([...kept, ...of(accepted)]))
  }
}

/** Who holds each identity, and what came later under it; ids as flis gives them. */
const identities = (arrived: readonly IntakeDelivery[]) => {
  const holders = new Map<string, Taken>()
  const times = new Map<string, number>()
  const later: { readonly id: string; readonly delivery: IntakeDelivery; readonly of: Taken }[] = []
  for (const delivery of arrived) {
    const name = `${delivery.kildesystem}:${delivery.fileName}`
    const nth = (times.get(name) ?? 0) + 1
    times.set(name, nth)
    const id = nth === 1 ? name : `${name}~${nth}`
    const of = holders.get(name)
    if (of === undefined) holders.set(name, { id, delivery })
    else later.push({ id, delivery, of })
  }
  return { taken: [...holders.values()], later }
}

const NOTHING_COUNTED = { accepted: 0, quarantined: 0, duplicates: 0 } as const

/**
 * The state of every delivery that has arrived.
 *
 * @param kilder in an order in which reference data come before what waits for them
 * @param arrived in order of arrival
 */
export const intakeStates = (
  kilder: ReadonlyMap<string, IntakeKilde>,
  arrived: readonly IntakeDelivery[],
  decisions: IntakeDecisions,
): ReadonlyMap<string, IntakeState> => {
  const { taken, later } = identities(arrived)
  const states = new Map<string, IntakeState>()
  const loaded = new Map<string, Verdict[]>()
  for (const { id, delivery, of } of later) {
    const same = delivery.bytes === of.delivery.bytes
    states.set(id, {
      state: same ? 'duplicate' : 'rejected',
      code: same ? null : 'L005',
      missing: null,
      rowsIn: 0,
      counts: NOTHING_COUNTED,
    })
  }
  for (const [name, kilde] of kilder) {
    const own = taken.filter(({ delivery }) => delivery.kilde === name)
    const reference = kilde.awaits === undefined ? [] : (loaded.get(kilde.awaits) ?? [])
    const awaiting = kilde.awaits !== undefined && reference.length === 0
    const known = new Set(reference.flatMap(({ accepted }) => accepted.map((row) => row.key)))
    for (const scope of new Set(own.map(({ delivery }) => scopeOf(delivery)))) {
      const chain = own.filter(({ delivery }) => scopeOf(delivery) === scope).sort(byExtract)
      const waits = waiting(chain, kilde.chain, decisions)
      const open = new Map<string, Set<string>>()
      for (const { id, delivery } of chain) {
        const verdict = verified(delivery, awaiting ? null : known)
        const missing = waits.get(id) ?? null
        const held = awaiting
          ? 'L051'
          : missing !== null
            ? 'L050'
            : decisions.accepted.has(id)
              ? null
              : failsTooMuch(delivery, verdict)
                ? 'L061'
                : kilde.loads === 'in order' && endsTooMuch(delivery, verdict, open)
                  ? 'L060'
                  : null
        const state = decisions.withdrawn.has(id) ? 'withdrawn' : held === null ? 'loaded' : 'held'
        if (state === 'loaded') {
          opened(delivery, verdict, open)
          loaded.set(name, [...(loaded.get(name) ?? []), verdict])
        }
        states.set(id, {
          state,
          code: state === 'held' ? held : null,
          missing: state === 'held' && held === 'L050' ? missing : null,
          rowsIn: delivery.rows.length,
          counts: {
            accepted: verdict.accepted.length,
            quarantined: verdict.quarantined.length,
            duplicates: verdict.duplicates,
          },
        })
      }
    }
  }
  return states
}
