import { quoteIdent, quoteText } from '../sql/sql.js'
import type { Contract } from './contract.js'
import type { Field, RuleCheck } from './field.js'
import { endBeforeStart, type PlacedField } from './order-check.js'
import { castExpression, given, instant, isWritten } from './strict-cast.js'

/** Where a reference field finds its codes: the list of all keys ever known of another contract. */
export type ReferenceList = (contract: string, column: string) => string

export interface Failing {
  readonly code: string
  readonly column: string
  /** A condition over the text columns: true = the row fails, false or NULL = it does not. */
  readonly when: string
}

type Reason = Omit<Failing, 'column'>

const valueFails = (
  field: Field,
  column: string,
  kommuner: readonly string[],
  list: ReferenceList,
): Reason | undefined => {
  const value = given(field, column)
  const { kind } = field
  switch (kind.type) {
    case 'text':
      if (kind.digits !== undefined)
        return { code: 'R102', when: `(${column} <> '' and not ${isWritten(field, column)})` }
      return kind.length === undefined
        ? undefined
        : { code: 'R102', when: `length(${column}) > ${kind.length}` }
    case 'code':
      return { code: kind.error ?? 'R103', when: `${value} not in (${kind.codes.map(quoteText).join(', ')})` }
    case 'reference':
      return {
        code: kind.error,
        when: `(${value} is not null and ${value} not in ${list(kind.contract, kind.column)})`,
      }
    case 'kommune':
      return { code: 'R105', when: `${value} not in (${kommuner.map(quoteText).join(', ')})` }
    case 'cpr':
      return { code: 'R105', when: `(${value} is not null and not ${isWritten(field, column)})` }
    default: {
      const typed = kind.type === 'moment' ? instant(field, column) : castExpression(field, column)
      return {
        code: 'R102',
        when: `(${value} is not null and (not ${isWritten(field, column)} or ${typed} is null))`,
      }
    }
  }
}

const rangeFails = (field: Field, column: string): Reason | undefined => {
  if (field.range === undefined) return undefined
  const outside = `${castExpression(field, column)} not between ${field.range.min} and ${field.range.max}`
  // A text that is no number is R102 alone, also where the engine would make a number of it.
  return { code: 'R104', when: `case when ${outside} then ${isWritten(field, column)} else false end` }
}

/** A whole number that is none of the known codes. A text that is no whole number is R102 alone. */
const numberFails = ({ kind, ...field }: Field, column: string): Reason | undefined => {
  if (kind.type !== 'integer' || kind.codes === undefined) return undefined
  const of = { ...field, kind }
  const unknown = `${castExpression(of, column)} not in (${kind.codes.join(', ')})`
  return {
    code: kind.error ?? 'R103',
    when: `case when ${unknown} then ${isWritten(of, column)} else false end`,
  }
}

const empty = (field: Field, column: string): Reason => ({
  code: 'R101',
  when: field.kind.type === 'text' ? `coalesce(${column}, '') = ''` : `${given(field, column)} is null`,
})

/** The reason stands once for each column that the rule names. */
const ruleFails = ({ code, columns, when }: RuleCheck): Failing[] =>
  columns.map((column) => ({ code, column, when: `(${when})` }))

/** The reasons for which a text can fail a field, in order of code; `column` is any SQL expression of text. */
export const valueFailures = (
  field: Field,
  column: string,
  kommuner: readonly string[],
  list: ReferenceList,
): readonly Reason[] =>
  [valueFails(field, column, kommuner, list), rangeFails(field, column), numberFails(field, column)].flatMap(
    (reason) => reason ?? [],
  )

/**
 * All reasons for which a row of text can fail a contract, in order of column, then code; the
 * contract's checks last.
 * No condition throws, whatever the text.
 *
 * @param kommuner codes that a kommune field may hold (the 98 and 0411)
 * @example failures(KYYdelse, codes, list).map(f => f.code)
 */
export const failures = (
  contract: Contract,
  kommuner: readonly string[],
  list: ReferenceList,
): readonly Failing[] => {
  const placed = new Map<string, PlacedField>(
    Object.entries(contract.fields).map(([name, field]) => [name, { field, column: quoteIdent(name) }]),
  )
  const own = [...placed].flatMap(([name, { field, column }]) =>
    [
      // What is derived is not sent: the column that it comes from has reasons of its own.
      field.required && !(name in contract.derived) ? empty(field, column) : undefined,
      ...valueFailures(field, column, kommuner, list),
    ].flatMap((reason): Failing[] => (reason === undefined ? [] : [{ ...reason, column: name }])),
  )
  const between = contract.checks.flatMap((check): Failing[] => {
    if (check.check === 'rule') return ruleFails(check)
    const start = placed.get(check.start)
    const end = placed.get(check.end)
    return start === undefined || end === undefined
      ? []
      : [{ code: 'R120', column: check.end, when: endBeforeStart(end, start) }]
  })
  return [...own, ...between]
}
