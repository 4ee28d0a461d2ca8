import { column, fact, firstDay, lastDay, sql, text } from '@flis/core'
import {
  BorgerAdresse,
  BorgerPerson,
  borgernesPerioder,
  citizensOf,
  DimBorger,
  DimKommune,
  DimTid,
  followNummerskift,
} from '@flis/dm'
import { bevaegelser } from '../rules/bevaegelser.js'
import { followBorger } from './follow-borger.js'
import { foersteMaaned, MAANEDER } from './maaneder.js'

/**
 * Births, deaths and moves of citizens, one row for each event, in the run month and the 119 months before it. Residences
 * that begin after the run month are not told, so a birth is told from the month on in which the first residence begins.
 *
 * Source: specification Borger, FactBorgerBevægelse; layers 3.4 (nothing after the run month's last day).
 */
export const FactBorgerBevægelse = fact('FactBorgerBevægelse', {
  grain: ['DimTid', 'DimBorger', 'Bevægelse'],
  columns: {
    DimTid: DimTid.key,
    DimBorger: DimBorger.key,
    DimKommune: DimKommune.key,
    DimKommuneModpart: DimKommune.key,
    Bevægelse: column('VARCHAR', 'Født, Død, Indvandret, Udvandret, Fraflyttet eller Tilflyttet.', {
      data: 'kontakt',
    }),
  },
  exported: true,
  window: { column: 'DimTid', months: MAANEDER },
  rowsFrom: [BorgerPerson, BorgerAdresse],
  recompute: {
    by: 'unit',
    turns: ({ after, until }) => sql`
      select _unit as unit
      from ${BorgerAdresse} as adresse
      where FraDato > date ${text(lastDay(after))} and FraDato <= date ${text(lastDay(until))}`,
    follows: [followNummerskift, followBorger(['Personnummer'])],
    neighbours: citizensOf,
  },
  rules: ['bevaegelser', 'bopaelsperioder'],
  description: 'Borgernes bevægelser: én række pr. hændelse',
  sql: (scope) => sql`
    with ${borgernesPerioder()},
    begun as (
      select *
      from stretches
      where Fra <= date ${text(lastDay(scope.month))}
    )
    select
      ${DimTid.of('Dato')} as DimTid,
      DimBorger,
      ${DimKommune.of('KommuneKode')} as DimKommune,
      ${DimKommune.of('ModpartKode')} as DimKommuneModpart,
      "Bevægelse",
      _unit
    from ${bevaegelser(sql`citizens`, sql`begun`)} as event
    where Dato between date ${text(firstDay(foersteMaaned(scope)))} and date ${text(lastDay(scope.month))}`,
})
