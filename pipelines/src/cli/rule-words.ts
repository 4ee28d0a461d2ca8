import type { ReplacedRule } from '@flis/core'

/** Letters of a fingerprint that a person is shown. */
const SHOWN = 12

/**
 * Rules that are not the area's own, as a list shows them.
 *
 * @example ruleWords([{ name: 'fuldtidsperson', fingerprint: '3f2a90c1b2d4…' }]) // ['fuldtidsperson (3f2a90c1b2d4)']
 */
export const ruleWords = (replaced: readonly ReplacedRule[]): readonly string[] =>
  replaced.map(({ name, fingerprint }) => `${name} (${fingerprint.slice(0, SHOWN)})`)
