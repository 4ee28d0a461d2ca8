import {
  compileSql,
  ident,
  openInstance,
  openSession,
  type Session,
  type Sql,
  type SqlPart,
  sql,
  text,
} from '@flis/core'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { failureOf } from './failing.js'

let session: Session
beforeAll(async () => {
  session = await openSession(await openInstance(':memory:'))
  await session.run('create table kept as select 1 as one')
})

const compiled = (template: Sql): string => compileSql(template, () => 'kept')

const hostile = [
  "'",
  "''",
  "' or true --",
  "'; drop table kept; --",
  '"',
  '"; drop table kept; --',
  '--',
  '/*',
  '*/ drop table kept',
  ';',
  '\\',
  "\\'",
  "\\'; drop table kept; --",
  '$$',
  '$1',
  '$name',
  '?',
  '{{x}}',
  '\n',
  '\r\n--',
  '\t',
  '%_',
  'æøåÆØÅ',
  'ʼ＇‘’´`',
  '\u202e',
  '\u0301',
  '😀',
  '\ufeff',
  "E'\\x27'",
  'x'.repeat(10_000),
]

/** Compared as bytes: reading a text back into JavaScript takes a byte order mark from its front. */
const bytesOf = (value: string): string => Buffer.from(value, 'utf8').toString('hex').toUpperCase()

/** What JavaScript without types could put in; the types refuse all of it. */
const put = (part: unknown): Sql => sql`select ${part as SqlPart}`

describe('a template takes no text by accident', () => {
  it.each<[string, unknown]>([
    ['a string', '1'],
    ['a hostile string', '1; drop table kept; --'],
    ['an empty string', ''],
    ['a String object', new String('1')],
    ['a list', ['1; drop table kept']],
    ['a plain object', { toString: () => '1; drop table kept' }],
    ['an object that says it is something else', { _tag: 'Right', strings: ['1'], parts: [] }],
    ['a function', () => '1'],
    ['a symbol', Symbol('1')],
    ['null', null],
    ['undefined', undefined],
    ['a boolean', true],
    ['a fraction', 1.5],
    ['a number beyond exactness', 2 ** 53],
    ['a number that prints with an exponent', 1e21],
    ['not a number', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a date', new Date(0)],
  ])('%s is M004', (_name, part) => {
    expect(failureOf(() => put(part)).code).toBe('M004')
  })

  it('and its refusal does not repeat what was put in', () => {
    expect(JSON.stringify(failureOf(() => put('0101410001 Hansen')))).not.toContain('0101410001')
  })
})

describe('a text stays a text', () => {
  it.each(hostile)('%j', async (value) => {
    expect(await session.value(compiled(sql`select hex(${text(value)})`))).toBe(bytesOf(value))
  })

  it('whatever stands in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.constantFrom(...hostile), async (some, end) => {
        const value = some.replaceAll('\0', '') + end
        const query = sql`select hex(${text(value)}) where ${text(value)} = ${text(value)}`
        expect(await session.value(compiled(query))).toBe(bytesOf(value))
      }),
    )
  })

  it('a NUL is refused: the engine would read the statement only up to it', () => {
    expect(failureOf(() => text("a\0' or true --")).code).toBe('M004')
  })
})

describe('an identifier stays an identifier', () => {
  it.each(hostile)('%j', async (name) => {
    const [row] = await session.rows(compiled(sql`select 7 as ${ident(name)}`))
    expect(Object.entries(row ?? {})).toEqual([[name, 7]])
  })

  it('whatever stands in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.constantFrom(...hostile), async (some, end) => {
        const name = some.replaceAll('\0', '') + end
        const query = compiled(sql`select ${ident(name)} from (select 7 as ${ident(name)})`)
        expect(Object.entries((await session.rows(query))[0] ?? {})).toEqual([[name, 7]])
      }),
    )
  })

  it('a NUL is refused', () => {
    expect(failureOf(() => ident('a\0"')).code).toBe('M004')
  })
})

it('after all of it the table is still there', async () => {
  expect(await session.value('select one from kept')).toBe(1)
})
