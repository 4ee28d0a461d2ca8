import { stat, statfs } from 'node:fs/promises'
import { type Env, fail, type Plan, quoteText, type Session, stepsOf } from '@flis/core'
import { newestVersion } from '@flis/dm'

/** Tells how many bytes are free for a folder; a test tells its own. */
export type FreeBytes = (folder: string) => Promise<number>

/** Free bytes of the file system that a folder lies on, for a user without privileges. */
export const freeOnDisk: FreeBytes = async (folder) => {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/**
 * Bytes that a delivered byte becomes, rounded up from what three synthetic months came to (KY as zip, FSIII as ndjson):
 * its copy in the archive 1.0 and 1.1, Rådata 1.0 and 0.5, growth of the working file 2.7 and 1.0 with what rewriting
 * leaves free in it.
 */
const ARCHIVE = 1
const RAADATA = 2
const HISTORY = 4
/** The first time, when no earlier version tells how large they are: tables of DM 0.7 and 0.1, packages 0.4 and 0.1. */
const FIRST_TABLES = 1
const FIRST_PACKAGES = 1
/** Log of the engine, what it spills, the ledger and its export. */
const ALWAYS = 16 * 1024 ** 2

/** What a run is expected to write, in bytes. */
export interface RoomNeeded {
  readonly raadata: number
  readonly history: number
  readonly tables: number
  readonly packages: number
  readonly always: number
}

const sumOf = (needed: RoomNeeded): number =>
  Object.values(needed).reduce((sum: number, each) => sum + each, 0)

/** Groups of three digits: ten in a row could be taken for a CPR number. */
export const grouped = (bytes: number): string =>
  `${Math.ceil(bytes)
    .toString()
    .replaceAll(/\B(?=(\d{3})+$)/g, ' ')} bytes`

/** Refuses work that the disk has no room for (S006), before anything of it is written. */
const requireRoom = async (
  folder: string,
  needed: number,
  left: string,
  freeBytes: FreeBytes = freeOnDisk,
): Promise<void> => {
  const free = await freeBytes(folder)
  if (free < needed) fail('S006', { needed: grouped(needed), free: grouped(free), left })
}

/** Refuses to copy so many bytes to a disk that has no room for them (S006). */
export const requireRoomForCopy = (
  folder: string,
  bytes: number,
  left: string,
  freeBytes?: FreeBytes,
): Promise<void> => requireRoom(folder, bytes + ALWAYS, left, freeBytes)

const list = (values: Iterable<string>): string => [...new Set(values)].map(quoteText).join(', ')

/** Bytes of the tables that a plan builds, as the version before has them. */
const builtBytes = async (session: Session, models: readonly string[]): Promise<number> =>
  models.length === 0
    ? 0
    : Number(
        await session.value(
          `select coalesce(sum(bytes), 0)
           from ops.parts
           where sha256 in (
             select sha256 from ops.layers
             where version = ${await newestVersion(session)} and model in (${list(models)})
           )`,
        ),
      )

/** Bytes of the packages that a plan makes, as the last ones of the same area and kommune were. */
const packedBytes = async (session: Session, plan: Plan): Promise<number> => {
  const steps = stepsOf(plan, 'package')
  if (steps.length === 0) return 0
  return Number(
    await session.value(
      `select coalesce(sum(bytes), 0)
       from (
         select bytes
         from ops.packages
         where area || ' ' || kommune in (${list(steps.map(({ area, kommune }) => `${area} ${kommune}`))})
         qualify row_number() over (partition by area, kommune, kind order by run desc, nr desc) = 1
       )`,
    ),
  )
}

/** Bytes of landed deliveries that a plan is to bring into history. */
const landedBytes = async (session: Session, plan: Plan): Promise<number> => {
  const because = stepsOf(plan, 'load').flatMap((each) => each.because)
  return because.length === 0
    ? 0
    : Number(
        await session.value(
          `select coalesce(sum(bytes), 0) from ops.deliveries where id in (${list(because)})`,
        ),
      )
}

/**
 * Estimates what a plan will write: what waits, as Rådata and history; the tables and packages that it makes, as large
 * as they were before (the first time: by what has been delivered).
 *
 * @param waiting bytes of the deliveries that wait in the source
 *
 * @example sum(Object.values(await estimateRoom(session, plan, 48_213)))
 */
const estimateRoom = async (session: Session, plan: Plan, waiting: number): Promise<RoomNeeded> => {
  const landed = await landedBytes(session, plan)
  const models = stepsOf(plan, 'build').map((each) => each.model)
  const delivered = Number(
    await session.value(`select coalesce(sum(bytes), 0) from ops.deliveries where state = 'loaded'`),
  )
  const arriving = waiting + landed
  const built = await builtBytes(session, models)
  const packed = await packedBytes(session, plan)
  const first = (is: boolean, share: number): number => (is ? share * (delivered + arriving) : 0)
  return {
    raadata: waiting * (ARCHIVE + RAADATA),
    history: arriving * HISTORY,
    tables: built + first(models.length > 0 && built === 0, FIRST_TABLES),
    packages: packed + first(packed === 0 && stepsOf(plan, 'package').length > 0, FIRST_PACKAGES),
    always: ALWAYS,
  }
}

/** Refuses a run that the disk has no room for (S006). */
export const requireRoomForRun = async (
  env: Env,
  session: Session,
  plan: Plan,
  waiting: number,
  freeBytes?: FreeBytes,
): Promise<void> => {
  const needed = sumOf(await estimateRoom(session, plan, waiting))
  await requireRoom(env.warehouse.paths.root, needed, 'nothing has been written', freeBytes)
}

const sizeOf = async (path: string): Promise<number> => {
  try {
    return (await stat(path)).size
  } catch {
    return 0
  }
}

/** A checkpoint holds DSA_HIST once more: never larger than the working file that holds it. */
export const requireRoomForCheckpoint = async (env: Env, freeBytes?: FreeBytes): Promise<void> => {
  const { root, database } = env.warehouse.paths
  await requireRoom(root, (await sizeOf(database)) + ALWAYS, 'nothing has been deleted', freeBytes)
}

/** A rebuild makes the working file and the tables of DM once more, and DSA_HIST as files to compare. */
export const requireRoomForRebuild = async (
  env: Env,
  session: Session,
  freeBytes?: FreeBytes,
): Promise<void> => {
  const { root, database } = env.warehouse.paths
  const parts = Number(await session.value('select coalesce(sum(bytes), 0) from ops.parts'))
  const needed = 2 * (await sizeOf(database)) + parts + ALWAYS
  await requireRoom(root, needed, 'nothing has been written', freeBytes)
}
