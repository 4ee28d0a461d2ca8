import { CODES } from '../errors/codes.js'
import { type ErrorFacts, fail } from '../errors/flis-error.js'
import type { Check, Field } from './field.js'
import { comparable } from './order-check.js'
import type { WideFamily } from './wide-family.js'

const ASCII_NAME = /^[A-Za-z][A-Za-z0-9_]*$/

interface Reader {
  readonly format: string
  readonly wide?: readonly WideFamily[]
}

/** A wide contract, and what is made from it. */
interface MadeFrom {
  readonly wide: { readonly name: string; readonly fields: object; readonly reader: Reader }
  readonly by: string
  readonly runs?: {
    readonly families: readonly string[]
    readonly from: string
    readonly to: string
    readonly value: string
    readonly family?: string
    readonly presentIn: { readonly name: string; readonly stretchedFrom?: { readonly wide: unknown } }
  }
}

/** Whose the rows of a national delivery are. */
type Owned =
  | 'everyone'
  | {
      readonly column: string
      readonly through?: {
        readonly contract: { readonly name: string; readonly fields: object }
        readonly key: string
        readonly kommune: string
      }
    }

/** What of a contract's options can be wrong. */
interface Definition {
  readonly kilde: string | { readonly name: string }
  readonly fields: Readonly<Record<string, Field>>
  readonly mode: string
  readonly checks?: readonly Check[]
  readonly replaces?: { readonly by: string }
  readonly unit?: readonly string[]
  readonly withdrawn?: { readonly column: string }
  readonly unitDay?: string
  readonly haendelse?: string
  readonly reader?: Reader
  readonly stretchedFrom?: MadeFrom
  readonly owner?: Owned
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

/** A wide file is a full delivery; what is made from it names columns and families that are there. */
const wideFault = (
  { mode, reader, stretchedFrom }: Definition,
  names: readonly string[],
): ErrorFacts | undefined => {
  const families = reader?.wide ?? []
  if (families.some(({ field }) => field.required)) return { detail: 'columns that grow are optional' }
  if (mode !== 'full' && (families.length > 0 || stretchedFrom !== undefined))
    return { detail: 'a wide file is a full delivery' }
  if (stretchedFrom === undefined) return undefined
  const { wide, by, runs } = stretchedFrom
  const known = wide.reader.wide ?? []
  const family = runs?.families.find((each) => !known.some(({ prefix }) => prefix === each))
  if (family !== undefined) return { column: family, expected: `a family of ${wide.name}` }
  if (runs !== undefined && runs.presentIn.stretchedFrom?.wide !== wide)
    return { found: runs.presentIn.name, expected: `a contract that is made from ${wide.name}` }
  const own =
    runs === undefined
      ? [by]
      : [by, runs.from, runs.to, runs.value, ...(runs.family === undefined ? [] : [runs.family])]
  const unknown = own.find((each) => !names.includes(each))
  if (unknown !== undefined) return { column: unknown, detail: 'no such field' }
  const sent = runs === undefined ? names : [by]
  const absent = sent.find((each) => !(each in wide.fields))
  return absent === undefined ? undefined : { column: absent, expected: `a column of ${wide.name}` }
}

/** Whose rows are can be told by a column that is there; personal data are nobody's but a kommune's. */
const ownerFault = ({ fields, owner }: Definition): ErrorFacts | undefined => {
  if (owner === undefined) return undefined
  if (owner === 'everyone') {
    const column = Object.keys(fields).find((each) => fields[each]?.data !== 'ingen')
    return column === undefined ? undefined : { column, detail: 'personal data are not for everyone' }
  }
  if (!(owner.column in fields)) return { column: owner.column, detail: 'no such field' }
  const { through } = owner
  const absent = through && [through.key, through.kommune].find((each) => !(each in through.contract.fields))
  return absent === undefined
    ? undefined
    : { column: absent, expected: `a column of ${through?.contract.name ?? ''}` }
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
    ...(options.unitDay === undefined ? [] : [options.unitDay]),
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
  const unitDay = options.unitDay === undefined ? undefined : options.fields[options.unitDay]
  if (unitDay !== undefined && (!['date', 'timestamp'].includes(unitDay.kind.type) || !unitDay.required))
    wrong({
      column: options.unitDay ?? '',
      detail: 'units are told apart by a day or an instant that is there',
    })
  const fault = wideFault(options, names) ?? ownerFault(options)
  if (fault !== undefined) wrong(fault)
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
