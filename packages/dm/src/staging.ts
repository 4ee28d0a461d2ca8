import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Env, type Params, removePath, type Session, settleFile, sha256File } from '@flis/core'
import type { Part } from './table.js'

/** Rows of a row group: fixed, so that the same rows give the same bytes. */
export const ROW_GROUP = 122_880

/** Where a run writes before anything counts. */
export const stagingFolder = (env: Env): string => join(env.warehouse.paths.staging, `run-${env.run.id}`)

/** Folder of the content-addressed Parquet files of DM. */
export const partsFolder = (root: string): string => join(root, 'parts')

/**
 * Writes the rows of a query as an immutable Parquet file, named by its SHA-256. Nothing refers to it until the
 * ledger does. A query without rows gives no part. `name` is unique in the run.
 */
export const writePart = async (
  env: Env,
  session: Session,
  name: string,
  query: string,
  params?: Params,
): Promise<Part | undefined> => {
  const folder = stagingFolder(env)
  await mkdir(folder, { recursive: true })
  const temporary = join(folder, `${name}.parquet`)
  const rows = BigInt(
    await session.run(
      `copy (${query}) to '${temporary.replaceAll("'", "''")}' (format parquet, compression snappy, row_group_size ${ROW_GROUP})`,
      params,
    ),
  )
  if (rows === 0n) {
    await removePath(temporary)
    return undefined
  }
  const sha256 = await sha256File(temporary)
  const path = join(partsFolder(env.warehouse.paths.published), sha256.slice(0, 2), `${sha256}.parquet`)
  await settleFile(temporary, path)
  const { size } = await stat(path)
  return { sha256, path, rows, bytes: BigInt(size) }
}
