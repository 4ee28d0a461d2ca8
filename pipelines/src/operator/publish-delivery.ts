import { fail } from '@flis/core'
import { type KafkaOptions, type Published, publishDelivery as publishTo } from '@flis/rawdata'
import { openEnv, readConfig } from '../run/open-env.js'
import type { OperatorOptions } from './decide.js'

export interface PublishDeliveryOptions extends OperatorOptions {
  /** The cluster; default: the one that the settings name as a source. */
  readonly kafka?: KafkaOptions
  /** Of several clusters in the settings the one with this broker. */
  readonly to?: string
}

/**
 * Sends a delivery of files as records to Kafka, with its arrival event; idempotent.
 *
 * Errors: C001 the settings name no such cluster; those of the delivery's envelope and content; S020, C011–C013 of the cluster.
 *
 * @example await publishDelivery('KY_0751_2022-10_001_F.zip', { warehouse: './lager', areas: [ky] })
 */
export const publishDelivery = async (file: string, options: PublishDeliveryOptions): Promise<Published> => {
  const config = options.config ?? (await readConfig(options.warehouse))
  const clusters = config.sources.flatMap((each) => (each.type === 'kafka' ? [each] : []))
  const { to } = options
  const [chosen, another] =
    to === undefined ? clusters : clusters.filter(({ brokers }) => brokers.includes(to))
  if (options.kafka === undefined && another !== undefined)
    return fail('U001', { expected: '--to <broker>', detail: 'the settings name several clusters' })
  const kafka =
    options.kafka ??
    chosen ??
    fail('C001', { column: 'sources', expected: '{ "type": "kafka", "brokers": […] }' })
  const { env, session, close } = await openEnv({ ...options, config })
  try {
    return await publishTo(env, session, kafka, file)
  } finally {
    close()
  }
}
