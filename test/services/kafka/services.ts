import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import kafkajs, { type Kafka } from 'kafkajs'

const { logLevel } = kafkajs
const run = promisify(execFile)
const SCRIPT = fileURLToPath(new URL('../../../scripts/services.mjs', import.meta.url))
const STATE = fileURLToPath(new URL('../../../.services/services.json', import.meta.url))

/** What `npm run services:up` started. */
export interface Services {
  /** `host:port` of the broker. */
  readonly broker: string
  /** Address of the registry's Confluent-compatible interface. */
  readonly registry: string
}

/** A client of the tests' own. */
export const clientOf = ({ broker }: Services): Kafka =>
  new kafkajs.Kafka({ clientId: 'test', brokers: [broker], logLevel: logLevel.NOTHING })

const answers = async (services: Services): Promise<boolean> => {
  const admin = clientOf(services).admin({ retry: { retries: 0 } })
  try {
    await admin.connect()
    await admin.disconnect()
    return (await fetch(`${services.registry}/subjects`)).ok
  } catch {
    return false
  }
}

/** Where broker and registry answer; undefined where they do not run. */
export const runningServices = async (): Promise<Services | undefined> => {
  const text = await readFile(STATE, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const services = JSON.parse(text) as Services
  return (await answers(services)) ? services : undefined
}

/** Kills the broker and starts it on the same data; done when it answers. */
export const restartBroker = async (): Promise<void> => {
  await run(process.execPath, [SCRIPT, 'restart-kafka'])
}
