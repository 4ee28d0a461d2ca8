import type { Field } from './field.js'

const TIME = '\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?'
/** The engine would also take an offset of 99 hours and 99 minutes. */
const OFFSET = '(Z|[+-](0\\d|1[0-4]):[0-5]\\d)'
/** Four digits but 0000: the engine would read it as the year 1 before Christ. */
const YEAR = '(\\d{3}[1-9]|\\d{2}[1-9]\\d|\\d[1-9]\\d{2}|[1-9]\\d{3})'
const DATE = `${YEAR}-\\d{2}-\\d{2}`

/** A JSON array of texts as RFC 8259 has it: the engine also takes numbers, objects, NaN and a last comma. */
const SPACE = '[ \\t\\n\\r]*'
const JSON_TEXT = '"([^"\\\\\\x00-\\x1f]|\\\\(["\\\\/bfnrt]|u[0-9a-fA-F]{4}))*"'
const JSON_TEXTS = `\\[${SPACE}(${JSON_TEXT}${SPACE}(,${SPACE}${JSON_TEXT}${SPACE})*)?\\]`

/** Days 01–31 and those of replacement numbers (day + 60), by the length of the month. */
const DAY_AND_MONTH = [
  '(0[1-9]|[12]\\d|3[01]|6[1-9]|[78]\\d|9[01])(0[13578]|1[02])',
  '(0[1-9]|[12]\\d|30|6[1-9]|[78]\\d|90)(0[469]|11)',
  '(0[1-9]|1\\d|2[0-8]|6[1-9]|7\\d|8[0-8])02',
].join('|')
/**
 * 29 February. The 7th digit gives the century (0–3: 19YY; 4, 9: 20YY up to 36, else 19YY; 5–8: 20YY up to 57, else
 * 18YY), and of the years it can give only 1900 is divisible by four without being a leap year: 00 before 0–3.
 */
const LEAP_DAY = '(29|89)02((0[48]|[2468][048]|[13579][26])-?\\d|00-?[4-9])\\d{3}'

/** A valid CPR number: a real date in its century, the hyphen optional. Modulus 11 ended in 2007. */
const CPR_FORM = `(${DAY_AND_MONTH})\\d{2}-?\\d{4}|${LEAP_DAY}`
/** What stands in a CPR field for no number. */
export const NO_CPR: readonly string[] = ['', '0000000000', '000000-0000']

/** The pattern that a field's written form must match in full, where the type has one. */
export const writtenForm = (field: Field): string | undefined => {
  const { kind } = field
  switch (kind.type) {
    case 'text':
      return kind.digits === undefined ? undefined : `\\d{${kind.digits}}`
    case 'date':
      return kind.form === 'yyyy-mm-dd' ? DATE : `\\d{2}-\\d{2}-${YEAR}`
    case 'timestamp':
      return `${DATE}T${TIME}${OFFSET}${kind.offset === 'required' ? '' : '?'}`
    case 'moment':
      return `${DATE}(T${TIME}${OFFSET}?)?`
    case 'integer':
      return '-?\\d{1,18}'
    case 'decimal': {
      const whole = kind.precision - kind.scale
      const fraction = kind.scale === 0 ? '' : `(${kind.comma ? ',' : '\\.'}\\d{1,${kind.scale}})?`
      return `-?\\d{1,${Math.max(whole, 1)}}${fraction}`
    }
    case 'cpr':
      return CPR_FORM
    case 'boolean':
      return '[01]'
    case 'list':
      return JSON_TEXTS
    default:
      return undefined
  }
}
