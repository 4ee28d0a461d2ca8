import { type Config, type Leverandoer, NATIONAL } from '@flis/core'
import type { Envelope } from '../envelope/file-name.js'
import { type Validity, validityFor } from './validity-for.js'

/** Who a Sender is by the table `leverandører`. */
export interface Deliverer {
  readonly kildesystem: string
  /** Whether the entry holds for the delivery's periode. */
  readonly validity: Validity
}

type Delivered = Pick<Envelope, 'kilde' | 'kommune' | 'periode' | 'systemSuffix'>

const isSentBy = ({ kildesystem, senders }: Leverandoer, sender: string): boolean =>
  (senders ?? [kildesystem]).includes(sender)

/**
 * The deliverer that a Sender stands for: of the entries for the Kilde that name the Sender, one for the kommune before
 * one for `0000` (which speaks for national deliveries and for every kommune). A valid one goes before one that is not.
 * Where one Sender carries several systems of a kommune, the file name's system tells which; else the first.
 *
 * @returns undefined when no entry names the Sender for this Kilde and kommune
 *
 * @example
 * delivererOf(config.leverandører, { kilde: 'KY', kommune: '0751', periode: '2022-10' }, 'NETC')
 * // { kildesystem: 'NC', validity: 'valid' }
 */
export const delivererOf = (
  leverandører: Config['leverandører'],
  { kilde, kommune, periode, systemSuffix }: Delivered,
  sender: string,
): Deliverer | undefined => {
  const named = leverandører
    .filter((entry) => entry.kilde === kilde && isSentBy(entry, sender))
    .map((entry) => ({ entry, kildesystem: entry.kildesystem, validity: validityFor(entry, periode) }))
  const candidates = [kommune, NATIONAL].flatMap((each) =>
    named.filter(({ entry }) => entry.kommune === each),
  )
  const valid = candidates.filter(({ validity }) => validity === 'valid')
  const chosen = valid.find(({ kildesystem }) => kildesystem === systemSuffix) ?? valid[0] ?? candidates[0]
  return chosen === undefined ? undefined : { kildesystem: chosen.kildesystem, validity: chosen.validity }
}
