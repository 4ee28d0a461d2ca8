// In the order of a reader's way: where deliveries come from, how they land, what stands in Rådata.

export type { Metadata } from './envelope/metadata.js'
export { METADATA_SUFFIX, metadataXml } from './envelope/metadata.js'
export type { Arrival } from './land/arrival.js'
export type { FolderSource } from './land/folder.js'
export { folder } from './land/folder.js'
export { land } from './land/land.js'

export type { Landed } from './land/landed.js'
export type { Recovered } from './land/recover-landing.js'
export { recoverLanding } from './land/recover-landing.js'
export { showRaadata } from './land/show-raadata.js'
export type { Outcome, Waiting } from './source.js'
