import { asFlisError, type Contract, type FlisError, fail } from '@flis/core'
import { clusterName, comesAsRecords, DEFAULT_ARRIVALS, type KafkaOptions, topicOf } from './kafka-options.js'
import { openKafka } from './kafkajs-link.js'
import { httpRegistry } from './schema-registry.js'

/** Registries number from 1: nobody has this one, and each answers that it has not. */
const NO_SCHEMA = 0

/** Topics that must be there: the arrivals, each that the settings name, and one of a contract at least. */
const missingTopic = (
  options: KafkaOptions,
  contracts: readonly Contract[],
  there: ReadonlySet<string>,
): string | undefined => {
  const { arrivals = DEFAULT_ARRIVALS, topics = {} } = options
  const missing = [arrivals, ...Object.values(topics)].find((topic) => !there.has(topic))
  if (missing !== undefined) return missing
  const all = contracts.filter(comesAsRecords).map((each) => topicOf(options, each))
  return all.some((topic) => there.has(topic)) ? undefined : all[0]
}

/**
 * Tries a cluster once: that its brokers answer and know the login, its topics are there, the registry answers. Changes
 * nothing there.
 *
 * @returns the first thing that is wrong: C011–C013, S020; undefined when it can be used
 *
 * @example await checkKafka({ brokers: ['127.0.0.1:9092'] }, contractsOf([ky]), root)
 */
export const checkKafka = async (
  options: KafkaOptions,
  contracts: readonly Contract[],
  root: string,
): Promise<FlisError | undefined> => {
  try {
    const link = await openKafka(options, root)
    try {
      const missing = missingTopic(options, contracts, await link.topics())
      if (missing !== undefined)
        fail('C013', { file: `${clusterName(options)}/${missing}`, detail: 'the topic is not there' })
    } finally {
      await link.close()
    }
    if (options.registry !== undefined) await httpRegistry(options.registry).schema(NO_SCHEMA)
    return undefined
  } catch (thrown) {
    return asFlisError(thrown)
  }
}
