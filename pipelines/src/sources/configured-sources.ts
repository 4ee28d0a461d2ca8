import type { Config, WarehousePaths } from '@flis/core'
import { allSources, type DeliverySource, folder, sftp } from '@flis/rawdata'

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
}): DeliverySource =>
  allSources(
    folder(paths.inbox),
    ...config.sources.map((each) => (each.type === 'sftp' ? sftp(each) : folder(each.path))),
  )
