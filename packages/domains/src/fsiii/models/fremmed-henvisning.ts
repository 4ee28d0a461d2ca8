import { column, type Follow, follow, lookup, raw, type Sql, sql, text, unitExpression } from '@flis/core'
import { FSIIIBorgervurdering } from '../contracts/fsiii-borgervurdering.js'
import { FSIIILeveretIndsats } from '../contracts/fsiii-leveret-indsats.js'
import { FSIIIOpfoelgning } from '../contracts/fsiii-opfoelgning.js'
import { FSIIIPlanlagtIndsats } from '../contracts/fsiii-planlagt-indsats.js'
import { FSIIITilstand } from '../contracts/fsiii-tilstand.js'
import { planlagteKontakter } from '../rules/planlagte-kontakter.js'

/** What is found across citizens: a follow-up, assessment or contact of a resource, or the tilstand of an indsats. */
type Slags = 'opfølgning' | 'vurdering' | 'kontakt' | 'tilstand'

/**
 * References between resources of two citizens: a resource reported under a replacement number, and later the other under
 * the citizen's own. References are resolved by id over the whole basis, but facts are computed citizen by citizen: what a
 * citizen's rows find in the resources of others stands here, one row for each citizen with any.
 *
 * Source: specification FSIII, "DM resolves references over the whole basis".
 */
export const FremmedHenvisning = lookup('FremmedHenvisning', {
  grain: ['Personnummer'],
  description: 'Henvisninger mellem to borgeres ressourcer',
  columns: {
    Personnummer: column('VARCHAR', 'Borgeren, hvis rækker bruger det fundne.', { data: 'CPR' }),
    Fundet: column(
      'STRUCT(Til VARCHAR, Slags VARCHAR, Fra VARCHAR, Kode VARCHAR, Tidspunkt VARCHAR, Rapport TIMESTAMP WITH TIME ZONE)[]',
      'Borgerens ressource, og hvad der er fundet hos en anden.',
      { data: 'følsomme' },
    ),
  },
  sql: () => sql`
    with omtalt as (
      select
        unnest(FokusIds) as Til, 'opfølgning' as Slags, Id as Fra, Resultat as Kode, Tidspunkt, _rapport as Rapport, Personnummer
      from ${FSIIIOpfoelgning} as opfoelgninger
      union all
      select FokusId, 'vurdering', Id, Vaerdi, Tidspunkt, _rapport, Personnummer
      from ${FSIIIBorgervurdering} as vurderinger
      union all
      select unnest(list_concat(TilstandIds, IndsatsIds)), 'kontakt', Id, null, StartTidspunkt, null, Personnummer
      from ${planlagteKontakter()} as kontakter
    ),
    omtalte as (
      select Id, Personnummer
      from ${FSIIITilstand} as tilstande
      union all
      select Id, Personnummer
      from ${FSIIIPlanlagtIndsats} as planlagte
    ),
    links as (
      select Id, unnest(TilstandIds) as TilstandId, Personnummer
      from ${FSIIIPlanlagtIndsats} as planlagte
      union all
      select Id, unnest(TilstandIds), Personnummer
      from ${FSIIILeveretIndsats} as leverede
    ),
    nævnt as (
      select Id, unnest(KontaktIds) as KontaktId, Personnummer
      from ${FSIIITilstand} as tilstande
    ),
    fundet as (
      select omtalte.Personnummer, Til, Slags, Fra, Kode, Tidspunkt, Rapport
      from omtalt
      join omtalte
        on omtalte.Id = omtalt.Til
        and omtalte.Personnummer <> omtalt.Personnummer
      union all
      select nævnt.Personnummer, nævnt.Id, 'kontakt', kontakter.Id, null, kontakter.StartTidspunkt, null
      from nævnt
      join ${planlagteKontakter()} as kontakter
        on kontakter.Id = nævnt.KontaktId
        and kontakter.Personnummer <> nævnt.Personnummer
      union all
      select links.Personnummer, links.Id, 'tilstand', tilstande.Id, TilstandKode, RegistreretDato::varchar, null
      from links
      join ${FSIIITilstand} as tilstande
        on tilstande.Id = links.TilstandId
        and tilstande.Personnummer <> links.Personnummer
    )
    select
      Personnummer,
      list(
        {'Til': Til, 'Slags': Slags, 'Fra': Fra, 'Kode': Kode, 'Tidspunkt': Tidspunkt, 'Rapport': Rapport}
        order by Til, Slags, Fra, Kode, Tidspunkt, Rapport
      ) as Fundet
    from fundet
    group by Personnummer`,
})

/**
 * What citizens' resources find in those of others: Til (the citizen's own), Fra, Kode, Tidspunkt, Rapport, _unit (the
 * citizen's).
 *
 * @example sql`select Til as FokusId, Kode as Resultat from ${fremmede('opfølgning')} as fremmede`
 */
export const fremmede = (slags: Slags): Sql => sql`(
  select
    fundet.Til,
    fundet.Fra,
    fundet.Kode,
    fundet.Tidspunkt,
    fundet.Rapport,
    _unit
  from (
    select unnest(Fundet) as fundet, ${raw(unitExpression(FSIIITilstand))} as _unit
    from ${FremmedHenvisning} as henvisninger
  ) as hver
  where fundet.Slags = ${text(slags)}
)`

/** Citizens whose rows find something else in the resources of others: the table has a member for each citizen. */
export const followFremmede: Follow = follow(
  FremmedHenvisning,
  (members) => sql`select _member as unit from ${members} as henvisninger`,
)
