import { open, rename } from 'node:fs/promises'
import {
  type Clock,
  type Dataomraade,
  exists,
  fail,
  keyFingerprint,
  type Log,
  logged,
  removePath,
  type Session,
  stamp,
  syncFolder,
  type WarehouseKey,
  type WarehousePaths,
} from '@flis/core'
import { fitsMembers } from './fits-members.js'
import { type Environment, type GivenKey, givenKeys, nextKeyFile } from './given-keys.js'
import { adoptKey, keyUnderWay, type LedgerKey, ledgerKeys, undoRotation } from './ledger-keys.js'

/** A warehouse that is held for writing, as far as its key is concerned. */
export interface KeyedWarehouse {
  readonly session: Session
  readonly paths: WarehousePaths
  readonly areas: readonly Dataomraade[]
  readonly environment: Environment
  readonly clock: Clock
  readonly log: Log
}

/** The key that surrogates are made with from now on. */
export interface SettledKey {
  readonly key: WarehouseKey
  readonly keys: { readonly nr: number; readonly since: string }
}

/** Overwrites a file that held a key, wherever else it has a name. */
const overwrite = async (file: string): Promise<void> => {
  const handle = await open(file, 'r+')
  try {
    const { size } = await handle.stat()
    await handle.write(Buffer.alloc(size), 0, size, 0)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Overwrites and removes a file that held a key. */
const destroyKey = async (file: string): Promise<void> => {
  if (!(await exists(file))) return
  await overwrite(file)
  await removePath(file)
}

const another = ({ paths }: KeyedWarehouse, found: GivenKey, expected: string): never =>
  fail('C006', {
    file: found.from === 'FLIS_KEY' ? 'FLIS_KEY' : paths.key,
    found: `fingerprint ${found.fingerprint}`,
    expected: `fingerprint ${expected}`,
    left: 'nothing has been changed',
  })

const adopted = async (world: KeyedWarehouse, found: readonly GivenKey[]): Promise<SettledKey> => {
  const { session, paths, areas, clock } = world
  const first = found.find((each) => each.from !== 'key.next')
  if (first === undefined) return fail('C004', { file: paths.key })
  if ((await fitsMembers(session, paths.published, areas, first.key)) === false)
    fail('C006', {
      file: first.from === 'FLIS_KEY' ? 'FLIS_KEY' : paths.key,
      detail: 'published surrogates are made with another',
      left: 'nothing has been changed',
    })
  const since = stamp(clock)
  await adoptKey(session, first.fingerprint, since)
  return { key: first.key, keys: { nr: 1, since } }
}

/** The new key was published with, and stands beside the old one yet: the old one goes. */
const finishRotation = async ({ paths, log }: KeyedWarehouse): Promise<void> => {
  if (await exists(paths.key)) await overwrite(paths.key)
  await rename(nextKeyFile(paths), paths.key)
  await syncFolder(paths.root)
  log.info(logged('the old key has been destroyed'))
}

const inUse = async (
  world: KeyedWarehouse,
  found: readonly GivenKey[],
  [current, ...retired]: readonly [LedgerKey, ...LedgerKey[]],
): Promise<GivenKey> => {
  const { paths } = world
  const of = (from: GivenKey['from']): GivenKey | undefined => found.find((each) => each.from === from)
  const [variable, file, next] = [of('FLIS_KEY'), of('key'), of('key.next')]
  const fits = (each: GivenKey | undefined): each is GivenKey => each?.fingerprint === current.fingerprint
  if (variable !== undefined) {
    if (!fits(variable)) return another(world, variable, current.fingerprint)
    if (retired.some((each) => each.fingerprint === file?.fingerprint)) await destroyKey(paths.key)
    await destroyKey(nextKeyFile(paths))
    return variable
  }
  if (fits(next) && !fits(file)) {
    await finishRotation(world)
    return next
  }
  if (file === undefined) return fail('C004', { file: paths.key })
  if (!fits(file)) return another(world, file, current.fingerprint)
  await destroyKey(nextKeyFile(paths))
  return file
}

/**
 * The key of a warehouse that has been opened for writing, by what the ledger says of it. Makes good what a stopped
 * rotation has left: before its version was published the new key is forgotten, afterwards the old one is destroyed.
 *
 * @param rotation the new key, where this is the rotation itself
 *
 * Errors: C004 (no key), C006 (a key that is not the warehouse's).
 */
export const settleKeys = async (world: KeyedWarehouse, rotation?: WarehouseKey): Promise<SettledKey> => {
  const { session, paths, environment, clock, log } = world
  if (rotation !== undefined) {
    const nr = await keyUnderWay(session, keyFingerprint(rotation))
    return nr === null
      ? fail('S004', { detail: 'another command has undone the rotation' })
      : { key: rotation, keys: { nr, since: stamp(clock) } }
  }
  if (await undoRotation(session)) log.warn(logged('a rotation of the key that was stopped has been undone'))
  const found = await givenKeys(paths, environment)
  const [current, ...retired] = await ledgerKeys(session)
  if (current === undefined) return adopted(world, found)
  const { key } = await inUse(world, found, [current, ...retired])
  return { key, keys: { nr: current.nr, since: current.since } }
}
