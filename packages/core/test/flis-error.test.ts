import {
  asFlisError,
  CODES,
  type FlisCode,
  FlisFailure,
  fail,
  flisError,
  openInstance,
  openSession,
} from '@flis/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { failureOf } from './failing.js'

const codes = Object.keys(CODES) as FlisCode[]

describe('a named error', () => {
  it.each(codes)('%s is a plain value that says what to do', (code) => {
    const error = flisError(code, { file: 'KY_0751_2022-10_001_F.zip', line: 3 })
    expect(error).toEqual({
      _tag: 'FlisError',
      code,
      retriable: CODES[code].retriable,
      next: expect.stringMatching(/\S/),
      facts: { file: 'KY_0751_2022-10_001_F.zip', line: 3 },
    })
    expect(JSON.parse(JSON.stringify(error))).toEqual(error)
  })

  it.each(codes)(
    '%s has a code, a name in kebab-case of its own, and a next command without gaps',
    (code) => {
      expect(code).toMatch(/^[A-Z]\d{3}$/)
      expect(CODES[code].name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      expect(codes.filter((other) => CODES[other].name === CODES[code].name)).toEqual([code])
      expect(flisError(code).next).not.toMatch(/[{}]/)
    },
  )

  it.each([
    [
      'names the delivery in the next command',
      'NC:KY_0751_2022-10_001_F.zip',
      'flis deliveries NC:KY_0751_2022-10_001_F.zip',
    ],
    ['also one whose name has signs of a pattern', 'A$&B:$1', 'flis deliveries A$&B:$1'],
    ['and leaves its place open where none is known', undefined, 'flis deliveries <id>'],
  ])('%s', (_name, delivery, next) => {
    expect(flisError('L060', delivery === undefined ? {} : { delivery }).next).toBe(next)
  })

  it('thrown and caught again is the same value', () => {
    const error = flisError('L002', { kilde: 'XX' })
    expect(asFlisError(new FlisFailure(error))).toBe(error)
    expect(failureOf(() => fail('L002', { kilde: 'XX' }))).toEqual(error)
  })

  it('thrown shows its code and name, no facts', () => {
    const failure = new FlisFailure(flisError('R105', { found: 'x', column: 'Personnummer' }))
    expect(failure.message).toBe('FLIS-R105 cpr-or-kommune-not-valid')
    expect(failure).toBeInstanceOf(Error)
  })
})

const row = '0101570001;Hansen;Storegade 1'

describe('whatever is thrown becomes a named error without its text', () => {
  const withCode = (code: string): Error => Object.assign(new Error(row), { code })
  const withName = (name: string): Error => Object.assign(new Error(row), { name })

  it.each<[string, unknown, FlisCode, object]>([
    ['an error of JavaScript', new TypeError(row), 'S999', { detail: 'TypeError' }],
    ['a plain error', new Error(row), 'S999', { detail: 'Error' }],
    ['a text', row, 'S999', { detail: 'unknown' }],
    ['an object', { row }, 'S999', { detail: 'unknown' }],
    ['null', null, 'S999', { detail: 'unknown' }],
    ['nothing', undefined, 'S999', { detail: 'unknown' }],
    [
      'a row that the engine could not cast',
      new Error(`Conversion Error: Could not convert string '${row}'`),
      'S999',
      { detail: 'Conversion Error' },
    ],
    [
      'a csv error of the engine',
      new Error(`Invalid Input Error: CSV Error on Line: 2\nOriginal Line: ${row}`),
      'S999',
      { detail: 'Invalid Input Error' },
    ],
    [
      'a text that only looks like the kind of an error',
      new Error('Hansen Storegade Error: x'),
      'S999',
      { detail: 'Error' },
    ],
    ['an error of the file system', withCode('EACCES'), 'S999', { detail: 'EACCES' }],
    ['an error whose code is data', withCode('0101570001'), 'S999', { detail: 'Error' }],
    ['an error whose name is data', withName('Hansen 0101570001'), 'S999', { detail: 'Error' }],
    ['an interrupted statement', new Error('INTERRUPT Error: Interrupted!'), 'S004', {}],
    ['an aborted wait', AbortSignal.abort().reason, 'S004', {}],
    ['a full disk', withCode('ENOSPC'), 'S002', {}],
    [
      'a full disk in the words of the system',
      new Error('ENOSPC: no space left on device, write'),
      'S002',
      {},
    ],
    [
      'a full disk in the words of the engine',
      new Error('IO Error: Could not write file "/x": No space left on device'),
      'S002',
      {},
    ],
    [
      'a file that another process holds',
      new Error(
        'IO Error: Could not set lock on file "/PID 7/x.duckdb": Conflicting lock is held in /usr/bin/node (PID 4711).',
      ),
      'S001',
      { holder: 'PID 4711' },
    ],
    [
      'a held file without a holder',
      new Error('IO Error: Could not set lock on file "/x.duckdb"'),
      'S001',
      { holder: 'PID unknown' },
    ],
    [
      'a row that speaks of locks',
      new Error("Conversion Error: 'Could not set lock on file (PID 1)'"),
      'S999',
      { detail: 'Conversion Error' },
    ],
  ])('%s', (_name, thrown, code, facts) => {
    const error = asFlisError(thrown)
    expect(error.code).toBe(code)
    expect(error.facts).toEqual(facts)
    expect(JSON.stringify(error)).not.toMatch(/0101570001|Hansen|Storegade/)
  })

  it('whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('', 'Conversion Error: ', 'X Error: '),
        (some, kind) => {
          const text = JSON.stringify(asFlisError(new Error(`${kind}${some} ${row}`)))
          expect(text).not.toContain('0101570001')
          expect(text).not.toContain('Hansen')
        },
      ),
    )
  })

  it.each([
    ['a cast', `select '${row}'::integer`],
    ['a name that is no column', 'select "Hansen 0101570001"'],
    ['a text that is no SQL', `${row}`],
    ['a check', `select error('${row}')`],
  ])('also where the engine itself throws: %s', async (_name, query) => {
    const session = await openSession(await openInstance(':memory:'))
    const thrown = await session.rows(query).then(
      () => 'no failure',
      (failure: unknown) => failure,
    )
    expect(thrown).toBeInstanceOf(FlisFailure)
    const { error, message, stack } = thrown as FlisFailure
    expect(error).toMatchObject({ code: 'S999', facts: { detail: expect.stringMatching(/ Error$/) } })
    expect(`${JSON.stringify(thrown)} ${message} ${stack}`).not.toMatch(/0101570001|Hansen/)
  })
})
