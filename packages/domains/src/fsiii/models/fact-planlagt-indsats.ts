import { column, fact, lastDay, sql, text } from '@flis/core'
import { DimAlder, DimKommune, DimTid, rollout } from '@flis/dm'
import { indsatsSlut } from '../rules/indsats-slut.js'
import { kommuneAf } from '../rules/kommune.js'
import { loebetid } from '../rules/loebetid.js'
import { varighedDage } from '../rules/varighed-dage.js'
import { DimPlanlagtIndsats, noegleAfKode } from './dim-indsats.js'
import { ukendt } from './ukendt.js'

const kommune = kommuneAf('s')

/**
 * One row for each planned indsats and month touched, from its start to its end, or to the run month while it runs.
 * The end is as of the run and stands on all rows: when the run month passes it, the old rows change too (`turns`).
 *
 * Source: releasenotat 7.0, 2.2.2; specification FSIII, FactPlanlagtIndsats.
 *
 * @example FactPlanlagtIndsats.grain // ['IndsatsId', 'DimTid']
 */
export const FactPlanlagtIndsats = fact('FactPlanlagtIndsats', {
  grain: ['IndsatsId', 'DimTid'],
  exported: true,
  description: 'Planlagte indsatser pr. måned',
  rules: ['indsatsSlut', 'kommuneAf', 'loebetid', 'varighedDage'],
  columns: {
    DimTid: { ...DimTid.key, description: 'Månedens sidste dag' },
    DimKommune: {
      ...DimKommune.key,
      description: 'Kommunen, som har leveret, ellers afsenderens; −1 ukendt',
    },
    ...ukendt('DimBorger', 'Borgeren; −1 ukendt'),
    DimAlder: { ...DimAlder.key, description: 'Borgerens alder på startdatoen; −1 ukendt' },
    DimPlanlagtIndsats: {
      ...DimPlanlagtIndsats.key,
      description: 'Indsatsen; −1, hvis koden ikke er en indsats',
    },
    ...ukendt('DimTilstand', 'Den tilstand, som indsatsen skyldes; −1 ingen'),
    DimTidStart: { ...DimTid.key, description: 'Startdatoen' },
    DimTidSlut: { ...DimTid.key, description: 'Slutdatoen, som den er ved kørslen; −1 åben' },
    ...ukendt('DimOpfølgning', 'Resultatet af den seneste opfølgning; −1 ingen'),
    ...ukendt('DimTidOpfølgning', 'Datoen for den seneste opfølgning; −1 ingen', 'INTEGER'),
    ...ukendt('DimTidOpfølgningKontakt', 'Den senest planlagte opfølgningskontakt; −1 ingen', 'INTEGER'),
    Løbetid: column('INTEGER', 'Antal måneder: 1 i startmåneden, så 2, 3 …', { total: true }),
    VarighedDage: column('INTEGER', 'Dage fra start til slut eller månedens sidste dag; samme dag er 0', {
      total: true,
    }),
    IndsatsId: column('VARCHAR', 'Indsatsens id (CarePlan)'),
  },
  recompute: {
    by: 'unit',
    turns: ({ after, until }) => sql`
      select distinct _unit as unit
      from ${indsatsSlut()} as indsatser
      where Slut > date ${text(lastDay(after))}
        and Slut <= date ${text(lastDay(until))}`,
  },
  sql: ({ month, from }) => sql`
    select
      ${DimTid.of('m.last_day')} as DimTid,
      ${kommune.noegle} as DimKommune,
      -1::bigint as DimBorger,
      -1::integer as DimAlder,
      coalesce(indsats.Noegle, -1) as DimPlanlagtIndsats,
      -1::bigint as DimTilstand,
      ${DimTid.of('s.StartDato')} as DimTidStart,
      ${DimTid.of(`case when s.Slut <= date '${lastDay(month)}' then s.Slut end`)} as DimTidSlut,
      -1::bigint as DimOpfølgning,
      -1::integer as DimTidOpfølgning,
      -1::integer as DimTidOpfølgningKontakt,
      ${loebetid('s.StartDato', sql`m.month_index`)} as Løbetid,
      ${varighedDage('s.StartDato', 's.Slut', 'm.last_day')} as VarighedDage,
      s.Id as IndsatsId,
      s._unit,
      s._kommune
    from ${rollout(indsatsSlut(), { start: 'StartDato', end: 'Slut', until: month, from })}
    left join ${noegleAfKode(DimPlanlagtIndsats)} as indsats on indsats.Kode = s.IndsatsKode
    ${kommune.join}`,
})
