import { type Contract, type Field, fail } from '@flis/core'

/** A value of a decoded record → its text. */
type Writer = (value: unknown) => string

/** Everything that JSON escapes; NUL is one of them, and no text here can hold it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what JSON escapes
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/

const quoted = (text: string): string => {
  if (!ESCAPED.test(text)) return `"${text}"`
  if (text.includes('\u0000')) fail('L042', { detail: 'NUL in a text' })
  return JSON.stringify(text)
}

const padded = (value: number, digits: number): string => String(value).padStart(digits, '0')

interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

/** Days since 1 January 1970 in the calendar of today, counted in years that begin in March. */
const dayOf = (days: number): Day => {
  const since = days + 719_468
  const era = Math.floor(since / 146_097)
  const ofEra = since - era * 146_097
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  )
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * ofYear + 2) / 153)
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  }
}

const isoDay = (days: number): string => {
  const { year, month, day } = dayOf(days)
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`
}

const danishDay = (days: number): string => {
  const { year, month, day } = dayOf(days)
  return `${padded(day, 2)}-${padded(month, 2)}-${padded(year, 4)}`
}

/** Dates come again and again; as many as a warehouse can tell of stay at hand. */
const MOST_KEPT = 100_000
const keeping = (make: (days: number) => string): Writer => {
  const kept = new Map<number, string>()
  return (value) => {
    const days = Number(value)
    const there = kept.get(days)
    if (there !== undefined) return there
    if (kept.size >= MOST_KEPT) kept.clear()
    const text = `"${make(days)}"`
    kept.set(days, text)
    return text
  }
}

const DAY_SECONDS = 86_400

/** An instant in UTC: what offset it was written with Avro does not tell. */
const instantText = (micros: bigint): string => {
  const fraction = BigInt.asUintN(64, ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n)
  const seconds = Number((micros - fraction) / 1_000_000n)
  const days = Math.floor(seconds / DAY_SECONDS)
  const ofDay = seconds - days * DAY_SECONDS
  const [hour, minute, second] = [Math.floor(ofDay / 3600), Math.floor(ofDay / 60) % 60, ofDay % 60]
  const rest = fraction === 0n ? '' : `.${padded(Number(fraction), 6)}`
  return `${isoDay(days)}T${padded(hour, 2)}:${padded(minute, 2)}:${padded(second, 2)}${rest}Z`
}

/** Most significant byte first, two's complement. */
const unscaledOf = (bytes: Buffer): bigint => {
  if (bytes.length === 0) return 0n
  if (bytes.length <= 6) return BigInt(bytes.readIntBE(0, bytes.length))
  return BigInt.asIntN(bytes.length * 8, BigInt(`0x${bytes.toString('hex')}`))
}

const decimalText = (unscaled: bigint, scale: number, point: string): string => {
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0')
  const sign = unscaled < 0n ? '-' : ''
  if (scale === 0) return `${sign}${digits}`
  return `${sign}${digits.slice(0, -scale)}${point}${digits.slice(-scale)}`
}

const writerOf = ({ kind }: Field): Writer => {
  switch (kind.type) {
    case 'date':
      return keeping(kind.form === 'yyyy-mm-dd' ? isoDay : danishDay)
    case 'timestamp':
      return (value) => `"${instantText(BigInt(value as bigint))}"`
    case 'integer':
      return (value) => `"${String(value)}"`
    case 'decimal': {
      const point = kind.comma ? ',' : '.'
      return (value) => `"${decimalText(unscaledOf(value as Buffer), kind.scale, point)}"`
    }
    case 'boolean':
      return (value) => (value === true ? '"1"' : '"0"')
    case 'list':
      return (value) => quoted(JSON.stringify(value))
    default:
      return (value) => quoted(String(value))
  }
}

/** A decoded record of a contract, by field. */
export type RecordValue = Readonly<Record<string, unknown>>

/**
 * Makes the canonical JSON of a contract's decoded records: no white space, members sorted by name, what is NULL left
 * out, every value a text in the written form that the contract has in csv.
 *
 * Errors of the returned function: L042 for a text with NUL.
 *
 * @example rowWriter(AulaBarn)({ BarnUuid: 'a', Personnummer: null }) // '{"BarnUuid":"a"}'
 */
export const rowWriter = (contract: Contract): ((record: RecordValue) => string) => {
  const members = Object.entries(contract.fields)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => ({ name, head: `${JSON.stringify(name)}:`, write: writerOf(field) }))
  return (record) => {
    let text = ''
    for (const { name, head, write } of members) {
      const value = record[name]
      if (value === null || value === undefined) continue
      text += text === '' ? head + write(value) : `,${head}${write(value)}`
    }
    return `{${text}}`
  }
}
