export type { Historised, Verified } from './historise.js'
export { historise, verify } from './historise.js'
export type { PendingDelivery, PendingScope, Scope } from './pending.js'
export { pendingScopes, pendingUpserts } from './pending.js'
