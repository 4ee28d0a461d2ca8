import {
  type Config,
  contractsOf,
  type Dataomraade,
  type KommuneKode,
  kilderOf,
  type LoadStep,
  quoteText,
  type Session,
} from '@flis/core'
import { goneFromQuality, pendingScopes, pendingUpserts } from '@flis/dsa-hist'
import type { WaitingDelivery } from '@flis/rawdata'
import { phaseOf } from './phase-of.js'

interface Pending {
  readonly kilde: string
  readonly kommune: string
  readonly deliveries: readonly string[]
}

const kommunerOf = async (session: Session, ids: readonly string[]): Promise<readonly string[]> =>
  ids.length === 0
    ? []
    : (
        await session.rows(
          `select distinct kommune from ops.deliveries where id in (${ids.map(quoteText).join(', ')}) order by 1`,
        )
      ).map((row) => String(row.kommune))

const pendingOf = async (
  session: Session,
  config: Config,
  areas: readonly Dataomraade[],
): Promise<readonly Pending[]> => {
  const contracts = contractsOf(areas)
  const pending: Pending[] = []
  for (const kilde of kilderOf(areas).values()) {
    const byId = contracts.some((each) => each.kilde === kilde.name && each.mode !== 'full')
    if (byId) {
      const { load, hold, remove } = await pendingUpserts(session, config, kilde, contracts)
      const coming = [...load, ...hold].map(({ kommune, id }) => ({ kommune, deliveries: [id] }))
      const going = (await kommunerOf(session, remove)).map((kommune) => ({ kommune, deliveries: remove }))
      pending.push(...[...coming, ...going].map((each) => ({ kilde: kilde.name, ...each })))
    } else
      pending.push(
        ...(await pendingScopes(session, config, kilde)).map(({ kommune, deliveries }) => ({
          kilde: kilde.name,
          kommune,
          deliveries: deliveries.map((each) => each.id),
        })),
      )
  }
  return pending
}

/** Kilder that wait for another's codes, or are checked against them, load more when that one arrives. */
const followers = (areas: readonly Dataomraade[], arriving: ReadonlySet<string>): ReadonlySet<string> => {
  const contracts = contractsOf(areas)
  const arrivingContracts = new Set(
    contracts.filter((each) => arriving.has(each.kilde)).map((each) => each.name),
  )
  const checked = contracts
    .filter((each) =>
      Object.values(each.fields).some(
        (field) => field.kind.type === 'reference' && arrivingContracts.has(field.kind.contract),
      ),
    )
    .map((each) => each.kilde)
  return new Set(checked)
}

const followingLoads = async (
  session: Session,
  areas: readonly Dataomraade[],
  waiting: readonly WaitingDelivery[],
): Promise<readonly Pending[]> => {
  const kilder = followers(areas, new Set(waiting.map((each) => each.kilde)))
  if (kilder.size === 0) return []
  const rows = await session.rows(
    `select d.kilde, d.kommune, list(distinct d.id order by d.id) as deliveries
     from ops.deliveries d
     where d.kilde in (${[...kilder].map(quoteText).join(', ')})
       and (d.state = 'held' or exists (
         select 1 from ops.quarantine q where q.delivery = d.id and q.state = 'open'
       ))
     group by all
     order by all`,
  )
  return rows.map((row) => ({
    kilde: String(row.kilde),
    kommune: String(row.kommune),
    deliveries: (row.deliveries as unknown as { readonly items: readonly string[] }).items,
  }))
}

const merged = (pending: readonly Pending[]): readonly LoadStep[] => {
  const merged = new Map<string, Pending>()
  for (const each of pending) {
    const key = `${each.kilde} ${each.kommune}`
    const before = merged.get(key)
    merged.set(key, { ...each, deliveries: [...(before?.deliveries ?? []), ...each.deliveries] })
  }
  return [...merged]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { kilde, kommune, deliveries }]) => ({
      kind: 'load',
      id: `load ${key}`,
      phase: phaseOf(kommune),
      kommune: kommune as KommuneKode,
      why: 'missing',
      because: [...new Set(deliveries)],
      kilde,
    }))
}

/**
 * What a run brings into DSA_HIST, Kilde by Kilde and kommune by kommune: deliveries that are pending, that went, that
 * follow a code list which is about to come, and those that wait in the source.
 */
export const loadSteps = async (
  session: Session,
  config: Config,
  areas: readonly Dataomraade[],
  waiting: readonly WaitingDelivery[],
): Promise<readonly LoadStep[]> => {
  const kilder = kilderOf(areas)
  const gone = (await goneFromQuality(session)).filter(({ kilde }) => kilder.has(kilde))
  return merged([
    ...(await pendingOf(session, config, areas)),
    ...gone.map(({ id, kilde, kommune }) => ({ kilde, kommune, deliveries: [id] })),
    ...(await followingLoads(session, areas, waiting)),
    ...waiting
      .filter((each) => each.kilde !== '')
      .map((each) => ({ kilde: each.kilde, kommune: each.kommune, deliveries: [each.fileName] })),
  ])
}
