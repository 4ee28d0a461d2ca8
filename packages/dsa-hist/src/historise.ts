import {
  type Contract,
  contractsOf,
  type Dataomraade,
  dsaTableDdl,
  type Env,
  type Kilde,
  kilderOf,
  quoteText,
  type Session,
  type Stage,
  stage,
  stepsOf,
} from '@flis/core'
import type { Landed } from '@flis/rawdata'
import { countRows } from './deliveries.js'
import { loadFull } from './load-full.js'
import { loadUpserts } from './load-upsert.js'
import { isAwaiting } from './pending.js'
import { listsOf, mergeReopened, reopenForNewCodes } from './retry-codes.js'
import { verifyContract } from './verify.js'

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
  contracts: readonly Contract[],
): Promise<readonly string[]> => {
  const verified = new Set<string>()
  for (const contract of contracts) {
    const reopened = await reopenForNewCodes(session, contract)
    for (const id of await verifyContract(env, session, contract)) verified.add(id)
    await mergeReopened(session, contract, reopened)
  }
  const ids = [...verified]
  await countRows(session, ids)
  return ids
}

const ready = async (session: Session, of: Kilde, contracts: readonly Contract[]): Promise<boolean> => {
  for (const each of contracts) await session.run(dsaTableDdl(each))
  return !(await isAwaiting(session, of, contracts))
}

/**
 * Verifies what has landed: each row that breaks its contract goes whole to quarantine, with all its reasons; exact
 * duplicates are counted. Rows of a Kilde whose reference data have not come are left for {@link historise}.
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
        for (const of of inOrder([...kilderOf(areas).values()], contracts)) {
          if (!(await ready(session, of, contracts))) continue
          verified.push(...(await verifyKilde(env, session, contractsOfKilde(contracts, of))))
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

/** How many deliveries of a Kilde wait for their turn in the ledger. */
const anythingLanded = async (session: Session, of: Kilde): Promise<boolean> =>
  (await session.value(
    `select count(*) from ops.deliveries where kilde = ${quoteText(of.name)} and state in ('received', 'held', 'loaded')`,
  )) !== 0n

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
        for (const of of inOrder([...kilderOf(areas).values()], contracts)) {
          const own = contractsOfKilde(contracts, of)
          const isReady = await ready(session, of, contracts)
          if (!(await anythingLanded(session, of))) continue
          reportSteps(env, of, 'step-started')
          if (isReady) await verifyKilde(env, session, own)
          reportSteps(env, of, 'step-committing')
          const upsert = own.some((each) => each.mode === 'upsert')
          historised += upsert
            ? await loadUpserts(env, session, of, own, contracts)
            : isReady
              ? await loadFull(env, session, of, own)
              : 0
          reportSteps(env, of, 'step-done')
        }
        return { ...landed, historised }
      } finally {
        session.close()
      }
    },
    areas,
  )
