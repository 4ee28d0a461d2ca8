import { fail, type Kilde, nearest } from '@flis/core'

/** The named groups that a pattern can have. */
const GROUPS: readonly string[] = ['kilde', 'kommune', 'periode', 'loebenr', 'type', 'system', 'ext']

/** The names of a pattern's groups: an alternative that always fits makes the engine list them. */
const groupsOf = (pattern: string): readonly string[] =>
  Object.keys(new RegExp(`${pattern}|`, 'u').exec('')?.groups ?? {})

/** What the pattern must tell, for nothing else can. */
const neededGroups = ({ scope, types }: Kilde, routed: boolean): readonly string[] => [
  'periode',
  ...(scope === 'national' || routed ? [] : ['kommune']),
  ...(types.length > 1 ? ['type'] : []),
]

/**
 * A Kilde's own pattern of file names, from the configuration; it must fit the whole name.
 *
 * Errors: C001 when it is no regular expression (of JavaScript, with flag `u`), has a group that means nothing (the
 * nearest known one is named), or lacks one that only the name can tell: `periode`; `type` where the Kilde has
 * several; `kommune` where the Kilde is delivered per kommune and no routes are configured.
 *
 * @example ownPattern(kilde('DREAM', { scope: 'national' }), String.raw`dream_(?<periode>\d{6})\.csv`, false)
 */
export const ownPattern = (kilde: Kilde, pattern: string, routed: boolean): RegExp => {
  const place = `kilder.${kilde.name}.pattern`
  let compiled: RegExp
  try {
    // on its own too, so that an unclosed group is not closed by ours
    new RegExp(pattern, 'u')
    compiled = new RegExp(`^(?:${pattern})$`, 'u')
  } catch {
    return fail('C001', { column: place, expected: 'a regular expression' })
  }
  const groups = groupsOf(pattern)
  const unknown = groups.find((each) => !GROUPS.includes(each))
  if (unknown !== undefined)
    fail('C001', { found: `${place}, group ${unknown}`, expected: nearest(unknown, GROUPS) ?? '' })
  const lacking = neededGroups(kilde, routed).find((each) => !groups.includes(each))
  if (lacking !== undefined) fail('C001', { column: place, expected: `a group (?<${lacking}>…)` })
  return compiled
}
