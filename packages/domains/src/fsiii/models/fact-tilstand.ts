import { column, fact, lastDay, ofRules, sql, text } from '@flis/core'
import { borgerAf, DimAlder, DimBorger, DimKommune, DimTid } from '@flis/dm'
import { FSIIIBorgervurdering } from '../contracts/fsiii-borgervurdering.js'
import { FSIIIOpfoelgning } from '../contracts/fsiii-opfoelgning.js'
import { FSIIITilstand } from '../contracts/fsiii-tilstand.js'
import { type FSIIIRules, fsiiiRules } from '../rules.js'
import { DimBorgervurdering, DimBorgervurderingBetydning, DimOpfølgning } from './dim-svar.js'
import { dimTilstand } from './dim-tilstand.js'
import { followBorger, followKoder, followSor } from './follows.js'
import { followFremmede } from './fremmed-henvisning.js'
import { noegleAfKode } from './kodemedlemmer.js'
import { passeret } from './passeret.js'

/**
 * One row for each tilstand, as its newest version in the basis has it. What is dated after the run month is not shown: a
 * tilstand registered later has no row, an end that was reported later is open, a later follow-up or assessment does not
 * count. So rows change as months pass (`turns`).
 *
 * Source: releasenotat 7.0, 2.2.2; specification FSIII, FactTilstand.
 *
 * @example FactTilstand.grain // ['TilstandId']
 */
export const factTilstand = ofRules((rules: FSIIIRules) => {
  const DimTilstand = dimTilstand(rules)
  const kommune = rules.kommuneAf('tilstande')
  return fact('FactTilstand', {
    grain: ['TilstandId'],
    exported: true,
    description: 'Tilstande, som de er ved måneden',
    rules: [
      'alder',
      'tilstandSlut',
      'sidsteForloeb',
      'kommuneAf',
      'senesteOpfoelgning',
      'seneste',
      'opfoelgningskontaktForTilstand',
      'danskDatoAf',
      'senesteBorgervurdering',
    ],
    columns: {
      DimTid: { ...DimTid.key, description: 'Datoen, hvor tilstanden er registreret' },
      DimTidSlut: { ...DimTid.key, description: 'Datoen, hvor tilstanden er meldt inaktiv; −1 åben' },
      DimKommune: {
        ...DimKommune.key,
        description: 'Kommunen, som har leveret, ellers afsenderens; −1 ukendt',
      },
      DimBorger: { ...DimBorger.key, description: 'Borgeren; −1 ukendt' },
      DimAlder: { ...DimAlder.key, description: 'Borgerens alder på registreringsdatoen; −1 ukendt' },
      DimTilstand: { ...DimTilstand.key, description: 'Tilstanden; −1, hvis koden ikke er en tilstand' },
      Sværhedsgrad: column('INTEGER', '0–4; 9 = vurderet ikke relevant; tom, hvor den ikke er sendt', {
        data: 'følsomme',
      }),
      DimOpfølgning: { ...DimOpfølgning.key, description: 'Resultatet af den seneste opfølgning; −1 ingen' },
      DimTidOpfølgning: { ...DimTid.key, description: 'Datoen for den seneste opfølgning; −1 ingen' },
      DimTidOpfølgningKontakt: {
        ...DimTid.key,
        description: 'Den senest planlagte opfølgningskontakt; −1 ingen',
      },
      DimBorgervurdering: {
        ...DimBorgervurdering.key,
        description: 'Borgerens seneste vurdering af sin udførelse; −1 ingen',
      },
      DimBorgervurderingBetydning: {
        ...DimBorgervurderingBetydning.key,
        description: 'Borgerens seneste vurdering af betydningen; −1 ingen',
      },
      DimTidBorgervurdering: {
        ...DimTid.key,
        description: 'Datoen for den seneste af de to vurderinger; −1 ingen',
      },
      TilstandId: column('VARCHAR', 'Tilstandens id (Condition)'),
    },
    recompute: {
      by: 'unit',
      turns: (passed) => sql`
        select _unit as unit
        from ${rules.tilstandSlut(rules)} as tilstande
        where ${passeret('RegistreretDato', passed, rules)}
          or ${passeret('Slut', passed, rules)}
        union
        select tilstande._unit
        from (
          select unnest(FokusIds) as FokusId
          from ${FSIIIOpfoelgning} as opfoelgninger
          where ${passeret('Tidspunkt', passed, rules)}
          union
          select FokusId
          from ${FSIIIBorgervurdering} as vurderinger
          where ${passeret('Tidspunkt', passed, rules)}
        ) as foci
        join ${FSIIITilstand} as tilstande on tilstande.Id = foci.FokusId`,
      follows: [
        followKoder(DimTilstand, FSIIITilstand, 'TilstandKode'),
        followSor(FSIIITilstand),
        followBorger(FSIIITilstand),
        followFremmede,
      ],
    },
    sql: ({ month, from }) => sql`
      with tilstande as (
        select
          Id,
          Personnummer,
          AfsenderSor,
          TilstandKode,
          RegistreretDato,
          Svaerhedsgrad,
          KontaktIds,
          case when Slut <= date ${text(lastDay(month))} then Slut end as Slut,
          _unit,
          _kommune
        from ${rules.tilstandSlut(rules)} as alle
        where RegistreretDato <= date ${text(lastDay(month))}
      )
      select
        ${DimTid.of('tilstande.RegistreretDato')} as DimTid,
        ${DimTid.of('tilstande.Slut')} as DimTidSlut,
        ${kommune.noegle} as DimKommune,
        coalesce(borger.DimBorger, -1) as DimBorger,
        ${rules.alder('tilstande.RegistreretDato', 'borger."Fødselsdato"')} as DimAlder,
        coalesce(koder.Noegle, -1) as DimTilstand,
        tilstande.Svaerhedsgrad::integer as Sværhedsgrad,
        coalesce(resultat.DimOpfølgningID, -1) as DimOpfølgning,
        ${DimTid.of('opfølgning.Dato')} as DimTidOpfølgning,
        ${DimTid.of('kontakt.Dato')} as DimTidOpfølgningKontakt,
        coalesce(udførelse.DimBorgervurderingID, -1) as DimBorgervurdering,
        coalesce(betydning.DimBorgervurderingBetydningID, -1) as DimBorgervurderingBetydning,
        ${DimTid.of('vurdering.Dato')} as DimTidBorgervurdering,
        tilstande.Id as TilstandId,
        tilstande._unit,
        tilstande._kommune
      from tilstande
      left join ${rules.senesteOpfoelgning(month, rules)} as opfølgning
        on opfølgning.FokusId = tilstande.Id
        and opfølgning._unit = tilstande._unit
      left join ${rules.opfoelgningskontaktForTilstand(sql`tilstande`, rules)} as kontakt
        on kontakt.TilstandId = tilstande.Id
        and kontakt._unit = tilstande._unit
      left join ${rules.senesteBorgervurdering(month, rules)} as vurdering
        on vurdering.FokusId = tilstande.Id
        and vurdering._unit = tilstande._unit
      left join ${noegleAfKode(DimTilstand)} as koder on koder.Kode = tilstande.TilstandKode
      left join ${DimOpfølgning} as resultat on resultat.Kode = opfølgning.Resultat
      left join ${DimBorgervurdering} as udførelse on udførelse.Kode = vurdering.Udførelse
      left join ${DimBorgervurderingBetydning} as betydning on betydning.Kode = vurdering.Betydning
      ${kommune.join}
      ${borgerAf('borger', 'tilstande.Personnummer', kommune.kode)}
      where ${from === null ? sql`true` : sql`false`}`,
  })
})

/** The same by the area's own rules. */
export const FactTilstand = factTilstand(fsiiiRules)
