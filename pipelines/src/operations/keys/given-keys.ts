import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  exists,
  FlisFailure,
  fail,
  keyFingerprint,
  type WarehouseKey,
  type WarehousePaths,
  warehouseKey,
} from '@flis/core'

export type Environment = Readonly<Record<string, string | undefined>>

/** A key that stands somewhere, with what tells it from others. */
export interface GivenKey {
  readonly from: 'FLIS_KEY' | 'key' | 'key.next'
  readonly key: WarehouseKey
  readonly fingerprint: string
}

/** The new key while it is being taken into use. */
export const nextKeyFile = ({ root }: Pick<WarehousePaths, 'root'>): string => join(root, 'key.next')

const given = (from: GivenKey['from'], text: string): GivenKey => {
  const key = warehouseKey(text)
  return { from, key, fingerprint: keyFingerprint(key) }
}

/** The key in a file; undefined where there is no file, or nothing that is a key: a rotation overwrites what is of no worth. */
const inFile = async (from: GivenKey['from'], file: string): Promise<GivenKey | undefined> => {
  if (!(await exists(file))) return undefined
  try {
    return given(from, await readFile(file, 'utf8'))
  } catch (thrown) {
    if (thrown instanceof FlisFailure) return undefined
    throw thrown
  }
}

/**
 * The keys that stand in FLIS_KEY and in the folder, the one that counts first.
 * Errors: C004 where there is none, or FLIS_KEY is no key.
 */
export const givenKeys = async (
  paths: WarehousePaths,
  environment: Environment,
): Promise<readonly GivenKey[]> => {
  const { FLIS_KEY: variable } = environment
  const keys = [
    ...(variable === undefined || variable === '' ? [] : [given('FLIS_KEY', variable)]),
    ...[await inFile('key', paths.key), await inFile('key.next', nextKeyFile(paths))].flatMap(
      (each) => each ?? [],
    ),
  ]
  if (keys.length > 0) return keys
  return (await exists(paths.key))
    ? fail('C004', { file: paths.key, expected: '64 hexadecimal digits' })
    : fail('C004', { file: paths.key })
}
