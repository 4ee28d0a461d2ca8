// Random histories for property tests, in one place. No row of theirs names a real person.

export { fsiiiHistory, isRefusedPlan } from './arbitraries-fsiii.js'
export { anyOrder, kyHistory, kyRunMonth } from './arbitraries-ky.js'
