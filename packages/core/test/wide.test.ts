import {
  type ContractOptions,
  columnsOfFamily,
  contract,
  dataomraade,
  deliveredAs,
  type Fields,
  field,
  isHistorised,
  type LoadMode,
  nextPeriod,
  periodOf,
} from '@flis/core'
import { describe, expect, it } from 'vitest'
import { failureOf } from './failing.js'

const weeks = { prefix: 'y', form: 'YYWW', field: field.text({ digits: 3 }).optional() } as const
const months = { prefix: 'grad', form: 'YYYY_MM', field: field.decimal(5, 2).optional() } as const
const csv = { format: 'csv', encoding: 'UTF-8', optionalFile: false } as const

const Wide = contract('Wide', {
  kilde: 'X',
  mode: 'full',
  fields: { Personnummer: field.key.cpr(), Navn: field.text().optional() },
  reader: { ...csv, wide: [weeks, months] },
})
const Person = contract('Person', {
  kilde: 'X',
  mode: 'full',
  fields: Wide.fields,
  stretchedFrom: { wide: Wide, by: 'Personnummer' },
})
const runs = { presentIn: Person, families: ['y'], from: 'FraUge', to: 'TilUge', value: 'Kode' } as const
const fields = {
  Personnummer: field.key.cpr(),
  FraUge: field.key.integer(),
  TilUge: field.integer(),
  Kode: field.text(),
}
type Options = Pick<ContractOptions<Fields>, 'stretchedFrom' | 'reader'> & { readonly mode?: LoadMode }
const stretched = (options: Options) => contract('Uge', { kilde: 'X', mode: 'full', fields, ...options })

describe('a column that grows', () => {
  it.each([
    ['y_2230', 202230],
    ['y_8952', 208952],
    ['y_9001', 199001],
    ['y_2053', 202053],
    ['y_2153', 'impossible'],
    ['y_2200', 'impossible'],
    ['y_2254', 'impossible'],
    ['Y_2230', undefined],
    ['y_22301', undefined],
    ['y_223', undefined],
    ['y2230', undefined],
    ['y_22a0', undefined],
    [' y_2230', undefined],
  ])('of weeks: %s is %s', (name, period) => {
    expect(periodOf(weeks, name)).toBe(period)
  })

  it.each([
    ['grad_2022_07', 202207],
    ['grad_1999_12', 199912],
    ['grad_2022_00', 'impossible'],
    ['grad_2022_13', 'impossible'],
    ['grad_2022_7', undefined],
    ['grad_202207', undefined],
    ['grader_2022_07', undefined],
  ])('of months: %s is %s', (name, period) => {
    expect(periodOf(months, name)).toBe(period)
  })

  it('is followed by the next of the calendar', () => {
    expect([nextPeriod('YYWW', 202053), nextPeriod('YYYY_MM', 202012)]).toEqual([202101, 202101])
    expect([nextPeriod('YYWW', 202152), nextPeriod('YYYY_MM', 202209)]).toEqual([202201, 202210])
  })

  it('stands in the order of the file', () => {
    expect(columnsOfFamily(weeks, ['y_2202', 'grad_2022_01', 'y_2201'])).toEqual([
      { name: 'y_2202', period: 202202 },
      { name: 'y_2201', period: 202201 },
    ])
  })
})

describe('a contract that is made from a wide one', () => {
  it('is delivered as that, which has no table itself', () => {
    const made = stretched({ stretchedFrom: { wide: Wide, by: 'Personnummer', runs } })
    expect([deliveredAs(made), deliveredAs(Wide)]).toEqual([Wide, Wide])
    expect([isHistorised(made), isHistorised(Wide)]).toEqual([true, false])
  })

  it('brings along what it is made from, and who tells of the citizens', () => {
    const made = stretched({ stretchedFrom: { wide: Wide, by: 'Personnummer', runs } })
    const area = dataomraade('Egen', { contracts: [made], models: [] })
    expect([area.contracts, area.reads]).toEqual([[made], [Wide, Person]])
  })

  it.each<[string, Options]>([
    [
      'a family that the wide one has not',
      { stretchedFrom: { wide: Wide, by: 'Personnummer', runs: { ...runs, families: ['x'] } } },
    ],
    [
      'a field that it has not itself',
      { stretchedFrom: { wide: Wide, by: 'Personnummer', runs: { ...runs, to: 'Slut' } } },
    ],
    ['a column that the wide one has not', { stretchedFrom: { wide: Wide, by: 'FraUge', runs } }],
    ['fields that the wide one has not', { stretchedFrom: { wide: Wide, by: 'Personnummer' } }],
    [
      'columns that grow and must be filled',
      { reader: { ...csv, wide: [{ ...weeks, field: field.text() }] } },
    ],
    ['deltas', { mode: 'upsert', reader: { ...csv, wide: [weeks] } }],
  ])('is refused with %s (M004)', (_, options) => {
    expect(failureOf(() => stretched(options)).code).toBe('M004')
  })
})
