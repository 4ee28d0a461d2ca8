import { type Contract, dsaTable, type Env, type Kilde, OPEN_END, quoteText, type Session } from '@flis/core'
import { type PendingScope, pendingScopes } from '../pending/pending.js'
import { type RaadataFile, raadataFilesOf } from '../rows/raadata-rows.js'
import { type Checks, checksOf } from '../verify/checks.js'
import { deltaUnits, logUnits, logWhole } from './changes.js'
import { recordLoads, settleStates, type Waiting } from './deliveries.js'
import { findLeftOut, forgetLeftOut } from './find-left-out.js'
import {
  applyDelta,
  type Comparison,
  compareFull,
  findDelta,
  insertFirst,
  undoAfter,
  type WaveDelivery,
} from './historise-full.js'
import { addReplaced, compareDelta } from './historise-replace.js'
import { type Held, heldForEnding, heldForFailures } from './hold.js'
import { deltaFiles, deltaRows, findPersons, fullFiles, fullRows } from './persons.js'

interface Share {
  readonly contract: Contract
  readonly files: readonly RaadataFile[]
  readonly wave: readonly WaveDelivery[]
  /** Nothing of these scopes is in history yet. */
  readonly first: boolean
  readonly checks: Checks
}

/** The part of a wave that speaks for a contract: a delivery speaks only for the files that it holds. */
const shareOf = async (
  session: Session,
  contract: Contract,
  wave: readonly WaveDelivery[],
  files: readonly RaadataFile[],
  checks: Checks,
): Promise<Share> => {
  const speaking = new Set(files.map((each) => each.delivery))
  const own = wave.filter((each) => speaking.has(each.id))
  const scopes = own.map((each) => `(${quoteText(each.kommune)}, ${quoteText(each.kildesystem)})`).join(', ')
  // What a full delivery has ended can still be replaced by a delta.
  const open = own.some((each) => each.type === 'D') ? '' : `_til = ${OPEN_END} and`
  const standing =
    own.length === 0
      ? 0n
      : await session.value(
          `select count(*) from ${dsaTable(contract)} where ${open} (_kommune, _kildesystem) in (${scopes})`,
        )
  return { contract, files, wave: own, first: standing === 0n, checks }
}

const without = (wave: readonly WaveDelivery[], held: readonly Waiting[]): readonly WaveDelivery[] => {
  const waiting = new Set(held.map((each) => each.delivery))
  return wave.filter((each) => !waiting.has(each.id))
}

/** The contracts whose rows decide what DM sees of a contract: its own, and of runs who is there. */
const seenWith = (contract: Contract): readonly Contract[] => {
  const runs = contract.stretchedFrom?.runs
  return runs === undefined ? [contract] : [contract, runs.presentIn]
}

const writeShare = async (
  env: Env,
  session: Session,
  share: Share,
  held: readonly Waiting[],
): Promise<void> => {
  const { contract, checks } = share
  const wave = without(share.wave, held)
  if (wave.length === 0) return
  await findLeftOut(env, session, contract, wave, share.files, checks)
  if (share.first) {
    const full = fullFiles(share.files, wave)
    const deltas = deltaFiles(share.files, wave)
    const inserted = await insertFirst(session, contract, [
      ...(full.length === 0 ? [] : [fullRows(contract, full, checks)]),
      ...(deltas.length === 0 ? [] : [deltaRows(contract, deltas, checks)]),
    ])
    const kommuner = inserted === 0 ? [] : wave.map((each) => each.kommune)
    await logWhole(session, contract, kommuner)
    return
  }
  for (const each of seenWith(contract)) await logUnits(session, contract, deltaUnits(each, wave))
  await applyDelta(session, share.contract, wave)
}

/** Who is present in the deltas of a wave, and whose data its full deliveries must leave alone. */
const findWavePersons = async (
  session: Session,
  shares: readonly Share[],
  wave: readonly WaveDelivery[],
): Promise<void> => {
  const found = new Set<string>()
  for (const { contract } of shares) {
    const { replaces } = contract
    const presentIn = shares.find((each) => each.contract.name === replaces?.presentIn)
    if (replaces === undefined || presentIn === undefined || found.has(replaces.presentIn)) continue
    found.add(replaces.presentIn)
    await findPersons(session, replaces, presentIn, wave)
  }
}

/** Finds what a share of a wave would change (`delta_<Kontrakt>`), and which full deliveries would end too much. */
const judgeShare = async (env: Env, session: Session, share: Share): Promise<readonly Held[]> => {
  const { contract, files, wave, checks } = share
  const full = wave.filter((each) => each.type === 'F')
  const deltas = deltaFiles(files, wave)
  const comparisons: Comparison[] = []
  if (full.length > 0) comparisons.push(compareFull(contract, full, fullFiles(files, wave), checks))
  if (deltas.length > 0) comparisons.push(await compareDelta(session, contract, deltas, checks))
  await findDelta(session, contract, comparisons, wave.length)
  if (deltas.length > 0) await addReplaced(session, contract, deltas, checks)
  return full.length === 0 ? [] : heldForEnding(session, env.config, contract, full)
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
  const ids = wave.map((each) => each.id)
  const files = await raadataFilesOf(env, session, contracts, ids)
  const checks = await checksOf(session, contracts, ids)
  for (const contract of contracts)
    shares.push(await shareOf(session, contract, wave, files.get(contract) ?? [], checks(contract)))
  await findWavePersons(session, shares, wave)
  const failing = await heldForFailures(session, env.config, ids)
  const ending: Held[] = []
  for (const share of shares) {
    if (share.first || share.wave.length === 0) continue
    ending.push(...(await judgeShare(env, session, share)))
  }
  const accepted = new Set(wave.filter((each) => each.accepted).map(({ id }) => id))
  const held = [
    ...failing,
    ...ending.filter((each) => !failing.some((one) => one.delivery === each.delivery)),
  ].filter((each) => !accepted.has(each.delivery))
  for (const share of shares) await writeShare(env, session, share, held)
  const loaded = without(wave, held)
  await recordLoads(
    session,
    of,
    shares.map(({ contract, wave: own }) => ({
      contract,
      deliveries: own.filter((each) => loaded.includes(each)),
    })),
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
  const changed = `${where} and (_fra > ${after} or (_til > ${after} and _til <> ${OPEN_END}))`
  for (const contract of contracts)
    for (const each of seenWith(contract))
      await logUnits(session, contract, `(select * from ${dsaTable(each)} where ${changed})`)
  for (const contract of contracts) await undoAfter(session, contract, scope, scope.after)
  const loaded = `kilde = ${quoteText(of.name)} and kommune = ${quoteText(scope.kommune)}
       and kildesystem = ${quoteText(scope.kildesystem)} and extract_time > ${after}`
  await forgetLeftOut(session, `select delivery from ops.loads where ${loaded}`)
  await session.run(`delete from ops.loads where ${loaded}`)
}

/** Deliveries of a scope that wait for a predecessor. */
const waitingIn = ({ deliveries }: PendingScope): readonly Waiting[] =>
  deliveries.flatMap(({ id, missing }) =>
    missing === null ? [] : [{ delivery: id, code: 'L050' as const, missing }],
  )

/**
 * Brings the deliveries of a Kilde that load in order, full ones and their deltas, into history. Scopes go forward
 * side by side: in each wave every scope with work takes its next delivery, so that 98 kommuner cost one set of
 * statements, not 98. All in one transaction.
 *
 * @returns how many deliveries were loaded or held
 */
export const loadFull = async (
  env: Env,
  session: Session,
  of: Kilde,
  contracts: readonly Contract[],
): Promise<number> => {
  const scopes = await pendingScopes(session, env.config, of)
  if (scopes.length === 0) return 0
  const loading = scopes.map((each) => each.deliveries.filter(({ missing }) => missing === null))
  const longest = Math.max(...loading.map((each) => each.length))
  await session.transaction(async () => {
    for (const scope of scopes.filter((each) => each.undo)) await undo(session, contracts, of, scope)
    await settleStates(session, [], scopes.flatMap(waitingIn))
    for (let nth = 0; nth < longest; nth++) {
      const wave = scopes.flatMap(({ kommune, kildesystem }, index): WaveDelivery[] => {
        const next = loading[index]?.[nth]
        return next === undefined ? [] : [{ kommune, kildesystem, ...next }]
      })
      await loadWave(env, session, contracts, of, wave)
    }
  })
  return scopes.reduce((sum, each) => sum + each.deliveries.length, 0)
}
