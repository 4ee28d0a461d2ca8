import { CODES } from '../errors/codes.js'
import { type ErrorFacts, fail } from '../errors/flis-error.js'
import type { Check, Field } from './field.js'
import { comparable } from './order-check.js'

const ASCII_NAME = /^[A-Za-z][A-Za-z0-9_]*$/

/** What of a contract's options can be wrong. */
interface Definition {
  readonly kilde: string | { readonly name: string }
  readonly fields: Readonly<Record<string, Field>>
  readonly mode: string
  readonly checks?: readonly Check[]
  readonly replaces?: { readonly by: string }
  readonly unit?: readonly string[]
  readonly withdrawn?: { readonly column: string }
  readonly haendelse?: string
}

const DAYS: readonly string[] = ['date', 'timestamp', 'moment']

const fieldFault = (field: Field): string | undefined => {
  const { kind, range } = field
  if (field.key && !field.required) return 'a key field is never optional'
  if (kind.type === 'code' && kind.codes.length === 0) return 'a code list without codes'
  if (kind.type === 'decimal') {
    const { precision, scale } = kind
    const whole = Number.isInteger(precision) && Number.isInteger(scale)
    if (!whole || precision < 1 || precision > 38 || scale < 0 || scale > precision)
      return 'a decimal has 1 to 38 digits, of which scale stand after the comma'
  }
  if (kind.type === 'integer' && kind.codes !== undefined) {
    if (kind.codes.length === 0) return 'a code list without codes'
    if (!kind.codes.every(Number.isSafeInteger)) return 'codes of a whole number are whole numbers'
  }
  if (range === undefined) return undefined
  if (kind.type !== 'integer' && kind.type !== 'decimal') return 'a range is for whole numbers and decimals'
  return range.min <= range.max ? undefined : 'a range from small to large'
}

/**
 * Stops a definition that could not become a table, a schema and casts (M004): its mistakes would otherwise show as
 * an error of the engine in the middle of a run.
 */
export const requireValidDefinition = (name: string, options: Definition): void => {
  const wrong = (facts: ErrorFacts): never => fail('M004', { contract: name, ...facts })
  const names = Object.keys(options.fields)
  const kilde = typeof options.kilde === 'string' ? options.kilde : options.kilde.name
  const bad = [name, kilde, ...names].find((each) => !ASCII_NAME.test(each))
  if (bad !== undefined) wrong({ column: bad, expected: 'an ASCII name' })
  // The engine's columns are the same in capitals and small letters.
  const folded = names.map((each) => each.toLowerCase())
  const twice = names.find((each, index) => folded.indexOf(each.toLowerCase()) !== index)
  if (twice !== undefined) wrong({ column: twice, detail: 'the name differs from another only in capitals' })
  if (!names.some((each) => options.fields[each]?.key === true)) wrong({ detail: 'no key field' })
  for (const [column, field] of Object.entries(options.fields)) {
    const detail = fieldFault(field)
    if (detail !== undefined) wrong({ column, detail })
  }
  const named = [
    ...(options.unit ?? []),
    ...(options.withdrawn === undefined ? [] : [options.withdrawn.column]),
    ...(options.replaces === undefined ? [] : [options.replaces.by]),
    ...(options.haendelse === undefined ? [] : [options.haendelse]),
    ...(options.checks ?? []).flatMap((check) => (check.check === 'rule' ? check.columns : [])),
  ]
  const unknown = named.find((each) => !names.includes(each))
  if (unknown !== undefined) wrong({ column: unknown, detail: 'no such field' })
  const event = options.haendelse === undefined ? undefined : options.fields[options.haendelse]
  if (event !== undefined && !DAYS.includes(event.kind.type))
    wrong({ column: options.haendelse ?? '', detail: 'an event is a day or an instant' })
  if (options.replaces !== undefined && options.mode !== 'full')
    wrong({ detail: 'only a delta of a full contract replaces' })
  for (const check of options.checks ?? []) {
    if (check.check === 'rule') {
      if (!(check.code in CODES)) wrong({ detail: `no code ${check.code}` })
      if (check.columns.length === 0) wrong({ detail: 'a rule names the columns that it is about' })
      continue
    }
    const [start, end] = [options.fields[check.start], options.fields[check.end]]
    if (start === undefined || end === undefined)
      wrong({ column: start === undefined ? check.start : check.end, detail: 'a check names it' })
    else if (!comparable(start, end))
      wrong({ column: check.end, detail: `it cannot be compared with ${check.start}` })
  }
}
