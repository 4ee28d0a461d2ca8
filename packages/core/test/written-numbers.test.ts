import { field, openInstance, openSession, type Session } from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { type FieldCases, outcomeOf } from './cast-texts.js'

let session: Session
beforeAll(async () => {
  session = await openSession(await openInstance(':memory:'))
})

const cases: FieldCases = [
  [
    'an integer',
    field.integer().optional(),
    [
      ['0', '0'],
      ['-17', '-17'],
      ['007', '7'],
      ['999999999999999999', '999999999999999999'],
      ['', null],
      ['1.5', 'R102'],
      ['1.0', 'R102'],
      ['1,0', 'R102'],
      ['1e1', 'R102'],
      ['0x1F', 'R102'],
      ['0b1', 'R102'],
      ['1_000', 'R102'],
      ['1.000', 'R102'],
      ['1 000', 'R102'],
      [' 1', 'R102'],
      ['1 ', 'R102'],
      ['+1', 'R102'],
      ['--1', 'R102'],
      ['-', 'R102'],
      ['true', 'R102'],
      ['NaN', 'R102'],
      ['٣', 'R102'],
      ['99999999999999999999', 'R102'],
    ],
  ],
  [
    'a decimal with a point',
    field.decimal(6, 2).optional(),
    [
      ['1.5', '1.50'],
      ['-1234.56', '-1234.56'],
      ['12', '12.00'],
      ['', null],
      ['1,5', 'R102'],
      ['1.555', 'R102'],
      ['1.500', 'R102'],
      ['12345', 'R102'],
      ['.5', 'R102'],
      ['1.', 'R102'],
      ['1e1', 'R102'],
      ['1E1', 'R102'],
      ['+1.5', 'R102'],
      ['1.000,50', 'R102'],
      ['1,000.50', 'R102'],
      ['inf', 'R102'],
      ['nan', 'R102'],
      ['12 kr', 'R102'],
    ],
  ],
  [
    'a decimal with a comma',
    field.decimal(5, 2, { comma: true }),
    [
      ['37,5', '37.50'],
      ['-0,25', '-0.25'],
      ['37', '37.00'],
      ['', 'R101'],
      ['37.5', 'R102'],
      ['37,555', 'R102'],
      ['1.037,50', 'R102'],
      [',5', 'R102'],
      ['37,', 'R102'],
      ['3,7,5', 'R102'],
    ],
  ],
  [
    'a decimal without digits before the comma',
    field.decimal(4, 4),
    [
      ['0.9999', '.9999'],
      ['1.0000', 'R102'],
    ],
  ],
  [
    'a decimal without digits after the comma',
    field.decimal(3, 0),
    [
      ['999', '999'],
      ['999.0', 'R102'],
      ['1000', 'R102'],
    ],
  ],
]

describe.each(cases)('%s', (_name, of, table) => {
  it.each(table)('%j → %s', async (text, outcome) => {
    expect(await outcomeOf(session, of, text)).toBe(outcome)
  })
})
