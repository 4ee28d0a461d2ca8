import type { Config, FlisCode } from '@flis/core'
import { checkSftp } from '@flis/rawdata'
import type { SourceStep } from './source-check.js'

/** Which step of taking a server into use a refusal means. */
const STEP: Partial<Record<FlisCode, SourceStep>> = { C010: 'key', C011: 'user', C012: 'key', C013: 'folder' }

/** Servers of `sources` that cannot be used as the settings say; each is asked once. */
export const brokenServers = async (
  { sources }: Config,
  root: string,
): Promise<readonly { readonly step: SourceStep; readonly what: string }[]> => {
  const broken: { readonly step: SourceStep; readonly what: string }[] = []
  for (const source of sources) {
    if (source.type !== 'sftp') continue
    const { path, receipts, host, port } = source
    const error = await checkSftp(source, receipts === false ? [path] : [path, receipts], root)
    if (error === undefined) continue
    const what = `FLIS-${error.code} ${error.facts.file ?? `${host}:${port}`}`
    broken.push({ step: STEP[error.code] ?? 'server', what })
  }
  return broken
}
