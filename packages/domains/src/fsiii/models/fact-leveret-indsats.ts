import { column, fact, firstDay, lastDay, raw, sql, text } from '@flis/core'
import { DimAlder, DimKlokkeslæt, DimKommune, DimTid } from '@flis/dm'
import { FSIIILeveretIndsats } from '../contracts/fsiii-leveret-indsats.js'
import { danskDatoAf, klokkeslaetAf } from '../rules/dansk-dato.js'
import { kommuneAf } from '../rules/kommune.js'
import { DimLeveretIndsats, noegleAfKode } from './dim-indsats.js'
import { ukendt } from './ukendt.js'

const kommune = kommuneAf('leverede')

/**
 * One row for each completed Procedure: a point in time. Its month is the month of the Danish date of delivery.
 *
 * Source: releasenotat 7.0, 2.2.2; specification FSIII, FactLeveretIndsats.
 *
 * @example FactLeveretIndsats.grain // ['IndsatsId']
 */
export const FactLeveretIndsats = fact('FactLeveretIndsats', {
  grain: ['IndsatsId'],
  exported: true,
  description: 'Leverede indsatser',
  rules: ['danskDato', 'kommuneAf'],
  columns: {
    DimTid: { ...DimTid.key, description: 'Dansk dato for leveringen' },
    DimKlokkeslæt: { ...DimKlokkeslæt.key, description: 'Dansk klokkeslæt; −1, hvis kun en dato er sendt' },
    DimKommune: {
      ...DimKommune.key,
      description: 'Kommunen, som har leveret, ellers afsenderens; −1 ukendt',
    },
    ...ukendt('DimBorger', 'Borgeren; −1 ukendt'),
    DimAlder: { ...DimAlder.key, description: 'Borgerens alder på leveringsdatoen; −1 ukendt' },
    DimLeveretIndsats: {
      ...DimLeveretIndsats.key,
      description: 'Indsatsen; −1, hvis koden ikke er en indsats',
    },
    ...ukendt('DimTilstand', 'Den tilstand, som indsatsen skyldes; −1 ingen'),
    IndsatsId: column('VARCHAR', 'Indsatsens id (Procedure)'),
  },
  recompute: { by: 'unit' },
  sql: ({ month, from }) => sql`
    with leverede as (
      select
        Id,
        AfsenderSor,
        IndsatsKode,
        ${raw(danskDatoAf('LeveretTidspunkt'))} as Dato,
        ${raw(klokkeslaetAf('LeveretTidspunkt'))} as Klokkeslæt,
        _unit,
        _kommune
      from ${FSIIILeveretIndsats}
      where Status = 'completed'
    )
    select
      ${DimTid.of('leverede.Dato')} as DimTid,
      ${DimKlokkeslæt.of('leverede.Klokkeslæt')} as DimKlokkeslæt,
      ${kommune.noegle} as DimKommune,
      -1::bigint as DimBorger,
      -1::integer as DimAlder,
      coalesce(indsats.Noegle, -1) as DimLeveretIndsats,
      -1::bigint as DimTilstand,
      leverede.Id as IndsatsId,
      leverede._unit,
      leverede._kommune
    from leverede
    left join ${noegleAfKode(DimLeveretIndsats)} as indsats on indsats.Kode = leverede.IndsatsKode
    ${kommune.join}
    where leverede.Dato <= date ${text(lastDay(month))}
      ${from === null ? raw('') : sql`and leverede.Dato >= date ${text(firstDay(from))}`}`,
})
