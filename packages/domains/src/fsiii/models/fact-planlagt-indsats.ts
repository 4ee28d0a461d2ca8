import { column, fact, firstDay, lastDay, ofRules, sql, text } from '@flis/core'
import { borgerAf, DimAlder, DimBorger, DimKommune, DimTid, rollout } from '@flis/dm'
import { FSIIIOpfoelgning } from '../contracts/fsiii-opfoelgning.js'
import { FSIIIPlanlagtIndsats } from '../contracts/fsiii-planlagt-indsats.js'
import { type FSIIIRules, fsiiiRules } from '../rules.js'
import { dimPlanlagtIndsats } from './dim-indsats.js'
import { DimOpfølgning } from './dim-svar.js'
import { dimTilstand } from './dim-tilstand.js'
import { followBorger, followKoder, followSor, followTilstandAf } from './follows.js'
import { followFremmede } from './fremmed-henvisning.js'
import { noegleAfKode } from './kodemedlemmer.js'
import { passeret } from './passeret.js'

/**
 * One row for each planned indsats and month touched, from its start to its end, or to the run month while it runs. The
 * end and the follow-up are as of the run and stand on all rows: when the run month passes them, the old rows change too
 * (`turns`). All is looked up once for each indsats, and only then rolled out.
 *
 * Source: releasenotat 7.0, 2.2.2; specification FSIII, FactPlanlagtIndsats.
 *
 * @example FactPlanlagtIndsats.grain // ['IndsatsId', 'DimTid']
 */
export const factPlanlagtIndsats = ofRules((rules: FSIIIRules) => {
  const DimPlanlagtIndsats = dimPlanlagtIndsats(rules)
  const DimTilstand = dimTilstand(rules)
  const kommune = rules.kommuneAf('planlagte')
  return fact('FactPlanlagtIndsats', {
    grain: ['IndsatsId', 'DimTid'],
    exported: true,
    description: 'Planlagte indsatser pr. måned',
    rules: [
      'alder',
      'indsatsSlut',
      'sidsteForloeb',
      'kommuneAf',
      'indsatsensTilstand',
      'tilstandslinks',
      'senesteOpfoelgning',
      'seneste',
      'opfoelgningskontaktForIndsats',
      'danskDatoAf',
      'loebetid',
      'varighedDage',
    ],
    columns: {
      DimTid: { ...DimTid.key, description: 'Månedens sidste dag' },
      DimKommune: {
        ...DimKommune.key,
        description: 'Kommunen, som har leveret, ellers afsenderens; −1 ukendt',
      },
      DimBorger: { ...DimBorger.key, description: 'Borgeren; −1 ukendt' },
      DimAlder: { ...DimAlder.key, description: 'Borgerens alder på startdatoen; −1 ukendt' },
      DimPlanlagtIndsats: {
        ...DimPlanlagtIndsats.key,
        description: 'Indsatsen; −1, hvis koden ikke er en indsats',
      },
      DimTilstand: {
        ...DimTilstand.key,
        description: 'Den tilknyttede tilstand, der er registreret først; −1 ingen',
      },
      DimTidStart: { ...DimTid.key, description: 'Startdatoen' },
      DimTidSlut: { ...DimTid.key, description: 'Slutdatoen, som den er ved kørslen; −1 åben' },
      DimOpfølgning: { ...DimOpfølgning.key, description: 'Resultatet af den seneste opfølgning; −1 ingen' },
      DimTidOpfølgning: { ...DimTid.key, description: 'Datoen for den seneste opfølgning; −1 ingen' },
      DimTidOpfølgningKontakt: {
        ...DimTid.key,
        description: 'Den senest planlagte opfølgningskontakt; −1 ingen',
      },
      Løbetid: column('INTEGER', 'Antal måneder: 1 i startmåneden, så 2, 3 …', { total: true }),
      VarighedDage: column('INTEGER', 'Dage fra start til slut eller månedens sidste dag; samme dag er 0', {
        total: true,
      }),
      IndsatsId: column('VARCHAR', 'Indsatsens id (CarePlan)'),
    },
    recompute: {
      by: 'unit',
      turns: (passed) => sql`
        select _unit as unit
        from ${rules.indsatsSlut(rules)} as indsatser
        where ${passeret('Slut', passed, rules)}
        union
        select planlagte._unit
        from (
          select unnest(FokusIds) as FokusId
          from ${FSIIIOpfoelgning} as opfoelgninger
          where ${passeret('Tidspunkt', passed, rules)}
        ) as foci
        join ${FSIIIPlanlagtIndsats} as planlagte on planlagte.Id = foci.FokusId`,
      follows: [
        followKoder(DimPlanlagtIndsats, FSIIIPlanlagtIndsats, 'IndsatsKode'),
        followTilstandAf(FSIIIPlanlagtIndsats, rules),
        followSor(FSIIIPlanlagtIndsats),
        followBorger(FSIIIPlanlagtIndsats),
        followFremmede,
      ],
    },
    sql: ({ month, from }) => sql`
      with planlagte as (
        select Id, Personnummer, AfsenderSor, IndsatsKode, TilstandIds, StartDato, Slut, _unit, _kommune
        from ${rules.indsatsSlut(rules)} as alle
        where StartDato <= date ${text(lastDay(month))}
          ${from === null ? sql`` : sql`and coalesce(Slut, date '9999-12-31') >= date ${text(firstDay(from))}`}
      ),
      opslaaede as (
        select
          planlagte.Id,
          planlagte.StartDato,
          planlagte.Slut,
          ${kommune.noegle} as DimKommune,
          coalesce(borger.DimBorger, -1) as DimBorger,
          ${rules.alder('planlagte.StartDato', 'borger."Fødselsdato"')} as DimAlder,
          coalesce(indsats.Noegle, -1) as DimPlanlagtIndsats,
          coalesce(tilstandskode.Noegle, -1) as DimTilstand,
          ${DimTid.of('planlagte.StartDato')} as DimTidStart,
          ${DimTid.of(`case when planlagte.Slut <= date '${lastDay(month)}' then planlagte.Slut end`)} as DimTidSlut,
          coalesce(resultat.DimOpfølgningID, -1) as DimOpfølgning,
          ${DimTid.of('opfølgning.Dato')} as DimTidOpfølgning,
          ${DimTid.of('kontakt.Dato')} as DimTidOpfølgningKontakt,
          planlagte._unit,
          planlagte._kommune
        from planlagte
        left join ${rules.indsatsensTilstand(sql`planlagte`, rules)} as tilstand on tilstand.IndsatsId = planlagte.Id
        left join ${rules.senesteOpfoelgning(month, rules)} as opfølgning
          on opfølgning.FokusId = planlagte.Id
          and opfølgning._unit = planlagte._unit
        left join ${rules.opfoelgningskontaktForIndsats(rules)} as kontakt
          on kontakt.IndsatsId = planlagte.Id
          and kontakt._unit = planlagte._unit
        left join ${noegleAfKode(DimPlanlagtIndsats)} as indsats on indsats.Kode = planlagte.IndsatsKode
        left join ${noegleAfKode(DimTilstand)} as tilstandskode on tilstandskode.Kode = tilstand.TilstandKode
        left join ${DimOpfølgning} as resultat on resultat.Kode = opfølgning.Resultat
        ${kommune.join}
        ${borgerAf('borger', 'planlagte.Personnummer', kommune.kode)}
      )
      select
        ${DimTid.of('m.last_day')} as DimTid,
        s.DimKommune,
        s.DimBorger,
        s.DimAlder,
        s.DimPlanlagtIndsats,
        s.DimTilstand,
        s.DimTidStart,
        s.DimTidSlut,
        s.DimOpfølgning,
        s.DimTidOpfølgning,
        s.DimTidOpfølgningKontakt,
        ${rules.loebetid('s.StartDato', sql`m.month_index`)} as Løbetid,
        ${rules.varighedDage('s.StartDato', 's.Slut', 'm.last_day')} as VarighedDage,
        s.Id as IndsatsId,
        s._unit,
        s._kommune
      from ${rollout(sql`opslaaede`, { start: 'StartDato', end: 'Slut', until: month, from })}`,
  })
})

/** The same by the area's own rules. */
export const FactPlanlagtIndsats = factPlanlagtIndsats(fsiiiRules)
