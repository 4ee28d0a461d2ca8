import { FAMILY_NAMES, type FamilyName } from './families.js'

/** What a warehouse of mutated files came to, as its process tells it. */
export interface BatchLine {
  readonly family: FamilyName
  readonly cases: number
  readonly judged: readonly { readonly outcome: string; readonly codes: readonly string[] }[]
  readonly problems: readonly string[]
  /** Events, log lines and error files that were looked through for personal data. */
  readonly told: number
  /** Peak resident memory of the process so far, bytes. */
  readonly memory: number
}

export interface Tally {
  readonly cases: number
  readonly inPart: number
  readonly outcomes: ReadonlyMap<string, number>
  readonly codes: ReadonlyMap<string, number>
  readonly table: string
}

const OUTCOMES = [
  'loaded whole',
  'loaded in part',
  'loaded, every row in quarantine',
  'held',
  'duplicate',
  'rejected',
  'lost',
] as const

const counted = (words: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

const row = (cells: readonly (string | number)[]): string =>
  cells.map((cell, nth) => (nth === 0 ? String(cell).padEnd(34) : String(cell).padStart(10))).join('')

/** Outcomes and codes, family by family. */
export const tally = (lines: readonly BatchLine[]): Tally => {
  const of = (family: FamilyName | undefined) =>
    lines.filter((line) => family === undefined || line.family === family).flatMap((line) => line.judged)
  const outcomesOf = (family: FamilyName | undefined) => counted(of(family).map((each) => each.outcome))
  const codesOf = (family: FamilyName | undefined) => counted(of(family).flatMap((each) => each.codes))
  const columns = [...FAMILY_NAMES, undefined]
  const all = of(undefined)
  const codes = codesOf(undefined)
  const lined = (name: string, countsOf: typeof outcomesOf): string =>
    row([name, ...columns.map((family) => countsOf(family).get(name) ?? 0)])
  return {
    cases: all.length,
    inPart: outcomesOf(undefined).get('loaded in part') ?? 0,
    outcomes: outcomesOf(undefined),
    codes,
    table: [
      row(['outcome', ...columns.map((family) => family ?? 'all')]),
      ...OUTCOMES.map((name) => lined(name, outcomesOf)),
      '',
      row(['code: deliveries that it struck', ...columns.map((family) => family ?? 'all')]),
      ...[...codes.keys()].sort().map((name) => lined(name, codesOf)),
    ].join('\n'),
  }
}
