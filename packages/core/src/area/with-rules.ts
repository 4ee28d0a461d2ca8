import { nearest } from '../config.js'
import type { Dataomraade } from '../dataomraade.js'
import { fail } from '../errors/flis-error.js'
import { membersOf } from '../model/follow.js'
import type { ModelScope } from '../model/model.js'
import type { Month } from '../month.js'
import { sql } from '../sql/sql.js'
import { type ReplacedRule, type Rules, type Watched, watched } from './rule.js'

/** An area whose rules can be replaced by name. */
export interface RuledDataomraade<R extends Rules = Rules> extends Dataomraade {
  /**
   * The same area with other rules; those not named stay. Errors: M005 for a name that no rule has (it names the
   * nearest), M004 for what is no function or writes nothing.
   *
   * @example
   * areas: [ky.with({ fuldtidsperson: (dage) => `least(${dage} / 30, 1)::decimal(9,6)` }), fsiii]
   */
  with(replacements: Replacements<R>): RuledDataomraade<R>
}

/** Replacements for some rules, each with the signature of the rule whose place it takes. */
export type Replacements<R extends Rules> = { readonly [Name in keyof R]?: R[Name] }

const ANY_MONTH: ModelScope = { month: '2000-01' as Month, from: null }

/** Lets every model write its SQL, so that each rule shows what it writes. */
const writeAll = ({ models, findings }: Dataomraade): void => {
  for (const { sql: rows, recompute } of models) {
    rows(ANY_MONTH)
    if (recompute.by !== 'unit') continue
    recompute.turns?.({ after: ANY_MONTH.month, until: ANY_MONTH.month })
    for (const each of recompute.follows ?? []) each.units(membersOf(each))
    recompute.neighbours?.(sql`(select null::ubigint as unit)`)
  }
  for (const { rows } of findings) rows(ANY_MONTH)
}

const requireKnown = (area: string, rules: Rules, name: string, replacement: unknown): void => {
  if (!Object.hasOwn(rules, name)) {
    const expected = nearest(name, Object.keys(rules))
    fail('M005', { found: `${name} of ${area}`, ...(expected === undefined ? {} : { expected }) })
  }
  if (typeof replacement !== 'function')
    fail('M004', { detail: `the rule ${name} of ${area} must be a function` })
}

/**
 * Makes an area from its rules, so that each of them can be replaced. Models take the rules that they use from the
 * parameter, never by import; a rule that uses another takes it as its own last parameter. A replaced rule changes the
 * code of the models that use it, so they are built anew, and the manifests of their packages name it.
 *
 * @param rules the area's own rules by name
 * @param make the area, as a function of its rules
 *
 * @example
 * const ky = withRules({ fuldtidsperson, dagmaske }, (rules) =>
 *   dataomraade('KY', { contracts: [KYYdelse], models: [factKYYdelser(rules)] }))
 * ky.with({ fuldtidsperson: (dage) => `(${dage} / 30)::decimal(9,6)` })
 */
export const withRules = <R extends Rules>(rules: R, make: (rules: R) => Dataomraade): RuledDataomraade<R> =>
  made(rules, make, [])

const made = <R extends Rules>(
  own: R,
  make: (rules: R) => Dataomraade,
  watching: readonly Watched[],
): RuledDataomraade<R> => {
  // The area's own rules are handed on as the very value, so that its models are those that it exports.
  const rules: R =
    watching.length === 0
      ? own
      : { ...own, ...Object.fromEntries(watching.map(({ name, rule }) => [name, rule])) }
  const area = make(rules)
  if (watching.length > 0) writeAll(area)
  return {
    ...area,
    rules: Object.keys(own),
    replaced: watching
      .map(({ name, fingerprint }): ReplacedRule => ({ name, fingerprint: fingerprint() }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    with: (more) => {
      const given = { ...more } as Rules
      for (const [name, rule] of Object.entries(given)) requireKnown(area.name, own, name, rule)
      const before = watching.filter((each) => !Object.hasOwn(given, each.name))
      const now = Object.entries(given).flatMap(([name, rule]) =>
        rule === own[name] ? [] : [watched(area.name, name, rule)],
      )
      return made(own, make, [...before.map((each) => watched(area.name, each.name, each.original)), ...now])
    },
  }
}
