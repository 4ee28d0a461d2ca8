import { type Contract, type Kilde, quoteText, type Session } from '@flis/core'

/** What one source system of a kommune delivers for a Kilde: history is kept apart for each. */
export interface Scope {
  readonly kommune: string
  readonly kildesystem: string
}

export interface PendingDelivery {
  readonly id: string
  readonly extractTime: bigint
  readonly periode: string
}

/** A scope with work: history is right up to and with `after`; the deliveries follow in order. */
export interface PendingScope extends Scope {
  /** `null` = from the beginning. */
  readonly after: bigint | null
  /** Something later than `after` has been applied and must be undone first. */
  readonly undo: boolean
  readonly deliveries: readonly PendingDelivery[]
}

interface Landed extends Scope, PendingDelivery {
  readonly state: string
  readonly code: string
}

const landedOf = async (session: Session, of: Kilde): Promise<readonly Landed[]> => {
  const rows = await session.rows(
    `select kommune, kildesystem, id, extract_time, periode, state, coalesce(code, '') as code
     from ops.deliveries
     where kilde = ${quoteText(of.name)} and state in ('received', 'loaded', 'held')
     order by kommune, kildesystem, extract_time, file_name`,
  )
  return rows.map((row) => ({
    kommune: String(row.kommune),
    kildesystem: String(row.kildesystem),
    id: String(row.id),
    extractTime: row.extract_time as bigint,
    periode: String(row.periode),
    state: String(row.state),
    code: String(row.code),
  }))
}

const scopeOf = (each: Scope): string => `${each.kommune}|${each.kildesystem}`

const grouped = <T extends Scope>(all: readonly T[]): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>()
  for (const each of all) {
    const group = groups.get(scopeOf(each))
    if (group === undefined) groups.set(scopeOf(each), [each])
    else group.push(each)
  }
  return groups
}

/** How many of the landed deliveries, from the first, stand in history as they should. */
const standing = (landed: readonly Landed[], applied: readonly string[]): number => {
  let position = 0
  const wrong = landed.findIndex((each) => {
    if (each.state === 'held') return each.code === 'L051'
    if (each.state === 'loaded' && applied[position] === each.id) {
      position++
      return false
    }
    return true
  })
  return wrong === -1 ? landed.length : wrong
}

/**
 * Compares, scope by scope, the landed deliveries in order of extract time with those already in DSA_HIST. Where
 * they part, history is taken back to that point and goes on from there: so a late delivery comes to its place,
 * and the order of arrival has no influence. Held deliveries behind that point are judged again.
 */
export const pendingScopes = async (session: Session, of: Kilde): Promise<readonly PendingScope[]> => {
  const loads = await session.rows(
    `select kommune, kildesystem, delivery, extract_time
     from ops.loads
     where kilde = ${quoteText(of.name)}
     group by all
     order by kommune, kildesystem, extract_time, delivery`,
  )
  const applied = grouped(
    loads.map((row) => ({
      kommune: String(row.kommune),
      kildesystem: String(row.kildesystem),
      id: String(row.delivery),
    })),
  )
  const landed = grouped(await landedOf(session, of))
  const scopes = new Set([...landed.keys(), ...applied.keys()])
  return [...scopes].sort().flatMap((key): PendingScope[] => {
    const deliveries = landed.get(key) ?? []
    const done = (applied.get(key) ?? []).map((each) => each.id)
    const first = deliveries[0] ?? applied.get(key)?.[0]
    if (first === undefined) return []
    const keep = standing(deliveries, done)
    const kept = deliveries.slice(0, keep).filter((each) => each.state === 'loaded')
    const rest = deliveries.slice(keep)
    const undo = done.length > kept.length
    if (rest.length === 0 && !undo) return []
    return [
      {
        kommune: first.kommune,
        kildesystem: first.kildesystem,
        after: kept.at(-1)?.extractTime ?? null,
        undo,
        deliveries: rest.map(({ id, extractTime, periode }) => ({ id, extractTime, periode })),
      },
    ]
  })
}

/** Deliveries of an upsert Kilde that have not been loaded: their order does not matter. */
export const pendingUpserts = async (
  session: Session,
  of: Kilde,
): Promise<readonly (Scope & PendingDelivery)[]> =>
  (await landedOf(session, of)).filter(
    (each) => each.state === 'received' || (each.state === 'held' && each.code === 'L051'),
  )

/** True while a contract that the Kilde waits for has no rows (L051). */
export const isAwaiting = async (
  session: Session,
  of: Kilde,
  contracts: readonly Contract[],
): Promise<boolean> => {
  const awaited = contracts.find((each) => each.name === of.awaits)
  if (awaited === undefined) return false
  return (
    (await session.value(`select count(*) from ops.loads where contract = ${quoteText(awaited.name)}`)) === 0n
  )
}
