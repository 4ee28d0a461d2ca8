import {
  compileSql,
  contract,
  dataomraade,
  fact,
  field,
  type Model,
  type Month,
  ofRules,
  raw,
  replacedRules,
  requireOneDefinition,
  type Sql,
  sql,
  withRules,
} from '@flis/core'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { failureOf } from './failing.js'

const half = (amount: string): string => `(${amount} / 2)`
const kept = (rows: Sql): Sql => sql`(select * from ${rows} where Beloeb > 0)`
/** A rule that uses another takes it as its last parameter. */
const twice = (amount: string, rules: { readonly half: typeof half } = { half }): string =>
  `(${rules.half(amount)} * 4)`
const sides = (alias: string) => ({ join: sql`cross join ${BSSag} as other`, key: `${alias}.Id` })
const rules = { half, kept, twice, sides }

const BSSag = contract('BSSag', {
  kilde: 'BS',
  mode: 'full',
  fields: { Id: field.key.text(), Beloeb: field.decimal(9, 2) },
})

const factBS = ofRules((own: typeof rules) =>
  fact('FactBS', {
    grain: ['Id'],
    columns: { Id: 'VARCHAR', Beløb: 'DECIMAL(9,2)' },
    rules: ['half', 'kept'],
    sql: () => sql`select Id, ${raw(own.half('Beloeb'))} as Beløb from ${own.kept(sql`${BSSag}`)} as sager`,
  }),
)
const factSum = ofRules((own: typeof rules) =>
  fact('FactSum', {
    grain: ['n'],
    columns: { n: 'BIGINT' },
    rules: ['twice'],
    sql: () =>
      sql`select count(*) as n, ${raw(own.twice('1', own))} as t from ${factBS(own)} as fact ${own.sides('fact').join}`,
  }),
)
const bs = withRules(rules, (own) =>
  dataomraade('Boligstøtte', { contracts: [BSSag], models: [factBS(own), factSum(own)] }),
)

const textOf = (of: { readonly models: readonly Model[] }, name: string): string => {
  const model = of.models.find((each) => each.name === name)
  return model === undefined
    ? 'none'
    : compileSql(model.sql({ month: '2022-10' as Month, from: null }), (relation) => relation.name)
}

const REFUSED: readonly { readonly given: object; readonly code: string; readonly told: object }[] = [
  { given: { halv: half }, code: 'M005', told: { found: 'halv of Boligstøtte', expected: 'half' } },
  { given: { twise: half }, code: 'M005', told: { found: 'twise of Boligstøtte', expected: 'twice' } },
  { given: { toString: half }, code: 'M005', told: { found: 'toString of Boligstøtte' } },
  {
    given: { half: '0' },
    code: 'M004',
    told: { detail: 'the rule half of Boligstøtte must be a function' },
  },
  { given: { half: undefined }, code: 'M004', told: { detail: expect.stringContaining('function') } },
  {
    given: { half: () => {} },
    code: 'M004',
    told: { detail: 'the rule half of Boligstøtte gives no SQL' },
  },
  {
    given: { kept: () => '(select 1)' },
    code: 'M004',
    told: { detail: expect.stringContaining('template') },
  },
]

describe('an area whose rules can be replaced', () => {
  it('is the area that its own rules make, of the very models that it exports', () => {
    expect(bs.rules).toEqual(['half', 'kept', 'twice', 'sides'])
    expect(bs.replaced).toEqual([])
    expect(bs.models).toEqual([factBS(rules), factSum(rules)])
    expect(textOf(bs, 'FactBS')).toBe(
      'select Id, (Beloeb / 2) as Beløb from (select * from BSSag where Beloeb > 0) as sager',
    )
  })

  it('writes the replacement where the rule stood, also inside other rules, and nothing else', () => {
    const other = bs.with({ half: (amount) => `(${amount} * 0.5)` })
    expect(textOf(other, 'FactBS')).toContain('(Beloeb * 0.5) as Beløb')
    expect(textOf(other, 'FactSum')).toContain('((1 * 0.5) * 4) as t')
    expect(textOf(other, 'FactBS').replace('(Beloeb * 0.5)', '(Beloeb / 2)')).toBe(textOf(bs, 'FactBS'))
    expect(textOf(bs, 'FactBS')).toContain('(Beloeb / 2)')
  })

  it('has its models refer to each other, not to the original’s', () => {
    const other = bs.with({ kept: (rows) => sql`(select * from ${rows})` })
    expect(() => requireOneDefinition([other])).not.toThrow()
    expect(other.models[0]).not.toBe(bs.models[0])
  })

  it('names the rules that differ, in order of name; one put back does not', () => {
    const other = bs.with({ kept: (rows) => rows, half: () => '0' })
    expect(other.replaced.map((each) => each.name)).toEqual(['half', 'kept'])
    expect(other.with({ kept }).replaced.map((each) => each.name)).toEqual(['half'])
    expect(bs.with({ half }).replaced).toEqual([])
    expect(other.with({}).replaced).toEqual(other.replaced)
  })

  it('one after the other is both at once, the last word counting', () => {
    const both = bs.with({ half: () => '0', kept: (rows) => rows })
    expect(bs.with({ kept: (rows) => rows }).with({ half: () => '0' }).replaced).toEqual(both.replaced)
    expect(bs.with({ half: () => '1' }).with({ half: () => '0' }).replaced).toEqual(
      bs.with({ half: () => '0' }).replaced,
    )
  })

  it('tells a replacement by what it writes: how the source is laid out, or what it closes over', () => {
    const fingerprint = (of: typeof half): string | undefined =>
      bs.with({ half: of }).replaced[0]?.fingerprint
    const dividedBy =
      (n: number): typeof half =>
      (amount) =>
        `(${amount} / ${n})`
    expect(fingerprint(dividedBy(3))).toMatch(/^[0-9a-f]{64}$/)
    expect(fingerprint(dividedBy(3))).toBe(fingerprint((amount) => ['(', amount, ' / 3)'].join('')))
    expect(fingerprint(dividedBy(3))).not.toBe(fingerprint(dividedBy(4)))
  })

  it('tells one that writes several pieces, and one that no model uses', () => {
    const [several] = bs.with({ sides: (alias) => ({ join: sql``, key: alias }) }).replaced
    expect(several).toMatchObject({ name: 'sides', fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) })
    const idle = withRules(rules, () => dataomraade('Tom', { contracts: [BSSag], models: [] }))
    expect(idle.with({ half: () => '0' }).replaced).not.toEqual(idle.with({ half: () => '1' }).replaced)
  })

  it('knows the names and signatures of its rules', () => {
    type Given = Parameters<typeof bs.with>[0]
    expectTypeOf<keyof Given>().toEqualTypeOf<'half' | 'kept' | 'twice' | 'sides'>()
    expectTypeOf<(amount: string) => string>().toExtend<NonNullable<Given['half']>>()
    expectTypeOf<() => string>().toExtend<NonNullable<Given['half']>>()
    expectTypeOf<(amount: number) => string>().not.toExtend<NonNullable<Given['half']>>()
    expectTypeOf<(amount: string) => Sql>().not.toExtend<NonNullable<Given['half']>>()
    expectTypeOf<{ readonly halv: typeof half }>().not.toExtend<Given>()
  })

  it.each(REFUSED)('refuses $given by name: $code', ({ given, code, told }) => {
    const loosely = bs.with as (given: object) => unknown
    expect(failureOf(() => loosely(given))).toMatchObject({ code, facts: told })
  })
})

describe('the rules behind tables', () => {
  const other = bs.with({ half: () => '0', twice: () => '1', sides: () => ({ join: sql``, key: '' }) })
  const [table, sum] = other.models
  const own = dataomraade('Læser', { contracts: [], models: [] })

  it.each([
    { of: 'the table that uses it', areas: [own, other], models: [table], names: ['half'] },
    { of: 'the table that reads that one', areas: [other], models: [sum], names: ['half', 'twice'] },
    { of: 'no table', areas: [other], models: [], names: [] },
    { of: 'the original', areas: [bs, own], models: bs.models, names: [] },
    { of: 'a table of another area', areas: [own], models: [table], names: [] },
  ])('that differ are told with $of: $names', ({ areas, models, names }) => {
    const found = replacedRules(
      areas,
      models.filter((each) => each !== undefined),
    )
    expect(found.map((each) => each.name)).toEqual(names)
    expect(other.replaced).toEqual(expect.arrayContaining([...found]))
  })
})

describe('areas beside each other', () => {
  const other = bs.with({ half: () => '0' })
  const reading = (of: Model) =>
    dataomraade('Læser', {
      contracts: [],
      models: [fact('FactLæser', { grain: [], columns: {}, sql: () => sql`select 1 from ${of} as fact` })],
    })

  it('may read the tables of the very area that stands beside them', () => {
    expect(() => requireOneDefinition([other, reading(factSum(rules))])).toThrow()
    expect(() => requireOneDefinition([bs, reading(factSum(rules))])).not.toThrow()
    const [table] = other.models
    if (table !== undefined) expect(() => requireOneDefinition([other, reading(table)])).not.toThrow()
  })

  it.each([
    { areas: [bs, other], facts: { detail: 'the area Boligstøtte is there twice' } },
    { areas: [other, reading(factBS(rules))], facts: { model: 'FactBS' } },
    { areas: [reading(factBS(rules)), other], facts: { model: 'FactBS' } },
  ])('with two definitions of one thing are M004: $facts', ({ areas, facts }) => {
    expect(failureOf(() => requireOneDefinition(areas))).toMatchObject({ code: 'M004', facts })
  })
})
