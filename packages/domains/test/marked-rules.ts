import { compileSql, type Dataomraade, type Model, type Month, type Rule, type Sql, sql } from '@flis/core'

type Call = (...given: readonly unknown[]) => unknown

const isSql = (wrote: object): wrote is Sql => '_tag' in wrote && wrote._tag === 'Sql'

const marked = (wrote: unknown): unknown => {
  if (typeof wrote === 'string') return `/* marked */ ${wrote}`
  if (typeof wrote !== 'object' || wrote === null) return wrote
  return isSql(wrote)
    ? sql`/* marked */ ${wrote}`
    : Object.fromEntries(Object.entries(wrote).map(([name, piece]) => [name, marked(piece)]))
}

/** The same rule, with a mark in all that it writes. */
export const markedRule = (rule: Rule): Rule => {
  const own = rule as Call
  return (...given: readonly unknown[]) => marked(own(...given))
}

const textOf = (model: Model): string =>
  compileSql(model.sql({ month: '2022-10' as Month, from: null }), ({ of, name }) => `<${of} ${name}>`)

/** The tables of an area in whose own SQL a mark stands. */
export const markedTables = ({ models }: Dataomraade): readonly string[] =>
  models.filter((each) => textOf(each).includes('/* marked */')).map((each) => each.name)

/** The tables of an area that say that they use a rule. */
export const tablesThatList = ({ models }: Dataomraade, rule: string): readonly string[] =>
  models.filter((each) => each.rules.includes(rule)).map((each) => each.name)
