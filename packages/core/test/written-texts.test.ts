import { field, openInstance, openSession, type Session } from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { type FieldCases, outcomeOf } from './cast-texts.js'

let session: Session
beforeAll(async () => {
  session = await openSession(await openInstance(':memory:'))
})

const cases: FieldCases = [
  [
    'a required text',
    field.text(),
    [
      ['x', 'x'],
      [' ', ' '],
      ['', 'R101'],
      [null, 'R101'],
    ],
  ],
  [
    'an optional text keeps the empty string apart from NULL',
    field.text().optional(),
    [
      ['', ''],
      [null, null],
    ],
  ],
  [
    'a text of at most six characters',
    field.text({ length: 6 }),
    [
      ['æøå123', 'æøå123'],
      ['1234567', 'R102'],
    ],
  ],
  [
    'a text of exactly four digits',
    field.text({ digits: 4 }),
    [
      ['0751', '0751'],
      ['751', 'R102'],
      ['07510', 'R102'],
      ['075a', 'R102'],
      [' 0751', 'R102'],
      ['0751\n', 'R102'],
      ['٠٧٥١', 'R102'],
      ['', 'R101'],
      [null, 'R101'],
    ],
  ],
  [
    'an optional text of exactly two digits',
    field.text({ digits: 2 }).optional(),
    [
      ['01', '01'],
      ['', ''],
      [null, null],
      ['1', 'R102'],
    ],
  ],
  [
    'a code of a list',
    field.code(['Åben', "Under 'Oplysning'", '01']),
    [
      ['Åben', 'Åben'],
      ["Under 'Oplysning'", "Under 'Oplysning'"],
      ['', 'R101'],
      [null, 'R101'],
      ['åben', 'R103'],
      ['Åben ', 'R103'],
      ['1', 'R103'],
      // The same letter written as A and a ring above it.
      ['A\u030aben', 'R103'],
    ],
  ],
  [
    'an optional code',
    field.code(['M', 'K']).optional(),
    [
      ['K', 'K'],
      ['', null],
      [null, null],
      ['k', 'R103'],
    ],
  ],
  [
    'a code of another contract',
    field.codeOf({ name: 'FSIIIKode' }, 'Kode', { error: 'R204' }).optional(),
    [
      ['a1', 'a1'],
      ['', null],
      ['A1', 'R204'],
      ["a1' or true --", 'R204'],
    ],
  ],
  [
    'a kommune',
    field.kommune(),
    [
      ['0751', '0751'],
      ['0411', '0411'],
      ['', 'R101'],
      ['751', 'R105'],
      ['0000', 'R105'],
      ['0999', 'R105'],
      ['0751 ', 'R105'],
      ['Aarhus', 'R105'],
    ],
  ],
  [
    'a list of texts',
    field.list().optional(),
    [
      ['[]', '[]'],
      [' [ ]\n', 'R102'],
      ['[ ]', '[]'],
      ['["a"]', '[a]'],
      ['[ "a" ,\n"b" ]', '[a, b]'],
      ['["\\u00e6\\n"]', "['æ\n']"],
      ['[""]', "['']"],
      ['', null],
      ['[1]', 'R102'],
      ['[1,{"a":1}]', 'R102'],
      ['["a",null]', 'R102'],
      ['[["a"]]', 'R102'],
      ['[NaN]', 'R102'],
      ['["a",]', 'R102'],
      ['["a" "b"]', 'R102'],
      ['["a"] x', 'R102'],
      ['["a"', 'R102'],
      ["['a']", 'R102'],
      ['["a\nb"]', 'R102'],
      ['["\\ud800"]', 'R102'],
      ['"a"', 'R102'],
      ['{"a":"b"}', 'R102'],
      ['null', 'R102'],
      ['a', 'R102'],
    ],
  ],
  [
    'a boolean',
    field.boolean().optional(),
    [
      ['1', 'true'],
      ['0', 'false'],
      ['', null],
      ['true', 'R102'],
      ['t', 'R102'],
      ['ja', 'R102'],
      ['2', 'R102'],
      ['01', 'R102'],
    ],
  ],
]

describe.each(cases)('%s', (_name, of, table) => {
  it.each(table)('%j → %s', async (text, outcome) => {
    expect(await outcomeOf(session, of, text)).toBe(outcome)
  })
})
