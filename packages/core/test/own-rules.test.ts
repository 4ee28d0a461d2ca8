import {
  contract,
  dataomraade,
  failures,
  field,
  openInstance,
  openSession,
  quoteIdent,
  type Session,
} from '@flis/core'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { anyText } from './any-text.js'
import { type FieldCases, outcomeOf } from './cast-texts.js'
import { failureOf } from './failing.js'

let session: Session
beforeAll(async () => {
  session = await openSession(await openInstance(':memory:'))
})

const cases: FieldCases = [
  [
    'a whole number of a list, with a code of its own',
    field.integer({ codes: [0, 1, 2, 8], error: 'R310' }),
    [
      ['0', '0'],
      ['8', '8'],
      ['08', '8'],
      ['3', 'R310'],
      ['9', 'R310'],
      ['-1', 'R310'],
      // What is no whole number fails as such, not by the number that the engine would make of it.
      ['8.4', 'R102'],
      ['9.9', 'R102'],
      ['1e1', 'R102'],
      ['x', 'R102'],
      ['', 'R101'],
      [null, 'R101'],
    ],
  ],
  [
    'a whole number of a list',
    field.integer({ codes: [1] }).optional(),
    [
      ['1', '1'],
      ['2', 'R103'],
      ['', null],
    ],
  ],
]

describe.each(cases)('%s', (_name, of, table) => {
  it.each(table)('%j → %s', async (text, outcome) => {
    expect(await outcomeOf(session, of, text)).toBe(outcome)
  })
})

describe('a time that must have its offset', () => {
  const of = field.timestamp({ offset: 'required' })
  it.each(['2026-03-29T01:30+01:00', '2026-03-29T01:30:00Z', '2026-03-29T01:30:00.5-02:00'])(
    'is taken: %s',
    async (text) => {
      expect(await outcomeOf(session, of, text)).not.toMatch(/^R/)
    },
  )
  it.each(['2026-03-29T01:30', '2026-03-29T01:30:00', '2026-03-29', ''])('is refused: %j', async (text) => {
    expect(await outcomeOf(session, of, text)).toMatch(/^R10[12]$/)
  })
})

const pair = contract('Par', {
  kilde: 'P',
  mode: 'full',
  fields: { Id: field.key.text(), Lige: field.text(), Ulige: field.text() },
  checks: [
    field.rule({ code: 'R104', columns: ['Lige'], when: `try_cast("Lige" as bigint) % 2 = 1` }),
    field.rule({
      code: 'R120',
      columns: ['Lige', 'Ulige'],
      when: `try_cast("Ulige" as bigint) < try_cast("Lige" as bigint)`,
    }),
  ],
})

const reasonsOf = async (row: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const values = Object.entries(row).map(([name]) => `$${name}::varchar as ${quoteIdent(name)}`)
  const reasons = failures(pair, [], () => '()').map(
    ({ code, column, when }, nth) =>
      `case when ${when} then '${code} ${column}' end as ${quoteIdent(String(nth))}`,
  )
  const [found = {}] = await session.rows(
    `select ${reasons.join(', ')} from (select ${values.join(', ')})`,
    row,
  )
  return Object.values(found).flatMap((each) => (typeof each === 'string' ? [each] : []))
}

describe('a rule of the contract’s own', () => {
  it('fails the rows where its condition is true, once for each column that it names', async () => {
    expect(await reasonsOf({ Id: 'a', Lige: '2', Ulige: '3' })).toEqual([])
    expect(await reasonsOf({ Id: 'a', Lige: '3', Ulige: '3' })).toEqual(['R104 Lige'])
    expect(await reasonsOf({ Id: 'a', Lige: '3', Ulige: '1' })).toEqual([
      'R104 Lige',
      'R120 Lige',
      'R120 Ulige',
    ])
  })

  it('fails nothing where it has no answer, and bears any text', async () => {
    expect(await reasonsOf({ Id: 'a', Lige: 'x', Ulige: '1' })).toEqual([])
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (Lige, Ulige) => {
        expect(Array.isArray(await reasonsOf({ Id: 'a', Lige, Ulige }))).toBe(true)
      }),
      { numRuns: 50 },
    )
  })
})

const fields = { Id: field.key.text(), Person: field.cpr() }
const person = contract('Person', { kilde: 'P', mode: 'full', fields: { Person: field.key.cpr() } })
const home = contract('Bolig', {
  kilde: 'P',
  mode: 'full',
  fields,
  replaces: { by: 'Person', presentIn: 'Person' },
})

describe('a definition is refused', () => {
  it.each([
    [
      'whose rule names an unknown column',
      { checks: [field.rule({ code: 'R104', columns: ['Nix'], when: 'true' })] },
    ],
    ['whose rule names no column', { checks: [field.rule({ code: 'R104', columns: [], when: 'true' })] }],
    ['whose list of numbers is empty', { fields: { ...fields, Status: field.integer({ codes: [] }) } }],
    [
      'whose list of numbers holds a fraction',
      { fields: { ...fields, Status: field.integer({ codes: [1.5] }) } },
    ],
    [
      'which is no full contract and replaces',
      { mode: 'append' as const, replaces: { by: 'Person' as const, presentIn: 'Person' } },
    ],
  ])('%s', (_name, options) => {
    expect(failureOf(() => contract('X', { kilde: 'P', mode: 'full', fields, ...options })).code).toBe('M004')
  })

  it('which replaces by what another contract of the area does not hold', () => {
    expect(dataomraade('P', { contracts: [person, home], models: [] }).contracts).toHaveLength(2)
    expect(failureOf(() => dataomraade('P', { contracts: [home], models: [] })).facts).toMatchObject({
      contract: 'Bolig',
      column: 'Person',
    })
  })
})
