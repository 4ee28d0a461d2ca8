// Random histories for property tests, in one place. No row of theirs names a real person.

export { borgerHistory } from './arbitraries-borger.js'
export { dagtilbudHistory } from './arbitraries-dagtilbud.js'
export { fsiiiHistory, wideFsiiiHistory } from './arbitraries-fsiii.js'
export { anyOrder, kyCrowd, kyHistory, kyNational, kyRunMonth } from './arbitraries-ky.js'
