import type { Config, ConfiguredSource, Contract, FlisCode, FlisError } from '@flis/core'
import { checkKafka, checkSftp } from '@flis/rawdata'
import type { SourceStep } from './source-check.js'

/** Which step of taking a server into use a refusal means. */
const STEP: Partial<Record<FlisCode, SourceStep>> = { C010: 'key', C011: 'user', C012: 'key', C013: 'folder' }

const wrongOf = async (
  source: ConfiguredSource,
  contracts: readonly Contract[],
  root: string,
): Promise<{ readonly error: FlisError; readonly place: string } | undefined> => {
  if (source.type === 'folder') return undefined
  if (source.type === 'kafka') {
    const error = await checkKafka(source, contracts, root)
    return error === undefined ? undefined : { error, place: source.brokers.join(',') }
  }
  const { path, receipts, host, port } = source
  const error = await checkSftp(source, receipts === false ? [path] : [path, receipts], root)
  return error === undefined ? undefined : { error, place: `${host}:${port}` }
}

/**
 * Servers and clusters of `sources` that cannot be used as the settings say; each is asked once.
 *
 * @param contracts those of the warehouse, whose topics a cluster must have
 */
export const brokenServers = async (
  { sources }: Config,
  contracts: readonly Contract[],
  root: string,
): Promise<readonly { readonly step: SourceStep; readonly what: string }[]> => {
  const broken: { readonly step: SourceStep; readonly what: string }[] = []
  for (const source of sources) {
    const wrong = await wrongOf(source, contracts, root)
    if (wrong === undefined) continue
    const { error, place } = wrong
    const what = `FLIS-${error.code} ${error.facts.file ?? place}`
    const step = source.type === 'kafka' && error.code === 'C013' ? 'topic' : STEP[error.code]
    broken.push({ step: step ?? 'server', what })
  }
  return broken
}
