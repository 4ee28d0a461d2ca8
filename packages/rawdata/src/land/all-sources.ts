import type { DeliverySource } from './delivery-source.js'

/**
 * Several sources as one, in their order. One that cannot be reached fails the whole: a run must not take a part for all.
 *
 * @example stream(allSources(folder('inbox'), sftp(server)), land(ky))
 */
export const allSources = (...sources: readonly DeliverySource[]): DeliverySource => ({
  name: sources.map(({ name }) => name).join(', '),
  list: async (env) => {
    const listed = []
    for (const each of sources) listed.push(await each.list(env))
    return {
      ready: listed.flatMap(({ ready }) => ready),
      waiting: listed.flatMap(({ waiting }) => waiting),
    }
  },
  unready: async (env) => {
    const unready = []
    for (const each of sources) unready.push(...((await each.unready?.(env)) ?? []))
    return unready
  },
  units: async function* (env) {
    for (const each of sources) yield* each.units(env)
  },
})
