import type { Config, ConfiguredTarget } from '@flis/core'
import { folderTarget } from './folder-target.js'
import { sftpTarget, type TargetWorld } from './sftp-target.js'
import type { Target } from './target.js'

/** Who gets packages, which ones, and where they are sent. */
export interface Recipient {
  readonly target: Target
  readonly kommuner: readonly string[]
  /** Absent: all. */
  readonly areas?: readonly string[]
  readonly kinds?: readonly string[]
}

const targetOf = (settings: ConfiguredTarget, world: TargetWorld): Target => {
  if (settings.type === 'folder') return folderTarget(settings, world)
  return sftpTarget(settings, world)
}

/**
 * The recipients that the settings name.
 *
 * @example configuredRecipients(env.config, { root: env.warehouse.paths.root, signal: env.signal })
 */
export const configuredRecipients = ({ targets }: Config, world: TargetWorld): readonly Recipient[] =>
  targets.map((each) => ({
    target: targetOf(each, world),
    kommuner: each.kommuner,
    ...(each.areas === undefined ? {} : { areas: each.areas }),
    ...(each.kinds === undefined ? {} : { kinds: each.kinds }),
  }))
