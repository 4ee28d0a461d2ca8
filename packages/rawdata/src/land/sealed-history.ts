import { extractTime, type FlisError, flisError, horizonOf } from '@flis/core'
import type { Envelope } from '../envelope/file-name.js'
import { contractsOfKilde, type Landing } from './landing.js'

/** Extract time as a day and a løbenr. */
const written = (extract: bigint): string =>
  String(extract).replace(/^(\d{4})(\d{2})(\d{2})(\d{3})$/, '$1-$2-$3 $4')

/**
 * A delivery that comes too late: its extract time lies at or before that through which retention has sealed its
 * source's history, and there are no Rådata to go forward from again (L070). Upserts have no such limit: the versions of
 * an id are a set, whatever came when.
 */
export const sealedHistory = async (
  landing: Landing,
  kildesystem: string | null,
  { kilde, kommune, periode, loebenr }: Envelope,
): Promise<FlisError | undefined> => {
  if (kildesystem === null) return undefined
  if (contractsOfKilde(landing, kilde).every(({ mode }) => mode === 'upsert')) return undefined
  const horizon = await horizonOf(landing.session, { kilde, kommune, kildesystem })
  const extract = extractTime(periode, loebenr)
  if (horizon === null || extract > horizon) return undefined
  return flisError('L070', {
    kilde,
    kommune,
    kildesystem,
    expected: `later than ${written(horizon)}`,
    found: written(extract),
  })
}
