import type { Field } from '@flis/core'

/**
 * What a value must be beside its type: codes, range, form; `''` where there is no more to say.
 *
 * @example fieldValues(field.code(['K', 'M'])) // 'K | M'
 */
export const fieldValues = ({ kind, range }: Field): string => {
  const between = range === undefined ? [] : [`${range.min}..${range.max}`]
  switch (kind.type) {
    case 'code':
      return [...between, kind.codes.join(' | ')].join('; ')
    case 'reference':
      return `${kind.contract}.${kind.column}`
    case 'date':
      return kind.form
    case 'text':
      if (kind.digits !== undefined) return `${kind.digits} digits`
      return kind.length === undefined ? '' : `≤ ${kind.length}`
    default:
      return between.join('; ')
  }
}
