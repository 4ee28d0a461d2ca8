import { join } from 'node:path'
import {
  exportLedger,
  FlisFailure,
  fail,
  keyFingerprint,
  type Month,
  removePath,
  type Session,
  stamp,
  type WarehouseKey,
} from '@flis/core'
import { type AsStood, inBuildOrder, newestMonth, newestVersion, standingOf, tablesOfVersion } from '@flis/dm'
import { type OpenEnv, type OpenOptions, openEnv } from '../../run/open-env.js'
import { everythingAnew } from './everything-anew.js'
import { type Environment, givenKeys } from './given-keys.js'
import { beginRotation, type LedgerKey, ledgerKeys, takeIntoUse } from './ledger-keys.js'
import { type Chance, type ChosenKey, chosenKey, keepNext } from './next-key.js'

export interface RotateKeyOptions extends Omit<OpenOptions, 'rotation' | 'anyForm'> {
  readonly chance: Chance
  /** A file with the new key, 64 hexadecimal digits; absent: FLIS_KEY where it is not the present key, else a random one. */
  readonly keyFile?: string
}

/** What a rotation has done. Keys are told by fingerprint. */
export interface KeyRotation {
  /** Counted up from 1; stands as `versions.keys` in the manifests of packages. */
  readonly nr: number
  readonly since: string
  readonly before: string
  readonly after: string
  /** Null where nothing had been published, and no table had to be made anew. */
  readonly run: number | null
  readonly version: number | null
  readonly month: Month | null
  /** Where the new key is kept; of `FLIS_KEY` the operator sees to it. */
  readonly kept: ChosenKey['kept']
}

/** Tables of areas that the settings do not list would keep their surrogates: two keys in one version (C001). */
const requireEveryTable = async ({ env, session }: OpenEnv): Promise<void> => {
  const version = await newestVersion(session)
  const known = new Set(inBuildOrder(env.areas).map((each) => each.name))
  const tables = await tablesOfVersion(session, env.warehouse.paths.published, version)
  const unknown = [...tables.keys()].filter((name) => !known.has(name))
  if (unknown.length > 0)
    fail('C001', {
      column: 'areas',
      detail: `no area has the published tables ${unknown.slice(0, 5).join(', ')}`,
      left: 'the key is as it was',
    })
}

/** The month that month-runs have come to; of a warehouse that only Borger runs have published, theirs. */
const publishedMonth = async (session: Session): Promise<Month | null> =>
  (await newestMonth(session)) ?? (await newestMonth(session, { withBorgerRuns: true }))

/** Without FLIS_KEY where that is the new key and the file holds the present one. */
const presentEnvironment = async (options: RotateKeyOptions): Promise<Environment> => {
  const environment = options.environment ?? process.env
  try {
    const open = await openEnv({ ...options, environment })
    open.close()
    return environment
  } catch (thrown) {
    const isOther = thrown instanceof FlisFailure && thrown.error.code === 'C006'
    const { FLIS_KEY: variable, ...others } = environment
    if (!isOther || variable === undefined || variable === '') throw thrown
    const open = await openEnv({ ...options, environment: others })
    open.close()
    return others
  }
}

interface Begun extends ChosenKey {
  readonly present: LedgerKey
  readonly month: Month | null
  readonly asStood: AsStood
}

const begin = async (options: RotateKeyOptions, environment: Environment): Promise<Begun> => {
  const opened = await openEnv({ ...options, environment })
  const { env, session } = opened
  try {
    const known = await ledgerKeys(session)
    const [present] = known
    if (present === undefined) return fail('C004')
    const { paths } = env.warehouse
    const found = await givenKeys(paths, options.environment ?? process.env)
    const chosen = await chosenKey(options, found, present)
    const fingerprint = keyFingerprint(chosen.key)
    if (known.some((each) => each.fingerprint === fingerprint))
      fail('U001', { found: 'a key that has been in use here', expected: 'a new key' })
    await requireEveryTable(opened)
    // A rebuild that was killed has left the present key there.
    await removePath(join(paths.root, '.rebuild'))
    const asStood = await standingOf(session)
    if (chosen.kept === 'key') await keepNext(paths, chosen.key)
    await beginRotation(session, fingerprint)
    return { ...chosen, present, month: await publishedMonth(session), asStood }
  } finally {
    opened.close()
  }
}

/** Nothing is published: the ledger's word is all there is to change. */
const takeIntoUseAlone = async (options: OpenOptions, rotation: WarehouseKey): Promise<void> => {
  const { env, session, close } = await openEnv({ ...options, rotation })
  try {
    await session.transaction(() =>
      takeIntoUse(session, { since: env.keys?.since ?? stamp(env.clock), run: null, version: null }),
    )
  } finally {
    close()
  }
}

const settled = async (options: OpenOptions): Promise<LedgerKey> => {
  const { env, session, close } = await openEnv(options)
  try {
    await exportLedger(session, env.warehouse.paths.published)
    const [present] = await ledgerKeys(session)
    return present ?? fail('C004')
  } finally {
    close()
  }
}

/**
 * Gives a warehouse another key: every table is made anew as it stands, the newest month's DM packages too, and published
 * as one version; then the old key is overwritten. The new key waits in `key.next` until that version is there. What stops
 * before is undone, what stops after is finished, by this command or by the next one that writes.
 *
 * Errors: U001 (no new key, or one that has been in use), U004 (no such key file), C001 (published tables of areas that the
 * settings do not list), C004, C006, S001, those of a run. The old key counts after an error.
 *
 * @example
 * const { nr, version } = await rotateKey({ warehouse: './lager', areas: [ky], chance: randomBytes })
 */
export const rotateKey = async (options: RotateKeyOptions): Promise<KeyRotation> => {
  const environment = await presentEnvironment(options)
  const present = { ...options, environment }
  const begun = await begin(options, environment)
  const after = keyFingerprint(begun.key)
  // Afterwards FLIS_KEY is the new key where it was given as such, and none where the operator has to set it anew.
  const { FLIS_KEY: _, ...others } = environment
  try {
    const report =
      begun.month === null ? null : await everythingAnew(present, begun.month, begun.asStood, begun.key)
    if (report?.run === null || report === null) await takeIntoUseAlone(present, begun.key)
    const last = await settled({
      ...options,
      environment:
        begun.kept === 'key'
          ? others
          : { ...others, FLIS_KEY: Buffer.from(begun.key.reveal()).toString('hex') },
    })
    return {
      nr: last.nr,
      since: last.since,
      before: begun.present.fingerprint,
      after,
      run: report?.run ?? null,
      version: report?.version ?? null,
      month: begun.month,
      kept: begun.kept,
    }
  } catch (thrown) {
    // Opening it forgets the new key, unless its version is there already.
    await settled({ ...present, signal: new AbortController().signal }).catch(() => undefined)
    throw thrown
  }
}
