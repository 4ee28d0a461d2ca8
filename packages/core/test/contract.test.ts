import {
  type Contract,
  type ContractOptions,
  contract,
  type ErrorFacts,
  type Field,
  type Fields,
  field,
  versionsOf,
} from '@flis/core'
import { describe, expect, it } from 'vitest'
import { failureOf } from './failing.js'

const fields = { SagId: field.key.text(), FraDato: field.date(), TilDato: field.date().optional() }
const sag = (): Contract => contract('BSSag', { kilde: 'BS', mode: 'full', fields })

describe('a contract', () => {
  it('fills in what is left out', () => {
    expect(sag()).toMatchObject({
      name: 'BSSag',
      kilde: 'BS',
      mode: 'full',
      absence: 'behold',
      persons: [],
      keyScope: 'kildesystem',
      checks: [],
      reader: { format: 'csv', encoding: 'UTF-8', optionalFile: false },
      description: '',
    })
  })

  it('finds its key, and computes by its key unless told otherwise', () => {
    const made = contract('KYSagTilstand', {
      kilde: 'KY',
      mode: 'full',
      fields: { SagId: field.key.text(), Sekvens: field.key.integer(), Tilstand: field.text() },
    })
    expect(made.key).toEqual(['SagId', 'Sekvens'])
    expect(made.unit).toEqual(['SagId', 'Sekvens'])
    expect(contract('KYSag', { kilde: 'KY', mode: 'full', fields, unit: ['SagId'] }).unit).toEqual(['SagId'])
  })

  it('is a relation that leads back to it, with its versions beside', () => {
    const made = sag()
    expect(made.relation).toMatchObject({ of: 'contract', name: 'BSSag' })
    expect(made.relation.definition).toBe(made)
    expect(versionsOf(made).relation).toMatchObject({ of: 'versions', name: 'BSSag' })
  })

  it('takes Danish names in its options, ASCII in its fields', () => {
    const beloeb = field.decimal(12, 2, { data: 'økonomi', dm: 'Beløb', description: 'Beløb i kroner' })
    const made = contract('BSSag', { kilde: 'BS', mode: 'full', fields: { ...fields, Beloeb: beloeb } })
    expect(made.fields.Beloeb).toMatchObject({ data: 'økonomi', dm: 'Beløb', description: 'Beløb i kroner' })
  })
})

describe('a field', () => {
  it('is required until it is optional, and keeps all else then', () => {
    const timer = field.decimal(5, 2, { comma: true, dm: 'Timer pr. uge' }).between(0, 168)
    expect(timer.required).toBe(true)
    const { required, ...optional } = timer.optional()
    expect(required).toBe(false)
    expect(optional).toMatchObject({
      kind: { type: 'decimal', precision: 5, scale: 2, comma: true },
      range: { min: 0, max: 168 },
      dm: 'Timer pr. uge',
      key: false,
    })
    expect(timer.optional().between(0, 37)).toMatchObject({ required: false, range: { min: 0, max: 37 } })
  })

  it('does not change the one that it is made from', () => {
    const date = field.date()
    date.optional()
    date.between(1, 2)
    expect([date.required, date.range]).toEqual([true, undefined])
  })

  it('holds no personal data unless said, and CPR numbers always', () => {
    expect([field.text().data, field.cpr().data, field.key.cpr().data]).toEqual(['ingen', 'CPR', 'CPR'])
    expect(field.text({ data: 'følsomme' }).data).toBe('følsomme')
  })
})

type Options = ContractOptions<Fields>

describe('a definition that cannot work is M004 at once', () => {
  const field4 = (of: Field): Partial<Options> => ({ fields: { ...fields, V: of } })

  it.each<[string, string, Partial<Options>, ErrorFacts]>([
    ['a name that is not ASCII', 'Boligstøtte', {}, { contract: 'Boligstøtte', column: 'Boligstøtte' }],
    ['a name that begins with a digit', '1Sag', {}, { column: '1Sag' }],
    ['a name with a quote', 'a"; drop', {}, { column: 'a"; drop' }],
    ['an empty name', '', {}, { column: '' }],
    ['a Kilde that is not ASCII', 'BSSag', { kilde: 'Bolig støtte' }, { column: 'Bolig støtte' }],
    [
      'a field that is not ASCII',
      'BSSag',
      { fields: { ...fields, Beløb: field.text() } },
      { column: 'Beløb' },
    ],
    [
      'a field named as a system column',
      'BSSag',
      { fields: { ...fields, _fra: field.text() } },
      { column: '_fra' },
    ],
    [
      'two fields that differ only in capitals',
      'BSSag',
      { fields: { ...fields, sagid: field.text() } },
      { column: 'sagid' },
    ],
    ['no field', 'BSSag', { fields: {} }, { detail: 'no key field' }],
    ['no key', 'BSSag', { fields: { V: field.text() } }, { detail: 'no key field' }],
    ['an optional key', 'BSSag', field4(field.key.text().optional()), { column: 'V' }],
    ['a check on an unknown start', 'BSSag', { checks: [field.order('Fra', 'TilDato')] }, { column: 'Fra' }],
    ['a check on an unknown end', 'BSSag', { checks: [field.order('FraDato', 'Til')] }, { column: 'Til' }],
    ['a check of a text', 'BSSag', { checks: [field.order('SagId', 'TilDato')] }, { column: 'TilDato' }],
    [
      'a check of a date with a number',
      'BSSag',
      { ...field4(field.integer()), checks: [field.order('FraDato', 'V')] },
      { column: 'V' },
    ],
    ['a unit of an unknown field', 'BSSag', { unit: ['Sag'] }, { column: 'Sag' }],
    [
      'an unknown field that withdraws',
      'BSSag',
      { withdrawn: { column: 'Status', value: 'x' } },
      { column: 'Status' },
    ],
    ['a code list without codes', 'BSSag', field4(field.code([])), { column: 'V' }],
    ['a range of a text', 'BSSag', field4(field.text().between(1, 2)), { column: 'V' }],
    ['a range of a date', 'BSSag', field4(field.date().between(1, 2)), { column: 'V' }],
    ['a range from large to small', 'BSSag', field4(field.integer().between(2, 1)), { column: 'V' }],
    ['a range to nowhere', 'BSSag', field4(field.integer().between(0, Number.NaN)), { column: 'V' }],
    ['a decimal of 39 digits', 'BSSag', field4(field.decimal(39, 2)), { column: 'V' }],
    ['a decimal of no digits', 'BSSag', field4(field.decimal(0, 0)), { column: 'V' }],
    [
      'a decimal with more digits after the comma than it has',
      'BSSag',
      field4(field.decimal(2, 3)),
      { column: 'V' },
    ],
    ['a decimal of half a digit', 'BSSag', field4(field.decimal(2.5, 1)), { column: 'V' }],
  ])('%s', (_name, name, options, facts) => {
    const whole: Options = { kilde: 'BS', mode: 'full', fields, ...options }
    const error = failureOf(() => contract(name, whole))
    expect(error.code).toBe('M004')
    expect(error.facts).toMatchObject({ contract: name, ...facts })
  })
})
