import { conformedCode, type SamePairs } from '../conformed-code.js'
import type { Coding } from '../resource.js'

const KODER: SamePairs = {
  'd6d48a71-b96f-4b88-86f9-b13bd3c03560': 'C',
  '0c87bff2-3b24-4a6e-a9df-193f268ae7b8': 'C1',
  '86c7db25-59bb-4bef-bfe3-c73b3031b9f2': 'C2',
  '9e6c7ef6-9539-4f87-a82a-1eea50a1ec2a': 'C3',
  'f5a558db-e3cd-4b66-bf69-34cd86df05e4': 'C4',
  '687159ad-a61c-47c0-a878-53aa54bae2d5': 'D',
  'ba2fc34d-dde5-4d1e-b642-7d6950580641': 'D1',
  '283bc119-5c7c-4679-8c8b-8768484e96d7': 'D2',
}

/** What a citizen is asked: C udførelse, D betydning. */
export const BORGERVURDERING_KODER = ['C', 'D'] as const

/**
 * What a citizen can answer: C1 Udfører selv, C2 Udfører dele af, C3 Udfører ikke selv, C4 Ikke relevant; D1 Oplever ikke
 * begrænsninger, D2 Oplever begrænsninger.
 */
export const BORGERVURDERING_VAERDIER = ['C1', 'C2', 'C3', 'C4', 'D1', 'D2'] as const

/**
 * Borgervurdering: question and answer by their legacy codes, whichever scheme they were sent in.
 *
 * Source: specification FSIII, FSIIIBorgervurdering; the UUIDs are those of `Udførelse` and `Betydning`.
 *
 * @example borgervurderingKode(codingsAt(observation, 'code')) // 'C'
 */
export const borgervurderingKode = (codings: readonly Coding[]): string | null =>
  conformedCode(codings, KODER)

/** A code of the FSIII system → the code; another one stays as sent. */
export const borgervurderingKodeExamples = [
  { sendt: 'C', kode: 'C' },
  { sendt: 'd6d48a71-b96f-4b88-86f9-b13bd3c03560', kode: 'C' },
  { sendt: '0c87bff2-3b24-4a6e-a9df-193f268ae7b8', kode: 'C1' },
  { sendt: '86c7db25-59bb-4bef-bfe3-c73b3031b9f2', kode: 'C2' },
  { sendt: '9e6c7ef6-9539-4f87-a82a-1eea50a1ec2a', kode: 'C3' },
  { sendt: 'f5a558db-e3cd-4b66-bf69-34cd86df05e4', kode: 'C4' },
  { sendt: '687159ad-a61c-47c0-a878-53aa54bae2d5', kode: 'D' },
  { sendt: 'ba2fc34d-dde5-4d1e-b642-7d6950580641', kode: 'D1' },
  { sendt: '283bc119-5c7c-4679-8c8b-8768484e96d7', kode: 'D2' },
  { sendt: 'I7', kode: 'I7' },
] as const
