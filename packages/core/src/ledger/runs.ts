import { type Clock, stamp } from '../clock.js'
import type { Session } from '../duckdb/session.js'
import type { Env } from '../env.js'
import type { FlisError } from '../errors/flis-error.js'
import type { Plan } from '../plan/plan.js'
import { quoteText } from '../sql/sql.js'

/** What a run is, for the ledger. */
export interface RunStart {
  readonly kind: string
  readonly area: string | null
  readonly flis: string
  /** Fingerprint of the settings that the run works under. */
  readonly config: string
}

/** Writes down that a run begins; gives its number. A run that a kill left open is closed as `stopped`. */
export const startRun = async (
  session: Session,
  clock: Clock,
  plan: Plan,
  start: RunStart,
): Promise<number> => {
  const now = quoteText(stamp(clock))
  const id = Number(await session.value('select coalesce(max(id), 0) + 1 from ops.runs'))
  await session.transaction(async () => {
    await session.run(`update ops.runs set state = 'stopped', finished = ${now} where state = 'running'`)
    await session.run(
      `insert into ops.runs (id, kind, month, area, state, started, steps, flis, config_sha256)
       values (${id}, ${quoteText(start.kind)}, ${quoteText(plan.month)}, ${start.area === null ? 'null' : quoteText(start.area)},
         'running', ${now}, ${plan.steps.length}, ${quoteText(start.flis)}, ${quoteText(start.config)})`,
    )
    const steps = plan.steps.map(
      (step, nr) =>
        `(${id}, ${nr + 1}, ${quoteText(step.id)}, ${quoteText(step.kind)}, ${step.phase}, ${quoteText(step.kommune)}, ${quoteText(step.why)}, [${step.because.map(quoteText).join(', ')}]::varchar[], 'planned', null)`,
    )
    if (steps.length > 0) await session.run(`insert into ops.steps values ${steps.join(', ')}`)
  })
  return id
}

/** Writes down how a run ended, with its basis: the deliveries that stood in history. */
export const finishRun = async (
  env: Env,
  session: Session,
  outcomes: ReadonlyMap<string, { readonly outcome: string; readonly rows: number }>,
  end: { readonly version: number | null; readonly error: FlisError | null },
): Promise<void> => {
  await session.transaction(async () => {
    const values = [...outcomes].map(
      ([step, { outcome, rows }]) => `(${quoteText(step)}, ${quoteText(outcome)}, ${rows}::bigint)`,
    )
    if (values.length > 0)
      await session.run(
        `update ops.steps as s set outcome = o.outcome, "rows" = o.n
         from (values ${values.join(', ')}) as o(step, outcome, n)
         where s.run = ${env.run.id} and s.step = o.step`,
      )
    await session.run(
      `update ops.runs
       set state = ${end.error === null ? "'done'" : "'failed'"}, finished = ${quoteText(stamp(env.clock))},
         version = ${end.version ?? 'null'}, error = ${end.error === null ? 'null' : quoteText(end.error.code)},
         basis = (select list(distinct delivery order by delivery) from ops.loads)
       where id = ${env.run.id}`,
    )
  })
}
