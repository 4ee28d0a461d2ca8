import { type Env, quoteText, type Session, stamp } from '@flis/core'
import type { CheckpointRecord } from '@flis/dsa-hist'
import { forgetRaadata } from '@flis/rawdata'
import type { RetentionPlan } from './retention-plan.js'

/** The log of what was deleted: a step of the run for each delivery. */
const logSteps = async (session: Session, run: number, nr: number, before: string): Promise<void> => {
  await session.run(
    `insert into ops.steps (run, nr, step, kind, phase, kommune, why, because, outcome, "rows")
     select
       ${run},
       row_number() over (order by extract_time nulls last, id),
       'retain ' || id, 'retain', 2, coalesce(kommune, '0000'), 'asked for', [${quoteText(before)}], 'deleted', rows_in
     from ops.deliveries
     where checkpoint = ${nr}`,
  )
  await session.run(
    `update ops.runs
     set steps = (select count(*) from ops.steps where run = ${run})
     where id = ${run}`,
  )
}

const logDecision = async (
  env: Env,
  session: Session,
  { before, deliveries }: RetentionPlan,
  operator: string,
): Promise<void> => {
  await session.run(
    `insert into ops.decisions (nr, decision, value, reason, decided, run)
     select coalesce(max(nr), 0) + 1, 'retain', $before, $reason, $decided, ${env.run.id}
     from ops.decisions`,
    { before, reason: `${deliveries.length} deliveries, by ${operator}`, decided: stamp(env.clock) },
  )
}

/**
 * The moment of retention, in one transaction: the checkpoint counts, its deliveries' Rådata do not, the text of their
 * rows in quarantine is gone, and what was held among them is rejected (L070), for it can never load. Their files are
 * still there: `finishRetention` removes them.
 */
export const cutDeliveries = async (
  env: Env,
  session: Session,
  checkpoint: CheckpointRecord,
  plan: RetentionPlan,
  operator: string,
): Promise<void> => {
  const { nr, path, sha256 } = checkpoint
  const ids = plan.deliveries.map(({ id }) => quoteText(id)).join(', ')
  await session.transaction(async () => {
    await session.run(`update ops.checkpoints set state = 'superseded' where state <> 'superseded'`)
    await session.run(
      `insert into ops.checkpoints (nr, "before", sealed, path, sha256, run, state, operator)
       values (${nr}, $before, $sealed, $path, $sha256, ${env.run.id}, 'deleting', $operator)`,
      { before: plan.before, sealed: stamp(env.clock), path, sha256, operator },
    )
    await session.run(
      `update ops.deliveries
       set checkpoint = ${nr},
         code = case when state = 'held' then 'L070' else code end,
         facts = case when state = 'held' then null else facts end,
         state = case when state = 'held' then 'rejected' else state end
       where id in (${ids})`,
    )
    await forgetRaadata(env, session, nr)
    await logSteps(session, env.run.id, nr, plan.before)
    await logDecision(env, session, plan, operator)
  })
  // what was deleted leaves the write-ahead log too
  await session.run('checkpoint')
}
