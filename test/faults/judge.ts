// Holds what the ledger says of a faulty delivery against what its bytes say.

import { countedRows, LONGEST_LINE } from './account.js'
import { brokenLines, dataLines, headerFields } from './account-csv.js'
import type { FaultCase } from './fault-case.js'
import type { Delivered, Ledger, Quarantined } from './read-ledger.js'

/** Codes that a row in quarantine can have. */
const ROW_CODE = /^R\d{3}$/
const LANDING = new Set(['R001', 'R002', 'R003'])

export interface Judged {
  readonly outcome: string
  readonly codes: readonly string[]
  readonly problems: readonly string[]
}

const sameBytes = (entry: Quarantined, bytes: Buffer, form: FaultCase['form']): boolean => {
  const text = bytes.toString(form === 'latin1' ? 'latin1' : 'utf8')
  return entry.codes.includes('R003') ? text.startsWith(entry.row.slice(0, 1_000)) : entry.row === text
}

/** Line by line: which lines of a csv are no records, and what of them is kept. */
const csvProblems = ({ data, form }: FaultCase, entries: readonly Quarantined[]): string[] => {
  const lines = dataLines(data)
  const expected = brokenLines(lines, headerFields(data), LONGEST_LINE)
  const found = entries.filter(({ codes }) => codes.some((code) => LANDING.has(code)))
  const tell = (all: readonly { readonly line: number; readonly code: string }[]): string =>
    all.map(({ line, code }) => `${line}:${code}`).join(' ')
  const problems: string[] = []
  const told = tell(found.map(({ line, codes }) => ({ line, code: codes.join('+') })))
  if (told !== tell(expected)) problems.push(`broken lines ${told}, by the bytes ${tell(expected)}`)
  else if (expected.some(({ bytes }, nth) => !sameBytes(found[nth] ?? found[0] ?? NOTHING, bytes, form)))
    problems.push('a broken line is not kept as received')
  if (entries.some(({ line }) => line < 2 || line > lines.length + 1))
    problems.push('a line that is not there')
  if (new Set(entries.map(({ line }) => line)).size !== entries.length)
    problems.push('two entries of quarantine for one line')
  return problems
}

const NOTHING: Quarantined = { line: 0, codes: [], row: '' }

const counted = (fault: FaultCase, contracts: readonly string[]): number | string => {
  try {
    return countedRows(fault, contracts)
  } catch (thrown) {
    return String(thrown)
  }
}

const takenProblems = (
  fault: FaultCase,
  delivered: Delivered,
  ledger: Ledger,
  contracts: readonly string[],
): string[] => {
  const { id, rowsIn, accepted, quarantined, duplicates, state } = delivered
  const entries = ledger.quarantine.get(id) ?? []
  const problems: string[] = []
  const byBytes = counted(fault, contracts)
  if (rowsIn !== byBytes) problems.push(`rows in ${rowsIn}, by the bytes ${byBytes}`)
  if (rowsIn !== accepted + quarantined + duplicates)
    problems.push(`${rowsIn} rows in are not ${accepted} + ${quarantined} + ${duplicates}`)
  if (entries.length !== quarantined)
    problems.push(`${quarantined} rows quarantined, ${entries.length} entries in quarantine`)
  if (entries.some(({ codes }) => codes.length === 0 || !codes.every((code) => ROW_CODE.test(code))))
    problems.push('an entry of quarantine without codes')
  const landed = rowsIn - entries.filter(({ codes }) => codes.some((code) => LANDING.has(code))).length
  if (fault.form !== 'bundles' && (ledger.raadata.get(id) ?? 0) !== landed)
    problems.push(`${ledger.raadata.get(id) ?? 0} rows in Rådata, ${landed} landed whole`)
  if (fault.form !== 'bundles' && state === 'loaded' && (ledger.history.get(id) ?? 0) !== accepted)
    problems.push(`${ledger.history.get(id) ?? 0} rows in DSA_HIST, ${accepted} accepted`)
  if (state !== 'loaded' && state !== 'held') problems.push(`left in state ${state}`)
  if (fault.form === 'utf-8' || fault.form === 'latin1') problems.push(...csvProblems(fault, entries))
  return problems
}

const outcomeOf = ({ state, quarantined, accepted }: Delivered): string => {
  if (state !== 'loaded') return state
  if (quarantined === 0) return 'loaded whole'
  return accepted > 0 ? 'loaded in part' : 'loaded, every row in quarantine'
}

/** What became of a faulty delivery, and what of that cannot be. */
export const judge = (
  fault: FaultCase,
  delivered: Delivered | undefined,
  ledger: Ledger,
  contracts: readonly string[],
): Judged => {
  if (delivered === undefined)
    return { outcome: 'lost', codes: [], problems: ['no delivery in the ledger, and no error'] }
  const { state, code } = delivered
  const codes = [
    ...(code === null ? [] : [code]),
    ...new Set((ledger.quarantine.get(delivered.id) ?? []).flatMap((each) => each.codes)),
  ]
  const problems =
    state === 'rejected'
      ? /^L0\d\d$/.test(code ?? '')
        ? []
        : [`rejected with ${String(code)}`]
      : state === 'duplicate'
        ? fault.first === undefined || fault.expects !== undefined
          ? ['a duplicate of nothing']
          : []
        : takenProblems(fault, delivered, ledger, contracts)
  if (fault.expects !== undefined && !codes.includes(fault.expects))
    problems.push(`${fault.expects} expected, found ${state} ${codes.join(' ')}`)
  return { outcome: outcomeOf(delivered), codes, problems }
}
