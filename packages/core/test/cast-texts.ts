import { DuckDBListValue, type DuckDBValue, listValue } from '@duckdb/node-api'
import {
  castExpression,
  contract,
  type Field,
  failures,
  field as fields,
  RESIDENCE_CODES,
  type Session,
} from '@flis/core'

/** What verification and casting make of one text. */
export interface Judged {
  readonly text: string | null
  readonly codes: readonly string[]
  readonly value: string | null
}

const knownCodes = (): string => `(select code from (values ('a1'), ('b2')) known(code))`

const asText = (value: DuckDBValue | undefined): string | null =>
  value === null || value === undefined ? null : String(value)

const codesOf = (value: DuckDBValue | undefined): readonly string[] =>
  value instanceof DuckDBListValue ? value.items.map(String) : []

/** Sends texts through a field's conditions and cast, in the two ways in which the layers use them. */
export const castTexts = async (
  session: Session,
  field: Field,
  texts: readonly (string | null)[],
): Promise<readonly Judged[]> => {
  const probe = contract('Probe', { kilde: 'P', mode: 'full', fields: { Id: fields.key.text(), V: field } })
  const failing = failures(probe, RESIDENCE_CODES, knownCodes).filter((each) => each.column === 'V')
  const codes = failing.map((each) => `case when ${each.when} then '${each.code}' end`)
  const anyFails = failing.map((each) => `coalesce(${each.when}, false)`).join(' or ') || 'false'
  await session.run(
    `create or replace temp table texts as
     select unnest(range(len($texts))) as nr, unnest($texts) as "V"`,
    // The empty text in front makes it a list of texts also where all others are NULL.
    { texts: listValue(['', ...texts]) },
  )
  const found = await session.rows(`
    select
      "V" as text,
      list_filter([${codes.join(', ')}]::varchar[], code -> code is not null) as codes,
      (${castExpression(field, '"V"')})::varchar as value,
      nr in (select nr from texts where ${anyFails}) as filtered
    from texts
    where nr > 0
    order by nr`)
  return found.map((row) => {
    const judged = codesOf(row.codes)
    if (row.filtered !== judged.length > 0) throw new Error('filter and list of reasons disagree')
    return { text: asText(row.text), codes: judged, value: asText(row.value) }
  })
}

/** A text's outcome: the codes with which it fails, else the value as the engine prints it, or NULL. */
export const outcomeOf = async (session: Session, of: Field, text: string | null): Promise<string | null> => {
  const [judged] = await castTexts(session, of, [text])
  if (judged === undefined) throw new Error('no row came back')
  return judged.codes.length > 0 ? judged.codes.join(' ') : judged.value
}

/** Text → outcome. */
export type Case = readonly [text: string | null, outcome: string | null]
export type FieldCases = readonly (readonly [name: string, of: Field, cases: readonly Case[]])[]
