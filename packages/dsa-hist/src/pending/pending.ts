import {
  type Config,
  type Contract,
  type DeliveryType,
  type Kilde,
  quoteText,
  type Session,
} from '@flis/core'
import { acceptedDeliveries } from '../decisions/decisions.js'
import { type ChainLink, missingInChain, rhythmOf } from './chain.js'

/** What one source system of a kommune delivers for a Kilde: history is kept apart for each. */
export interface Scope {
  readonly kommune: string
  readonly kildesystem: string
}

export interface PendingDelivery {
  readonly id: string
  readonly extractTime: bigint
  readonly periode: string
  readonly type: DeliveryType
  /** What it must follow and has not landed (L050); null: it can load. */
  readonly missing: string | null
  /** An operator has accepted it though a rule holds it. */
  readonly accepted: boolean
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
  /** The missing one that it is told to wait for: `<Kilde>_<kommune>_<periode>_<løbenr>`. */
  readonly told: string | null
  /** It stands in a checkpoint, its Rådata are deleted: it is neither judged again nor taken back. */
  readonly sealed: boolean
}

interface Known extends Omit<Landed, 'missing'> {
  readonly loebenr: number
}

const knownOf = async (session: Session, of: Kilde): Promise<readonly Known[]> => {
  const accepted = await acceptedDeliveries(session)
  const rows = await session.rows(
    `select kommune, kildesystem, id, extract_time, periode, loebenr, type, state, coalesce(code, '') as code, facts ->> 'expected' as told,
       checkpoint is not null and state = 'loaded' as sealed
     from ops.deliveries
     where kilde = ${quoteText(of.name)} and extract_time is not null
       and state in ('received', 'loaded', 'held', 'withdrawn', 'rejected')
     order by kommune, kildesystem, extract_time, file_name`,
  )
  return rows.map((row) => ({
    kommune: String(row.kommune),
    kildesystem: String(row.kildesystem),
    id: String(row.id),
    extractTime: row.extract_time as bigint,
    periode: String(row.periode),
    loebenr: Number(row.loebenr),
    type: row.type === 'D' ? 'D' : 'F',
    state: String(row.state),
    code: String(row.code),
    told: row.told === null ? null : String(row.told),
    accepted: accepted.has(String(row.id)),
    sealed: row.sealed === true,
  }))
}

const linkOf = ({ id, periode, loebenr, type, state, accepted }: Known): ChainLink => ({
  id,
  periode,
  loebenr,
  type,
  place: state === 'rejected' || state === 'withdrawn' ? state : 'landed',
  accepted,
})

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

/** The landed deliveries of each scope in order of extract time, each with what its chain lacks. */
const landedOf = async (
  session: Session,
  config: Config,
  of: Kilde,
): Promise<ReadonlyMap<string, readonly Landed[]>> => {
  const scopes = grouped(await knownOf(session, of))
  return new Map(
    [...scopes].map(([key, known]) => {
      const [first] = known
      const rhythm = first === undefined ? null : rhythmOf(config, of, first)
      const missing = missingInChain(known.map(linkOf), rhythm)
      const landed = known.filter(({ state }) => state !== 'rejected' && state !== 'withdrawn')
      return [
        key,
        landed.map((each) => ({ ...each, missing: each.sealed ? null : (missing.get(each.id) ?? null) })),
      ]
    }),
  )
}

/** True when a delivery stands as it should; `applied` tells whether history holds it at its place. */
const stands = ({ state, code, missing, told, accepted }: Landed, applied: boolean): boolean => {
  if (missing !== null) return state === 'held' && code === 'L050' && told?.endsWith(`_${missing}`) === true
  if (state !== 'held') return state === 'loaded' && applied
  return code !== 'L050' && code !== 'L051' && !accepted
}

interface Applied extends Scope {
  readonly id: string
  readonly extractTime: bigint
}

/**
 * The extract time from which on history is not as it should be; null: it is. Wrong is a delivery that does not stand
 * as it should, and one that history holds and should not.
 */
const wrongFrom = (landed: readonly Landed[], applied: readonly Applied[]): bigint | null => {
  const there = new Set(applied.map(({ id }) => id))
  const toBeThere = new Set(
    landed.filter(({ missing, state }) => missing === null && state === 'loaded').map(({ id }) => id),
  )
  const wrong = [
    ...landed.filter((each) => !stands(each, there.has(each.id))),
    ...applied.filter(({ id }) => !toBeThere.has(id)),
  ].map(({ extractTime }) => extractTime)
  return wrong.sort((a, b) => (a < b ? -1 : 1))[0] ?? null
}

const pendingOf = ({ id, extractTime, periode, type, missing, accepted }: Landed): PendingDelivery => ({
  id,
  extractTime,
  periode,
  type,
  missing,
  accepted,
})

/**
 * Compares, scope by scope, the landed deliveries in order of extract time with those already in DSA_HIST. Where
 * they part, history is taken back to that point and goes on from there: so a late delivery comes to its place,
 * and the order of arrival has no influence. Held deliveries behind that point are judged again.
 */
export const pendingScopes = async (
  session: Session,
  config: Config,
  of: Kilde,
): Promise<readonly PendingScope[]> => {
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
      extractTime: row.extract_time as bigint,
    })),
  )
  const landed = await landedOf(session, config, of)
  const scopes = new Set([...landed.keys(), ...applied.keys()])
  return [...scopes].sort().flatMap((key): PendingScope[] => {
    const all = landed.get(key) ?? []
    const horizon = all.findLast(({ sealed }) => sealed)?.extractTime ?? null
    const deliveries = all.filter(({ extractTime }) => horizon === null || extractTime > horizon)
    const sealed = new Set(all.filter((each) => each.sealed).map(({ id }) => id))
    const done = (applied.get(key) ?? []).filter(({ id }) => !sealed.has(id))
    const from = wrongFrom(deliveries, done)
    const first = deliveries[0] ?? done[0]
    if (from === null || first === undefined) return []
    const kept = deliveries.filter(({ extractTime, state }) => extractTime < from && state === 'loaded')
    return [
      {
        kommune: first.kommune,
        kildesystem: first.kildesystem,
        after: kept.at(-1)?.extractTime ?? horizon,
        undo: done.some(({ extractTime }) => extractTime >= from),
        deliveries: deliveries.filter(({ extractTime }) => extractTime >= from).map(pendingOf),
      },
    ]
  })
}

/** Work on a Kilde whose order of loading does not matter. */
export interface PendingUpserts {
  /** Not yet in history. */
  readonly load: readonly (Scope & PendingDelivery)[]
  /** To wait: for a predecessor (L050), or for the reference data of the Kilde (L051). */
  readonly hold: readonly (Scope & PendingDelivery & { readonly code: 'L050' | 'L051' })[]
  /** In history, and not to be there: withdrawn, to be read anew, or now waiting. */
  readonly remove: readonly string[]
  /** In history, and rightly so. */
  readonly keep: readonly string[]
}

/** What of an upsert or append Kilde is to be loaded, held and taken out of history. */
export const pendingUpserts = async (
  session: Session,
  config: Config,
  of: Kilde,
  contracts: readonly Contract[],
): Promise<PendingUpserts> => {
  const rows = await session.rows(
    `select distinct delivery from ops.loads where kilde = ${quoteText(of.name)} order by delivery`,
  )
  const applied = rows.map((row) => String(row.delivery))
  const landed = [...(await landedOf(session, config, of)).values()].flat()
  const awaiting = await isAwaiting(session, of, contracts)
  const waitsFor = ({ missing, sealed }: Landed): 'L050' | 'L051' | null =>
    sealed ? null : awaiting ? 'L051' : missing === null ? null : 'L050'
  const there = new Set(applied)
  const loads = landed.filter((each) => waitsFor(each) === null)
  const standsLoaded = (each: Landed): boolean => stands(each, there.has(each.id))
  const right = new Set(
    loads.filter((each) => standsLoaded(each) && each.state === 'loaded').map(({ id }) => id),
  )
  return {
    load: loads.filter((each) => !standsLoaded(each)),
    hold: landed.flatMap((each) => {
      const code = waitsFor(each)
      const held = code === 'L051' ? each.state === 'held' && each.code === code : stands(each, false)
      return code === null || held ? [] : [{ ...each, code }]
    }),
    remove: applied.filter((id) => !right.has(id)),
    keep: applied.filter((id) => right.has(id)),
  }
}

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
