import { FSIII_SYSTEM } from './contracts/fsiii-kode.js'
import type { Coding } from './resource.js'

export interface IndsatsKode {
  readonly IndsatsKode: string | null
  readonly LokalKode: string | null
  readonly LokalTekst: string | null
}

/**
 * The code of an indsats and, where the kommune has refined it, its local one: the first coding of the FSIII system,
 * and the first of any other (KL's gateway guide lets a locally defined level 3 follow the FSIII code).
 *
 * @example indsatsKode(codingsAt(procedure, 'code')).IndsatsKode // 'G1.41'
 */
export const indsatsKode = (codings: readonly Coding[]): IndsatsKode => {
  const local = codings.find((each) => each.system !== FSIII_SYSTEM)
  return {
    IndsatsKode: codings.find((each) => each.system === FSIII_SYSTEM)?.code ?? null,
    LokalKode: local?.code ?? null,
    LokalTekst: local?.display ?? null,
  }
}
