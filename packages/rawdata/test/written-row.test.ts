import { avroType, contract, field } from '@flis/core'
import { describe, expect, it } from 'vitest'
import { rowWriter } from '../src/kafka/written-row.js'

const fields = {
  Id: field.key.text(),
  Dato: field.date(),
  DanskDato: field.date({ form: 'dd-mm-yyyy' }).optional(),
  Tidspunkt: field.timestamp().optional(),
  Tal: field.integer().optional(),
  Beloeb: field.decimal(12, 2).optional(),
  Timer: field.decimal(5, 2, { comma: true }).optional(),
  ErAktiv: field.boolean().optional(),
  Ider: field.list().optional(),
}
const Proeve = contract('Proeve', { kilde: 'KY', mode: 'full', fields })
const write = rowWriter(Proeve)
const type = avroType(Proeve)
const empty = Object.fromEntries(Object.keys(fields).map((name) => [name, null]))

/** What is written of a record that went through Avro. */
const written = (values: Readonly<Record<string, unknown>>): unknown =>
  JSON.parse(write(type.fromBuffer(type.toBuffer({ ...empty, Id: 'a', Dato: 0, ...values }))))

describe('the canonical JSON of a record', () => {
  it('has sorted members, no white space, and leaves out what is NULL', () => {
    expect(write({ ...empty, Id: 'a', Dato: 19_286 })).toBe('{"Dato":"2022-10-21","Id":"a"}')
  })

  it.each<[string, string, unknown, string]>([
    ['a leap day', 'Dato', 19_782, '2024-02-29'],
    ['the first day of the calendar', 'Dato', -719_162, '0001-01-01'],
    ['the last one', 'Dato', 2_932_896, '9999-12-31'],
    ['a date in the contract’s own form', 'DanskDato', 19_286, '21-10-2022'],
    ['an instant', 'Tidspunkt', 1_666_339_200_000_000n, '2022-10-21T08:00:00Z'],
    ['an instant with microseconds', 'Tidspunkt', 1_666_339_200_000_010n, '2022-10-21T08:00:00.000010Z'],
    ['an instant before 1970', 'Tidspunkt', -1n, '1969-12-31T23:59:59.999999Z'],
    ['the end of all days', 'Tidspunkt', 253_402_300_799_000_000n, '9999-12-31T23:59:59Z'],
    ['a long above 2^53', 'Tal', 9_007_199_254_740_993n, '9007199254740993'],
    ['the least long', 'Tal', -(2n ** 63n), '-9223372036854775808'],
    ['a decimal with its zeros', 'Beloeb', Buffer.from([0x04, 0xb0]), '12.00'],
    ['a negative decimal', 'Beloeb', Buffer.from([0xff]), '-0.01'],
    ['a long decimal', 'Beloeb', Buffer.from('00e8d4a50fff', 'hex'), '9999999999.99'],
    ['a decimal with comma', 'Timer', Buffer.from([0x0e, 0x74]), '37,00'],
    ['no decimal bytes', 'Timer', Buffer.alloc(0), '0,00'],
    ['true', 'ErAktiv', true, '1'],
    ['false', 'ErAktiv', false, '0'],
    ['a list', 'Ider', ['a"b', 'æ'], '["a\\"b","æ"]'],
    ['an empty text', 'Id', '', ''],
    ['a text with all that JSON escapes', 'Id', '"\\\n\tæøå€😀', '"\\\n\tæøå€😀'],
  ])('writes %s', (_, name, value, text) => {
    expect(written({ [name]: value })).toMatchObject({ [name]: text })
  })

  it('refuses a text with NUL', () => {
    expect(() => written({ Id: 'a\u0000b' })).toThrow('L042')
  })
})
