import { watchOf } from '../../watch/holder.js'
import { waitingOrders } from '../../watch/orders.js'
import { readHealth } from '../../watch/watch-files.js'
import { type Check, ok, warning } from './check.js'

const look: Check['look'] = async ({ paths }) => {
  const health = await readHealth(paths.root)
  const holder = await watchOf(paths.root)
  if (holder !== undefined) {
    const { since, lastError, troubles: [away] = [] } = health ?? {}
    if (lastError !== null && lastError !== undefined)
      return warning(
        `a watch is up (${holder}); its last failure: ${lastError.work}, FLIS-${lastError.code}`,
        `en watch er oppe (${holder}); dens seneste fejl: ${lastError.work}, FLIS-${lastError.code}`,
        'read flis.log',
      )
    if (away !== undefined)
      return warning(
        `a watch is up (${holder}); nothing from ${away.source} since ${away.since}: FLIS-${away.code}`,
        `en watch er oppe (${holder}); intet fra ${away.source} siden ${away.since}: FLIS-${away.code}`,
        'flis sources check',
      )
    return ok(
      `${holder} watches since ${since ?? 'just now'}: ${health?.state ?? 'starting'}`,
      `${holder} holder vagt siden ${since ?? 'netop nu'}: ${health?.state ?? 'starting'}`,
    )
  }
  const orders = (await waitingOrders(paths.root)).length
  if (orders > 0)
    return warning(
      `${orders} orders wait for a watch, and there is none`,
      `${orders} ordrer venter på en watch, og der er ingen`,
      'flis watch',
    )
  if (health !== undefined && health.state !== 'stopped')
    return warning(
      `the watch has ended without being stopped (it last wrote at ${health.written})`,
      `vagten er endt uden at være standset (den skrev senest ${health.written})`,
      'flis watch',
    )
  return ok('no watch is up', 'ingen watch er oppe')
}

/** How a watch of the warehouse is. */
export const WATCH_CHECK: Check = { name: 'watch', look }
