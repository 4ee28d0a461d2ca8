import { joined, raw, type Sql, sql, text } from '@flis/core'

/** The texts of the states of a person in CPR. */
const TEKSTER: Readonly<Record<string, string>> = {
  '01': 'Bopæl i Danmark',
  '03': 'Bopæl i Danmark, høj vejkode',
  '05': 'Bopæl i Grønland',
  '07': 'Bopæl i Grønland, høj vejkode',
  '20': 'Uden bopæl, personnummer af skattehensyn',
  '30': 'Annulleret personnummer',
  '50': 'Slettet dobbeltnummer',
  '60': 'Ændret personnummer',
  '70': 'Forsvundet',
  '80': 'Udrejst',
  '90': 'Død',
}

/**
 * StatusTekst: what a state of CPR is called.
 *
 * Source: the code list of 2.5; texts in CPR's own words, shortened (own choice).
 *
 * @example statusTekst('person.Status')
 */
export const statusTekst = (status: string): Sql => sql`(
  case ${raw(status)}
    ${joined(
      Object.entries(TEKSTER).map(([code, words]) => sql`when ${text(code)} then ${text(words)}`),
      '\n    ',
    )}
  end)`

/** Code → text. */
export const statusTekstExamples = Object.entries(TEKSTER).map(([status, tekst]) => ({ status, tekst }))
