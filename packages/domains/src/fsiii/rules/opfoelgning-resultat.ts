import { conformedCode, type SamePairs } from '../conformed-code.js'
import type { Coding } from '../resource.js'

const RESULTATER: SamePairs = {
  '9c90b0e5-9c0a-4b72-a18c-76cd6d6c6213': 'E1',
  'c6e71993-5d72-409a-8ab9-ecc094968635': 'E2',
  '59753987-c38d-41c5-b201-0eeff3032fef': 'E3',
  '61b9a5c2-2ea7-45ad-82b8-53cbb513290e': 'E4',
}

/** E1 Fortsættes, E2 Ændres inden for rammen, E3 Afsluttes, E4 Revisitation. */
export const OPFOELGNING_RESULTATER = ['E1', 'E2', 'E3', 'E4'] as const

/**
 * Resultat af opfølgning, by its legacy code whichever scheme it was sent in.
 *
 * Source: specification FSIII, FSIIIOpfoelgning; the UUIDs are those of `Resultat af opfølgning`.
 *
 * @example opfoelgningResultat(codingsAt(observation, 'valueCodeableConcept')) // 'E3'
 */
export const opfoelgningResultat = (codings: readonly Coding[]): string | null =>
  conformedCode(codings, RESULTATER)

/** A code of the FSIII system → the result; another code stays as sent. */
export const opfoelgningResultatExamples = [
  { kode: 'E1', resultat: 'E1' },
  { kode: '9c90b0e5-9c0a-4b72-a18c-76cd6d6c6213', resultat: 'E1' },
  { kode: 'c6e71993-5d72-409a-8ab9-ecc094968635', resultat: 'E2' },
  { kode: '59753987-c38d-41c5-b201-0eeff3032fef', resultat: 'E3' },
  { kode: '61b9a5c2-2ea7-45ad-82b8-53cbb513290e', resultat: 'E4' },
  { kode: 'E5', resultat: 'E5' },
] as const
