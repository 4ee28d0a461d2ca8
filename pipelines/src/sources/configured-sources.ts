import type { Config, ConfiguredSource, WarehousePaths } from '@flis/core'
import { allSources, type DeliverySource, folder, kafka, sftp } from '@flis/rawdata'

const sourceOf = (source: ConfiguredSource): DeliverySource => {
  switch (source.type) {
    case 'sftp':
      return sftp(source)
    case 'kafka':
      return kafka(source)
    default:
      return folder(source.path)
  }
}

/**
 * The sources of a warehouse as its settings name them: the inbox, then `sources` in their order.
 *
 * @example await main(monthRun(areas, configuredSources(opened)), options)
 */
export const configuredSources = ({
  config,
  paths,
}: {
  readonly config: Config
  readonly paths: WarehousePaths
}): DeliverySource => allSources(folder(paths.inbox), ...config.sources.map(sourceOf))
