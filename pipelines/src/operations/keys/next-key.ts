import { open, readFile } from 'node:fs/promises'
import {
  exists,
  fail,
  removePath,
  syncFolder,
  type WarehouseKey,
  type WarehousePaths,
  warehouseKey,
} from '@flis/core'
import { type GivenKey, nextKeyFile } from './given-keys.js'
import type { LedgerKey } from './ledger-keys.js'

/** Gives so many bytes that nobody can foresee. */
export type Chance = (bytes: number) => Uint8Array

const fromFile = async (file: string): Promise<WarehouseKey> =>
  (await exists(file)) ? warehouseKey(await readFile(file, 'utf8')) : fail('U004', { file })

/** A new key, and where it is kept once it is in use. */
export interface ChosenKey {
  readonly key: WarehouseKey
  readonly kept: 'key' | 'FLIS_KEY'
}

/** The new key, by what was given and where the present one stands. */
export const chosenKey = async (
  { keyFile, chance }: { readonly keyFile?: string; readonly chance: Chance },
  found: readonly GivenKey[],
  present: LedgerKey,
): Promise<ChosenKey> => {
  const variable = found.find((each) => each.from === 'FLIS_KEY')
  if (variable !== undefined && variable.fingerprint !== present.fingerprint)
    return keyFile === undefined
      ? { key: variable.key, kept: 'FLIS_KEY' }
      : fail('U001', { found: '--key-file and another key in FLIS_KEY', expected: 'one new key' })
  const kept = variable === undefined ? 'key' : 'FLIS_KEY'
  if (keyFile !== undefined) return { key: await fromFile(keyFile), kept }
  // Nobody but the operator can change the variable: a random key would be lost.
  return kept === 'FLIS_KEY'
    ? fail('U001', { found: 'the present key comes from FLIS_KEY', expected: '--key-file' })
    : { key: warehouseKey(Buffer.from(chance(32)).toString('hex')), kept }
}

/** Writes the new key where it waits, safe on disk, for its owner only. */
export const keepNext = async (paths: WarehousePaths, key: WarehouseKey): Promise<void> => {
  const file = nextKeyFile(paths)
  await removePath(file)
  const handle = await open(file, 'wx', 0o600)
  try {
    await handle.writeFile(`${Buffer.from(key.reveal()).toString('hex')}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await syncFolder(paths.root)
}
