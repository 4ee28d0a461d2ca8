import {
  type Contract,
  contractsOf,
  type Dataomraade,
  dsaTableDdl,
  type Env,
  isHistorised,
  type Kilde,
  kilderOf,
  type Session,
  type Stage,
  stage,
  stepsOf,
} from '@flis/core'
import type { Landed } from '@flis/rawdata'
import { settleReopened } from './decisions/reopen.js'
import { countRows } from './history/deliveries.js'
import { loadFull } from './history/load-full.js'
import { loadUpserts } from './history/load-upsert.js'
import { isAwaiting } from './pending/pending.js'
import { testLoads } from './quality/test-loads.js'
import { listsOf, reopenAwaited, reopenForNewCodes } from './verify/retry-codes.js'
import { verifyContracts } from './verify/verify.js'

/** What has been brought into DSA_HIST. */
export interface Historised extends Landed {
  /** Deliveries judged in this run: loaded or held. */
  readonly historised: number
}

export interface Verified extends Landed {
  readonly verified: readonly string[]
}

const contractsOfKilde = (contracts: readonly Contract[], of: Kilde): readonly Contract[] =>
  contracts.filter((each) => each.kilde === of.name)

/** Kilder in the order in which they must load: one whose codes another is checked against comes first. */
const inOrder = (kilder: readonly Kilde[], contracts: readonly Contract[]): readonly Kilde[] => {
  const needs = (of: Kilde): readonly string[] =>
    contractsOfKilde(contracts, of).flatMap((each) => [
      ...listsOf(each),
      ...(of.awaits === undefined ? [] : [of.awaits]),
    ])
  const kildeOf = new Map(contracts.map((each) => [each.name, each.kilde]))
  const depth = (of: Kilde, seen: readonly string[] = []): number =>
    Math.max(
      0,
      ...needs(of).map((name) => {
        const before = kilder.find((each) => each.name === kildeOf.get(name))
        return before === undefined || before.name === of.name || seen.includes(before.name)
          ? 0
          : 1 + depth(before, [...seen, of.name])
      }),
    )
  return [...kilder].sort((a, b) => depth(a) - depth(b) || (a.name < b.name ? -1 : 1))
}

const verifyKilde = async (
  env: Env,
  session: Session,
  of: Kilde,
  contracts: readonly Contract[],
  isReady: boolean,
): Promise<readonly string[]> => {
  if (isReady) await reopenAwaited(session, of, contracts)
  for (const contract of contracts) await reopenForNewCodes(session, contract)
  const verified = await verifyContracts(env, session, contracts, !isReady)
  await settleReopened(session, contracts, verified)
  await countRows(session, verified)
  return verified
}

/** Makes the tables of DSA_HIST; tells which Kilder have anything to be looked at, in the order in which they load. */
const kilderWithWork = async (
  session: Session,
  areas: readonly Dataomraade[],
  contracts: readonly Contract[],
): Promise<readonly Kilde[]> => {
  for (const each of contracts.filter(isHistorised)) await session.run(dsaTableDdl(each))
  const rows = await session.rows(
    `select distinct kilde from ops.deliveries where state in ('received', 'held', 'loaded', 'withdrawn')`,
  )
  const landed = new Set(rows.map((row) => String(row.kilde)))
  return inOrder([...kilderOf(areas).values()], contracts).filter(({ name }) => landed.has(name))
}

/**
 * Verifies what has landed: each row that breaks its contract goes whole to quarantine, with all its reasons; exact
 * duplicates are counted. Rows of a Kilde whose reference data have not come are judged by all else for the present.
 *
 * @example pipe(land(ky), andThen(verify(ky)), andThen(historise(ky)))
 */
export const verify = (...areas: readonly Dataomraade[]): Stage<Landed, Verified> =>
  stage(
    'verify',
    async (landed, env) => {
      const contracts = contractsOf(areas)
      const session = await env.warehouse.session(env.signal)
      try {
        const verified: string[] = []
        for (const of of await kilderWithWork(session, areas, contracts)) {
          const isReady = !(await isAwaiting(session, of, contracts))
          verified.push(...(await verifyKilde(env, session, of, contractsOfKilde(contracts, of), isReady)))
        }
        return { ...landed, verified }
      } finally {
        session.close()
      }
    },
    areas,
  )

const reportSteps = (env: Env, of: Kilde, event: 'step-started' | 'step-committing' | 'step-done'): void => {
  for (const step of stepsOf(env.run.plan, 'load')) {
    if (step.kilde !== of.name) continue
    if (event === 'step-started') env.reporter({ event, step: step.id, why: step.why })
    else if (event === 'step-committing') env.reporter({ event, step: step.id })
    else env.reporter({ event, step: step.id, outcome: 'done', rows: 0 })
  }
}

/**
 * Brings what has landed into DSA_HIST: verified, typed, with history (`_fra`, `_til` in extract time). What is
 * loaded is a function of the set of landed deliveries, whatever the order in which they came. Rerun: no change.
 *
 * @example pipe(land(ky), andThen(historise(ky)), andThen(build(ky)))
 */
export const historise = (...areas: readonly Dataomraade[]): Stage<Landed, Historised> =>
  stage(
    'historise',
    async (landed, env) => {
      const contracts = contractsOf(areas)
      const session = await env.warehouse.session(env.signal)
      try {
        let historised = 0
        for (const of of await kilderWithWork(session, areas, contracts)) {
          const own = contractsOfKilde(contracts, of)
          const isReady = !(await isAwaiting(session, of, contracts))
          reportSteps(env, of, 'step-started')
          await verifyKilde(env, session, of, own, isReady)
          reportSteps(env, of, 'step-committing')
          const byId = own.some((each) => each.mode !== 'full')
          historised += byId
            ? await loadUpserts(env, session, of, own, contracts)
            : isReady
              ? await loadFull(env, session, of, own.filter(isHistorised))
              : 0
          reportSteps(env, of, 'step-done')
        }
        await testLoads(env, session, areas)
        return { ...landed, historised }
      } finally {
        session.close()
      }
    },
    areas,
  )
