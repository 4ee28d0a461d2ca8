import {
  type Env,
  emptyPlan,
  fixedClock,
  month,
  openInstance,
  openSession,
  parseConfig,
  silentLog,
  silentReporter,
  warehouseKey,
  warehousePaths,
} from '@flis/core'

/** A world for stages: nothing in it but an engine in memory. */
export const testEnv = async (signal: AbortSignal = new AbortController().signal): Promise<Env> => {
  const instance = await openInstance(':memory:')
  const paths = warehousePaths('/nowhere')
  const run = { id: 1, month: month('2022-10'), plan: emptyPlan(month('2022-10')) }
  return {
    warehouse: { paths, instance, session: (aborted) => openSession(instance, aborted) },
    areas: [],
    clock: fixedClock('2022-11-02'),
    key: warehouseKey('0f'.repeat(32)),
    log: silentLog,
    config: parseConfig({}),
    reporter: silentReporter,
    signal,
    run,
  }
}
