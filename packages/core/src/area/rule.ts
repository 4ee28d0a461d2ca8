import { fail } from '../errors/flis-error.js'
import { sha256Text } from '../files.js'
import { compileSql, type Sql } from '../sql/sql.js'

/** A rule: a function that writes a piece of SQL (text, or a template) from the expressions it is given. */
export type Rule = (...given: never[]) => unknown

/** The rules of an area by name. */
export type Rules = Readonly<Record<string, Rule>>

/** A rule that is not the area's own. */
export interface ReplacedRule {
  readonly name: string
  /** SHA-256 of all that it writes in the area's models: another text, another fingerprint. */
  readonly fingerprint: string
}

/**
 * A definition made from the rules that it uses, once for the same rules: models that refer to each other by value
 * stay the same values, however many ask for them.
 *
 * @example
 * const factKYYdelser = ofRules((rules: Pick<KYRules, 'fuldtidsperson'>) => fact('FactKYYdelser', {
 *   rules: ['fuldtidsperson'],
 *   sql: () => sql`select ${raw(rules.fuldtidsperson('days', 'days_of_month'))} as Fuldtidsperson from …`,
 * }))
 */
export const ofRules = <R extends object, Made>(make: (rules: R) => Made): ((rules: R) => Made) => {
  const known = new WeakMap<R, { readonly made: Made }>()
  return (rules) => {
    const before = known.get(rules)
    if (before !== undefined) return before.made
    const made = make(rules)
    known.set(rules, { made })
    return made
  }
}

const isSql = (value: object): value is Sql => '_tag' in value && value._tag === 'Sql'

/** What a rule wrote, as one text; several pieces under names as well. */
const written = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return String(value)
  if (isSql(value)) return compileSql(value, ({ of, name }) => `<${of} ${name}>`)
  return Object.entries(value)
    .map(([name, piece]) => `${name}: ${written(piece)}`)
    .sort()
    .join('\n')
}

/** A replacement, with an eye on what it writes. */
export interface Watched {
  readonly name: string
  /** As it was given. */
  readonly original: Rule
  /** The same, and what it writes is kept. */
  readonly rule: Rule
  /** Of all that it has written; from then on nothing more is kept. */
  readonly fingerprint: () => string
}

/**
 * Keeps what a replacement writes. What it writes is what differs: its source text looks otherwise after each compiler,
 * and does not show the values that it closes over.
 */
export const watched = (area: string, name: string, original: Rule): Watched => {
  const texts = new Set<string>()
  let watching = true
  const call = original as (...given: readonly unknown[]) => unknown
  return {
    name,
    original,
    rule: (...given: readonly unknown[]) => {
      const wrote = call(...given)
      if (wrote === undefined || wrote === null || wrote === '')
        fail('M004', { detail: `the rule ${name} of ${area} gives no SQL` })
      if (watching) texts.add(written(wrote))
      return wrote
    },
    fingerprint: () => {
      watching = false
      // A rule that no model uses today is told by its source.
      return sha256Text(texts.size === 0 ? `source\n${String(original)}` : [...texts].sort().join('\n---\n'))
    },
  }
}
