import {
  asFlisError,
  emptyPlan,
  exportLedger,
  type FlisError,
  FlisFailure,
  finishRun,
  logged,
  monthOf,
  type Session,
  startRun,
} from '@flis/core'
import { configFingerprint } from '@flis/delivery'
import { FLIS_VERSION } from '@flis/dm'
import { type OpenEnv, type OpenOptions, openEnv } from '../run/open-env.js'
import { cutDeliveries } from './cut-deliveries.js'
import { finishRetention } from './finish-retention.js'
import { type CutDelivery, type RetentionPlan, retentionPlan } from './retention-plan.js'
import { requireRoomForCheckpoint } from './room.js'
import { sealCheckpoint } from './seal-checkpoint.js'

export interface RetainOptions extends OpenOptions {
  /** A periode, `yyyy-mm` or `yyyy-mm-dd`: Rådata of deliveries that lie wholly before it are deleted. */
  readonly before: string
  /** Only say what would be deleted. */
  readonly dryRun?: boolean
  /** Who asked for it; stands in the ledger. */
  readonly operator?: string
}

/** What retention deleted, or would. */
export interface RetainReport {
  /** Number in the ledger; null when nothing was deleted. */
  readonly run: number | null
  readonly before: string
  readonly dryRun: boolean
  /** The checkpoint that a rebuild starts from since; null when nothing was deleted. */
  readonly checkpoint: number | null
  readonly deliveries: readonly CutDelivery[]
  /** Held deliveries among them: they can never load. */
  readonly lost: readonly string[]
  /** Files removed. */
  readonly files: number
}

const nextCheckpoint = async (session: Session): Promise<number> =>
  Number(await session.value('select coalesce(max(nr), 0) + 1 from ops.checkpoints'))

/** Retention in a warehouse that is open, by a plan. What it leaves when it dies is made good by `openEnv`. */
export const performRetention = async (
  { env, session }: OpenEnv,
  plan: RetentionPlan,
  operator: string,
): Promise<{ readonly run: number; readonly checkpoint: number; readonly files: number }> => {
  const steps = emptyPlan(monthOf(env.clock()))
  const area = env.areas.map((each) => each.name).join(', ')
  const run = await startRun(session, env.clock, steps, {
    config: configFingerprint(env.config),
    kind: 'retain',
    area,
    flis: FLIS_VERSION,
  })
  const running = { ...env, run: { id: run, month: steps.month, plan: steps } }
  running.reporter({ event: 'run-started', run, kind: 'retain', steps: plan.deliveries.length })
  const checkpoint = await nextCheckpoint(session)
  let error: FlisError | null = null
  let files = 0
  try {
    const sealed = await sealCheckpoint(running, session, checkpoint, plan)
    env.log.info(logged('checkpoint sealed'), { checkpoint, deliveries: plan.deliveries.length })
    await cutDeliveries(running, session, sealed, plan, operator)
    files = await finishRetention(running, session)
    env.log.info(logged('raadata deleted'), { checkpoint, files })
  } catch (thrown) {
    error = asFlisError(thrown)
  }
  const closing = await env.warehouse.session()
  try {
    await finishRun(running, closing, new Map(), { version: null, error })
    await exportLedger(closing, env.warehouse.paths.published)
  } finally {
    closing.close()
  }
  running.reporter({ event: 'run-done', run, outcome: error === null ? 'done' : error.code })
  if (error !== null) throw new FlisFailure(error)
  return { run, checkpoint, files }
}

/**
 * Deletes the Rådata (Parquet, archived bytes, rejected files, the text of rows in quarantine) of deliveries that lie
 * before a periode. First DSA_HIST as those deliveries made it is sealed as a checkpoint, from which `rebuild` starts;
 * it is read back before anything is deleted. Order: seal, commit in the ledger, delete; after a kill at any point the
 * next command that writes finishes or forgets it.
 *
 * Errors: U001 (no such periode), S001, S006, S008 (something to be deleted is not in history yet), S003 (the
 * checkpoint cannot be read back; nothing has been deleted).
 *
 * @example
 * const { deliveries } = await retain({ warehouse: './lager', areas: [ky], before: '2018-01', dryRun: true })
 */
export const retain = async (options: RetainOptions): Promise<RetainReport> => {
  const { before, dryRun = false } = options
  const open = await openEnv(options)
  try {
    const { env, session } = open
    const plan = await retentionPlan(session, env, before)
    const { deliveries } = plan
    const lost = deliveries.filter(({ state }) => state === 'held').map(({ id }) => id)
    const report = { before, dryRun, deliveries, lost }
    if (dryRun || deliveries.length === 0) return { ...report, run: null, checkpoint: null, files: 0 }
    await requireRoomForCheckpoint(env, options.freeBytes)
    return { ...report, ...(await performRetention(open, plan, options.operator ?? 'unknown')) }
  } finally {
    open.close()
  }
}
