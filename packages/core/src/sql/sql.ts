import { fail } from '../errors/flis-error.js'

/**
 * What a template can refer to: the rows of a contract, all its versions, either of them of every unit, a model, or the
 * members of a model that changed. A reference is a value, so the dependencies of a piece of SQL come by themselves.
 */
export interface Relation {
  readonly relation: {
    readonly of: 'contract' | 'versions' | 'every' | 'everyVersion' | 'model' | 'members'
    readonly name: string
    /** The definition behind the name. Compared by identity; never serialised. */
    readonly definition: unknown
  }
}

/** A composed piece of SQL: text with references and parameters still open. */
export interface Sql {
  readonly _tag: 'Sql'
  readonly strings: readonly string[]
  readonly parts: readonly SqlPart[]
}

export type SqlPart = Sql | Relation | number | bigint

const isSql = (part: unknown): part is Sql =>
  typeof part === 'object' && part !== null && '_tag' in part && part._tag === 'Sql'
const isRelation = (part: unknown): part is Relation =>
  typeof part === 'object' && part !== null && 'relation' in part

/**
 * The SQL template. Only SQL, references to relations and whole numbers go in; text must be said to be a
 * literal (`text`) or an identifier (`ident`), so no string becomes SQL by accident.
 *
 * @example
 * sql`select count(*) from ${KYSag} where ${ident('KleNummer')} = ${text('32.03.00')}`
 */
export const sql = (strings: TemplateStringsArray, ...parts: readonly SqlPart[]): Sql => {
  for (const part of parts) {
    const whole = typeof part === 'bigint' || (typeof part === 'number' && Number.isSafeInteger(part))
    if (!whole && !isRelation(part) && !isSql(part))
      fail('M004', { detail: 'a sql template takes SQL, relations and whole numbers only' })
  }
  return { _tag: 'Sql', strings: [...strings], parts }
}

const verbatim = (text: string): Sql => ({ _tag: 'Sql', strings: [text], parts: [] })

/** A text literal, quoted. M004 for a text with NUL. */
export const text = (value: string): Sql => verbatim(quoteText(value))
/** An identifier, quoted. M004 for a name with NUL. */
export const ident = (name: string): Sql => verbatim(quoteIdent(name))
/** SQL written by the programmer of a layer. Never for values that come from outside. */
export const raw = (trusted: string): Sql => verbatim(trusted)

/** The engine reads a statement up to the first NUL: what stands after it would be cut off without a word. */
const withoutNul = (value: string): string =>
  value.includes('\0') ? fail('M004', { detail: 'a NUL cannot stand in SQL' }) : value

export const quoteText = (value: string): string => `'${withoutNul(value).replaceAll("'", "''")}'`
export const quoteIdent = (name: string): string => `"${withoutNul(name).replaceAll('"', '""')}"`

/** Pieces with `separator` between them. */
export const joined = (pieces: readonly Sql[], separator: string): Sql =>
  pieces.length === 0
    ? verbatim('')
    : { _tag: 'Sql', strings: ['', ...pieces.slice(1).map(() => separator), ''], parts: pieces }

/** How a relation is written at the place of use, e.g. `dm."DimTid"` or a parenthesised select. */
export type ResolveRelation = (relation: Relation['relation']) => string

/**
 * The text of a template, each relation written as `resolve` says.
 *
 * @example compileSql(sql`select 1 from ${KYSag}`, r => `dsa."${r.name}"`) // select 1 from dsa."KYSag"
 */
export const compileSql = (template: Sql, resolve: ResolveRelation): string =>
  template.strings
    .map((string, index) => {
      const part = template.parts[index]
      if (part === undefined) return string
      if (typeof part === 'object')
        return string + (isSql(part) ? compileSql(part, resolve) : resolve(part.relation))
      // A minus sign before a negative number would make a comment of the rest of the line.
      return string + (part < 0 ? `(${part})` : part.toString())
    })
    .join('')

/** Every relation that a template refers to, each once, in order of first use. */
export const relationsOf = (template: Sql): readonly Relation['relation'][] => {
  const found = new Map<string, Relation['relation']>()
  compileSql(template, (relation) => {
    found.set(`${relation.of}:${relation.name}`, relation)
    return ''
  })
  return [...found.values()]
}
