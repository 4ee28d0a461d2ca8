import { lastDay, type Month, raw, type Sql, sql, text } from '@flis/core'
import { tidspunktAf } from './dansk-dato.js'

/**
 * Rows with a Tidspunkt, and that as the instant `Tid`, as far as they are not later than the run month: a Danish date
 * after its last day is not shown (3.4).
 *
 * @param rows row source with `Tidspunkt`
 */
export const tidsfaestede = (rows: Sql, month: Month): Sql => sql`(
  select *
  from (
    select *, ${raw(tidspunktAf('Tidspunkt'))} as Tid
    from ${rows} as raekker
  ) as raekker_i_tid
  where Tid < (date ${text(lastDay(month))} + 1)::timestamptz
)`

/**
 * Seneste: of several observations the latest, as an aggregate: the one with the latest Tidspunkt (`Tid`), then report time
 * (`_rapport`), then Id as text.
 *
 * Source: specification FSIII, FactTilstand ("latest = Tidspunkt, then report time, then Id").
 *
 * @param what the expression whose value is wanted
 * @example sql`select FokusId, ${seneste('Resultat')} from … group by FokusId`
 */
export const seneste = (what: string): Sql =>
  raw(`arg_max(${what}, {tid: Tid, rapport: coalesce(_rapport, '-infinity'::timestamptz), id: Id})`)
