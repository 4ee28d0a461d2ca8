import { type Contract, dsaTable, type Env, type Kilde, OPEN_END, quoteText, type Session } from '@flis/core'
import { deltaUnits, logUnits, logWhole } from './changes.js'
import { recordLoads, settleStates } from './deliveries.js'
import { applyDelta, findDelta, insertFirst, undoAfter, type WaveDelivery } from './historise-full.js'
import { type Held, heldForEnding, heldForFailures } from './hold.js'
import { type PendingScope, pendingScopes } from './pending.js'
import { type RaadataFile, raadataFiles } from './raadata-rows.js'

interface Share {
  readonly contract: Contract
  readonly files: readonly RaadataFile[]
  readonly wave: readonly WaveDelivery[]
  /** Nothing of these scopes is in history yet. */
  readonly first: boolean
  readonly checks: { readonly quarantined: boolean; readonly duplicates: boolean }
}

/** The part of a wave that speaks for a contract: a delivery speaks only for the files that it holds. */
const shareOf = async (
  env: Env,
  session: Session,
  contract: Contract,
  wave: readonly WaveDelivery[],
): Promise<Share> => {
  const files = await raadataFiles(
    session,
    env.warehouse.paths.root,
    contract,
    wave.map((each) => each.id),
  )
  const speaking = new Set(files.map((each) => each.delivery))
  const own = wave.filter((each) => speaking.has(each.id))
  const scopes = own.map((each) => `(${quoteText(each.kommune)}, ${quoteText(each.kildesystem)})`).join(', ')
  const standing =
    own.length === 0
      ? 0n
      : await session.value(
          `select count(*) from ${dsaTable(contract)} where _til = ${OPEN_END} and (_kommune, _kildesystem) in (${scopes})`,
        )
  const [outcome] = await session.rows(
    `select coalesce(sum(quarantined), 0)::bigint as quarantined, coalesce(sum(duplicates), 0)::bigint as duplicates
     from ops.verified
     where contract = ${quoteText(contract.name)}
       and delivery in (${own.length === 0 ? "''" : own.map((each) => quoteText(each.id)).join(', ')})`,
  )
  return {
    contract,
    files,
    wave: own,
    first: standing === 0n,
    checks: { quarantined: outcome?.quarantined !== 0n, duplicates: outcome?.duplicates !== 0n },
  }
}

const without = (wave: readonly WaveDelivery[], held: readonly Held[]): readonly WaveDelivery[] => {
  const waiting = new Set(held.map((each) => each.delivery))
  return wave.filter((each) => !waiting.has(each.id))
}

const writeShare = async (session: Session, share: Share, held: readonly Held[]): Promise<void> => {
  const wave = without(share.wave, held)
  if (wave.length === 0) return
  const ids = new Set(wave.map((each) => each.id))
  if (share.first) {
    await insertFirst(
      session,
      share.contract,
      share.files.filter((each) => ids.has(each.delivery)),
      share.checks,
    )
    await logWhole(
      session,
      share.contract,
      wave.map((each) => each.kommune),
    )
    return
  }
  await logUnits(session, share.contract, deltaUnits(share.contract, wave))
  await applyDelta(session, share.contract, wave)
}

/** One wave: judged over all contracts first, then written or held as a whole. */
const loadWave = async (
  env: Env,
  session: Session,
  contracts: readonly Contract[],
  of: Kilde,
  wave: readonly WaveDelivery[],
): Promise<void> => {
  const shares: Share[] = []
  for (const contract of contracts) shares.push(await shareOf(env, session, contract, wave))
  const failing = await heldForFailures(
    session,
    env.config,
    wave.map((each) => each.id),
  )
  const ending: Held[] = []
  for (const share of shares) {
    if (share.first || share.wave.length === 0) continue
    await findDelta(session, share.contract, share.wave, share.files, share.checks)
    ending.push(...(await heldForEnding(session, env.config, share.contract, share.wave)))
  }
  const held = [
    ...failing,
    ...ending.filter((each) => !failing.some((one) => one.delivery === each.delivery)),
  ]
  for (const share of shares) await writeShare(session, share, held)
  const loaded = without(wave, held)
  for (const share of shares)
    await recordLoads(
      session,
      of,
      share.contract,
      share.wave.filter((each) => loaded.includes(each)),
      env.run.id,
    )
  await settleStates(
    session,
    loaded.map((each) => each.id),
    held,
  )
}

const undo = async (
  session: Session,
  contracts: readonly Contract[],
  of: Kilde,
  scope: PendingScope,
): Promise<void> => {
  const after = scope.after ?? 0n
  const where = `_kommune = ${quoteText(scope.kommune)} and _kildesystem = ${quoteText(scope.kildesystem)}`
  for (const contract of contracts) {
    await logUnits(
      session,
      contract,
      `(select * from ${dsaTable(contract)} where ${where} and (_fra > ${after} or (_til > ${after} and _til <> ${OPEN_END})))`,
    )
    await undoAfter(session, contract, scope, scope.after)
  }
  await session.run(
    `delete from ops.loads
     where kilde = ${quoteText(of.name)} and kommune = ${quoteText(scope.kommune)}
       and kildesystem = ${quoteText(scope.kildesystem)} and extract_time > ${after}`,
  )
}

/**
 * Brings the full deliveries of a Kilde into history. Scopes go forward side by side: in each wave every scope with
 * work takes its next delivery, so that 98 kommuner cost one set of statements, not 98. All in one transaction.
 *
 * @returns how many deliveries were loaded or held
 */
export const loadFull = async (
  env: Env,
  session: Session,
  of: Kilde,
  contracts: readonly Contract[],
): Promise<number> => {
  const scopes = await pendingScopes(session, of)
  if (scopes.length === 0) return 0
  const longest = Math.max(...scopes.map((each) => each.deliveries.length))
  await session.transaction(async () => {
    for (const scope of scopes.filter((each) => each.undo)) await undo(session, contracts, of, scope)
    for (let nth = 0; nth < longest; nth++) {
      const wave = scopes.flatMap(({ kommune, kildesystem, deliveries }): WaveDelivery[] => {
        const next = deliveries[nth]
        return next === undefined ? [] : [{ kommune, kildesystem, ...next }]
      })
      await loadWave(env, session, contracts, of, wave)
    }
  })
  return scopes.reduce((sum, each) => sum + each.deliveries.length, 0)
}
