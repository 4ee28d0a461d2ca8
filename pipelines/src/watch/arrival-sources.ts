import { isAbsolute, join } from 'node:path'
import type { Config, WarehousePaths } from '@flis/core'
import { folder } from '@flis/rawdata'
import type { ArrivalSource } from './arrival-source.js'
import { serverSource } from './server-source.js'

/** An inbox folder: `folder` of the runs, looked at. */
const inboxSource = (path: string, { root }: WarehousePaths): ArrivalSource => {
  const units = folder(path)
  return {
    folders: [isAbsolute(path) ? path : join(root, path)],
    look: async ({ config, clock, paths }) => {
      const { ready, waiting } = await units.list({ config, clock, warehouse: { paths } })
      return { units, ready, unready: waiting.map(({ fileName, why }) => ({ fileName, why })) }
    },
  }
}

/**
 * The sources that the configuration names: the inbox, then further folders, servers over SFTP and clusters of Kafka. A further kind is one
 * more function here that gives an {@link ArrivalSource}.
 */
export const arrivalSources = (config: Config, paths: WarehousePaths): readonly ArrivalSource[] => [
  inboxSource(config.inbox, paths),
  ...config.sources.map((each) =>
    each.type === 'folder' ? inboxSource(each.path, paths) : serverSource(each),
  ),
]
