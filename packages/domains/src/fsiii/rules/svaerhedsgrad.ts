import { conformedCode, type SamePairs } from '../conformed-code.js'
import type { Coding } from '../resource.js'

const NIVEAUER: SamePairs = {
  '9c5cfb57-a498-40e5-98a7-792bf5fb205b': 'B1',
  'fcc16cb1-41f0-4832-b834-110fba0aaabe': 'B2',
  'd984ad21-48fe-4619-845e-2aa0303048e7': 'B3',
  '1ceef776-0cfa-4acd-b222-c5bb2424e0c1': 'B4',
  'f4c9f159-5806-4c06-95e9-e69b83bab1a1': 'B5',
  'd7ff926a-4955-478f-b300-0b0ec0785013': 'B6',
}

const GRADER: Readonly<Record<string, string>> = { B1: '0', B2: '1', B3: '2', B4: '3', B5: '4', B6: '9' }

/** What no severity is: verification knows it for an unknown code (R204). */
const UKENDT = '-1'

/** The values that a severity can have. */
export const SVAERHEDSGRADER = [0, 1, 2, 3, 4, 9] as const

/**
 * Sværhedsgrad: B1..B5 are 0..4, and B6 is 9: judged not relevant, which is neither a degree nor unknown.
 *
 * Source: specification FSIII, "Codes come in two schemes"; the UUIDs are those of `Funktionsevne skalering`.
 *
 * @example svaerhedsgrad(codingsAt(condition, 'severity')) // '3'
 */
export const svaerhedsgrad = (codings: readonly Coding[]): string | null => {
  const code = conformedCode(codings, NIVEAUER)
  return code === null ? null : (GRADER[code] ?? UKENDT)
}

/** A code of the FSIII system → the severity; −1 is an unknown code. */
export const svaerhedsgradExamples = [
  { kode: 'B1', grad: '0' },
  { kode: 'B2', grad: '1' },
  { kode: 'B3', grad: '2' },
  { kode: 'B4', grad: '3' },
  { kode: 'B5', grad: '4' },
  { kode: 'B6', grad: '9' },
  { kode: '9c5cfb57-a498-40e5-98a7-792bf5fb205b', grad: '0' },
  { kode: 'f4c9f159-5806-4c06-95e9-e69b83bab1a1', grad: '4' },
  { kode: 'd7ff926a-4955-478f-b300-0b0ec0785013', grad: '9' },
  { kode: 'B', grad: '-1' },
  { kode: 'B7', grad: '-1' },
  { kode: '3', grad: '-1' },
] as const
