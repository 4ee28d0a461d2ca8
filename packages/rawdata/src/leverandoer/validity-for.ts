import { type Leverandoer, periodeEnd } from '@flis/core'

export type Validity = 'valid' | 'has not begun' | 'has ended'

/** How an entry's validity, first and last day included, stands to a periode: the periode's last day counts. */
export const validityFor = ({ from, to }: Pick<Leverandoer, 'from' | 'to'>, periode: string): Validity => {
  const day = periodeEnd(periode)
  if (from !== undefined && day < from) return 'has not begun'
  return to !== undefined && day > to ? 'has ended' : 'valid'
}
