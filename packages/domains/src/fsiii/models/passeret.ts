import { lastDay, type Month, raw, type Sql, sql, text } from '@flis/core'
import type { FSIIIRules } from '../rules.js'

/**
 * Whether a date, or a moment's Danish date, lies in the months after `after` up to `until`: a run shows it now and did
 * not before.
 */
export const passeret = (
  column: 'RegistreretDato' | 'StartDato' | 'Slut' | 'Tidspunkt',
  { after, until }: { readonly after: Month; readonly until: Month },
  { danskDatoAf }: Pick<FSIIIRules, 'danskDatoAf'>,
): Sql => {
  const dato = raw(column === 'Tidspunkt' ? danskDatoAf(column) : column)
  return sql`(${dato} > date ${text(lastDay(after))} and ${dato} <= date ${text(lastDay(until))})`
}
