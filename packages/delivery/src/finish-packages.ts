import { mkdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import {
  type Env,
  exists,
  type FlisError,
  flisError,
  linkFile,
  quoteText,
  removePath,
  type Session,
  settleFile,
  sha256File,
  syncFolder,
} from '@flis/core'
import { stagedPackages } from './staged-packages.js'

/** What a move of packages came to. */
export interface FinishedPackages {
  /** Paths that stand in the outbox now, relative to the warehouse. */
  readonly moved: readonly string[]
  /** S003, one for each package that is in the ledger and nowhere else. */
  readonly missing: readonly FlisError[]
}

interface Waiting {
  readonly id: string
  readonly run: number
  readonly path: string
  readonly sha256: string
}

/** Entry of `ops.meta`: packages of runs up to this number have left staging. */
const MOVED = 'packages_moved'

const waitingPackages = async (session: Session): Promise<readonly Waiting[]> => {
  const rows = await session.rows(
    `select id, run, path, sha256
     from ops.packages
     where state = 'produced'
       and run > (select coalesce(max(value::integer), 0) from ops.meta where name = ${quoteText(MOVED)})
     order by run, path`,
  )
  return rows.map((row) => ({
    id: String(row.id),
    run: Number(row.run),
    path: String(row.path),
    sha256: String(row.sha256),
  }))
}

const lost = (waiting: Waiting, detail: string): FlisError =>
  flisError('S003', {
    file: waiting.path,
    detail,
    left: 'the package counts as lost; the next run that makes it gives it a new number',
  })

/** Makes the folder of a package and the names of the folders above it safe on disk. */
const prepareFolder = async (folder: string): Promise<void> => {
  if (await exists(folder)) return
  await mkdir(folder, { recursive: true })
  await syncFolder(dirname(folder))
  await syncFolder(dirname(dirname(folder)))
}

/**
 * Brings one package from staging to its place. Under its final name it is there whole or not at all, and what
 * stands there under that name is never overwritten.
 */
const move = async (env: Env, waiting: Waiting): Promise<FlisError | undefined> => {
  const final = join(env.warehouse.paths.root, waiting.path)
  if (await exists(final))
    return (await sha256File(final)) === waiting.sha256
      ? undefined
      : lost(waiting, 'another file has its name')
  const staged = join(stagedPackages(env, waiting.run), basename(final))
  if (!(await exists(staged))) return lost(waiting, 'not in staging')
  const temporary = join(dirname(final), `.${basename(final)}.tmp`)
  await prepareFolder(dirname(final))
  await removePath(temporary)
  await linkFile(staged, temporary)
  if ((await sha256File(temporary)) !== waiting.sha256) {
    await removePath(temporary)
    return lost(waiting, 'damaged in staging')
  }
  await settleFile(temporary, final)
  return undefined
}

const recordMoved = async (session: Session, through: number, lostPaths: readonly Waiting[]): Promise<void> =>
  session.transaction(async () => {
    await session.run(`delete from ops.meta where name = ${quoteText(MOVED)}`)
    await session.run(`insert into ops.meta values (${quoteText(MOVED)}, '${through}')`)
    if (lostPaths.length > 0)
      await session.run(
        `update ops.packages
         set state = 'lost'
         where id in (${lostPaths.map((each) => quoteText(each.id)).join(', ')})`,
      )
  })

/**
 * Moves packages that the ledger names and that are still in staging only, to the outbox. Called after each commit
 * of packages, and at the start of every command that writes, before staging is swept: so a kill between commit and
 * move is made good. Repeating it changes nothing.
 *
 * A package whose staged file is gone too is never made again behind anybody's back: it is named in `missing`, gets
 * the state `lost`, and the next run whose plan asks for it makes it under a new number.
 *
 * @example
 * const { missing } = await finishPackages(env, session)
 * for (const error of missing) console.error(errorWords(error))
 */
export const finishPackages = async (env: Env, session: Session): Promise<FinishedPackages> => {
  const waiting = await waitingPackages(session)
  if (waiting.length === 0) return { moved: [], missing: [] }
  const moved: string[] = []
  const missing: { readonly of: Waiting; readonly error: FlisError }[] = []
  for (const each of waiting) {
    const error = await move(env, each)
    if (error === undefined) moved.push(each.path)
    else missing.push({ of: each, error })
  }
  const runs = [...new Set(waiting.map((each) => each.run))]
  await recordMoved(
    session,
    Math.max(...runs),
    missing.map((each) => each.of),
  )
  for (const run of runs) await removePath(stagedPackages(env, run))
  return { moved, missing: missing.map((each) => each.error) }
}
