import { field, openInstance, openSession, type Session } from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { type FieldCases, outcomeOf } from './cast-texts.js'

let session: Session
beforeAll(async () => {
  session = await openSession(await openInstance(':memory:'))
})

const cases: FieldCases = [
  [
    'a date',
    field.date().optional(),
    [
      ['2022-02-28', '2022-02-28'],
      ['2024-02-29', '2024-02-29'],
      ['0001-01-01', '0001-01-01'],
      ['9999-12-31', '9999-12-31'],
      ['', null],
      [null, null],
      ['2022-02-30', 'R102'],
      ['2023-02-29', 'R102'],
      ['2022-13-01', 'R102'],
      ['2022-00-10', 'R102'],
      ['0000-01-01', 'R102'],
      ['2022-2-1', 'R102'],
      ['22-02-01', 'R102'],
      ['2022/02/01', 'R102'],
      ['2022.02.01', 'R102'],
      ['20220201', 'R102'],
      ['01-02-2022', 'R102'],
      ['2022-05-01T00:00:00', 'R102'],
      ['2022-05-01 00:00:00', 'R102'],
      [' 2022-05-01', 'R102'],
      ['2022-05-01 ', 'R102'],
      ['2022-05-01\n', 'R102'],
      ['2022-05-01\0', 'R102'],
      ['+2022-05-01', 'R102'],
      ['-2022-05-01', 'R102'],
      ['2022-05-01 (BC)', 'R102'],
      ['10000-01-01', 'R102'],
      ['infinity', 'R102'],
      ['-infinity', 'R102'],
      ['epoch', 'R102'],
      ['today', 'R102'],
      ['now', 'R102'],
      ['19000', 'R102'],
      ['٢٠٢٢-٠٥-٠١', 'R102'],
      ['2022‐05‐01', 'R102'],
    ],
  ],
  [
    'a date that the contract writes dd-mm-yyyy',
    field.date({ form: 'dd-mm-yyyy' }),
    [
      ['01-02-2022', '2022-02-01'],
      ['29-02-2024', '2024-02-29'],
      ['', 'R101'],
      ['30-02-2022', 'R102'],
      ['2022-02-01', 'R102'],
      ['1-2-2022', 'R102'],
      ['01/02/2022', 'R102'],
      ['01-02-22', 'R102'],
      ['01-13-2022', 'R102'],
      ['01-01-0000', 'R102'],
    ],
  ],
]

describe.each(cases)('%s', (_name, of, table) => {
  it.each(table)('%j → %s', async (text, outcome) => {
    expect(await outcomeOf(session, of, text)).toBe(outcome)
  })
})
