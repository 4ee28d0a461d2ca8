import { column, fact, firstDay, lastDay, ofRules, raw, sql, text } from '@flis/core'
import { borgerAf, DimAlder, DimBorger, DimKlokkeslæt, DimKommune, DimTid } from '@flis/dm'
import { FSIIILeveretIndsats } from '../contracts/fsiii-leveret-indsats.js'
import { type FSIIIRules, fsiiiRules } from '../rules.js'
import { dimLeveretIndsats } from './dim-indsats.js'
import { dimTilstand } from './dim-tilstand.js'
import { followBorger, followKoder, followSor, followTilstandAf } from './follows.js'
import { followFremmede } from './fremmed-henvisning.js'
import { noegleAfKode } from './kodemedlemmer.js'

/**
 * One row for each completed Procedure: a point in time. Its month is the month of the Danish date of delivery.
 *
 * Source: releasenotat 7.0, 2.2.2; specification FSIII, FactLeveretIndsats.
 *
 * @example FactLeveretIndsats.grain // ['IndsatsId']
 */
export const factLeveretIndsats = ofRules((rules: FSIIIRules) => {
  const DimLeveretIndsats = dimLeveretIndsats(rules)
  const DimTilstand = dimTilstand(rules)
  const kommune = rules.kommuneAf('leverede')
  return fact('FactLeveretIndsats', {
    grain: ['IndsatsId'],
    exported: true,
    description: 'Leverede indsatser',
    rules: ['alder', 'danskDatoAf', 'klokkeslaetAf', 'kommuneAf', 'indsatsensTilstand', 'tilstandslinks'],
    columns: {
      DimTid: { ...DimTid.key, description: 'Dansk dato for leveringen' },
      DimKlokkeslæt: { ...DimKlokkeslæt.key, description: 'Dansk klokkeslæt; −1, hvis kun en dato er sendt' },
      DimKommune: {
        ...DimKommune.key,
        description: 'Kommunen, som har leveret, ellers afsenderens; −1 ukendt',
      },
      DimBorger: { ...DimBorger.key, description: 'Borgeren; −1 ukendt' },
      DimAlder: { ...DimAlder.key, description: 'Borgerens alder på leveringsdatoen; −1 ukendt' },
      DimLeveretIndsats: {
        ...DimLeveretIndsats.key,
        description: 'Indsatsen; −1, hvis koden ikke er en indsats',
      },
      DimTilstand: {
        ...DimTilstand.key,
        description: 'Den tilknyttede tilstand, der er registreret først; −1 ingen',
      },
      IndsatsId: column('VARCHAR', 'Indsatsens id (Procedure)'),
    },
    recompute: {
      by: 'unit',
      follows: [
        followKoder(DimLeveretIndsats, FSIIILeveretIndsats, 'IndsatsKode'),
        followTilstandAf(FSIIILeveretIndsats, rules),
        followSor(FSIIILeveretIndsats),
        followBorger(FSIIILeveretIndsats),
        followFremmede,
      ],
    },
    sql: ({ month, from }) => sql`
      with leverede as (
        select
          Id,
          Personnummer,
          AfsenderSor,
          IndsatsKode,
          TilstandIds,
          ${raw(rules.danskDatoAf('LeveretTidspunkt'))} as Dato,
          ${raw(rules.klokkeslaetAf('LeveretTidspunkt'))} as Klokkeslæt,
          _unit,
          _kommune
        from ${FSIIILeveretIndsats} as alle
        where Status = 'completed'
          and Dato <= date ${text(lastDay(month))}
          ${from === null ? sql`` : sql`and Dato >= date ${text(firstDay(from))}`}
      )
      select
        ${DimTid.of('leverede.Dato')} as DimTid,
        ${DimKlokkeslæt.of('leverede.Klokkeslæt')} as DimKlokkeslæt,
        ${kommune.noegle} as DimKommune,
        coalesce(borger.DimBorger, -1) as DimBorger,
        ${rules.alder('leverede.Dato', 'borger."Fødselsdato"')} as DimAlder,
        coalesce(indsats.Noegle, -1) as DimLeveretIndsats,
        coalesce(tilstandskode.Noegle, -1) as DimTilstand,
        leverede.Id as IndsatsId,
        leverede._unit,
        leverede._kommune
      from leverede
      left join ${rules.indsatsensTilstand(sql`leverede`, rules)} as tilstand on tilstand.IndsatsId = leverede.Id
      left join ${noegleAfKode(DimLeveretIndsats)} as indsats on indsats.Kode = leverede.IndsatsKode
      left join ${noegleAfKode(DimTilstand)} as tilstandskode on tilstandskode.Kode = tilstand.TilstandKode
      ${kommune.join}
      ${borgerAf('borger', 'leverede.Personnummer', kommune.kode)}`,
  })
})

/** The same by the area's own rules. */
export const FactLeveretIndsats = factLeveretIndsats(fsiiiRules)
