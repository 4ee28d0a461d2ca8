import type { Session } from '@flis/core'

/** More to be written in the very transaction that makes a version visible; `null` = no new version. */
export type AtPublish = (session: Session, version: number | null) => Promise<void>
