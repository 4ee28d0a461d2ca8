import { raw, type Sql, sql } from '@flis/core'
import { fremmede } from '../models/fremmed-henvisning.js'
import { danskDatoAf } from './dansk-dato.js'
import { planlagteKontakter } from './planlagte-kontakter.js'

/**
 * Opfølgningskontakt of each tilstand: the date of the latest contact that is planned to follow up on it. The contact
 * names the tilstand, or the tilstand's newest version names the contact. A planned contact is a plan that stands as of
 * the run: its date may lie after the run month.
 *
 * Gives one row for each tilstand: TilstandId, Dato, _unit.
 *
 * Source: specification FSIII, FactTilstand and FSIIIKontakt.
 *
 * @param tilstande row source `Id, KontaktIds, _unit`
 * @param rules the rules that it uses
 */
export const opfoelgningskontaktForTilstand = (
  tilstande: Sql,
  rules: { readonly danskDatoAf: typeof danskDatoAf } = { danskDatoAf },
): Sql => sql`(
  with planlagte as ${planlagteKontakter()},
  par as (
    select unnest(TilstandIds) as TilstandId, StartTidspunkt, _unit
    from planlagte
    union all
    select naevner.TilstandId, planlagte.StartTidspunkt, planlagte._unit
    from (
      select Id as TilstandId, unnest(KontaktIds) as KontaktId, _unit
      from ${tilstande} as tilstande
    ) as naevner
    join planlagte
      on planlagte.Id = naevner.KontaktId
      and planlagte._unit = naevner._unit
    union all
    select Til, Tidspunkt, _unit
    from ${fremmede('kontakt')} as fremmede
  )
  select TilstandId, max(${raw(rules.danskDatoAf('StartTidspunkt'))}) as Dato, _unit
  from par
  group by TilstandId, _unit
)`

/**
 * Opfølgningskontakt of each planned indsats: the date of the latest contact that is planned to follow up on it.
 *
 * Gives one row for each indsats: IndsatsId, Dato, _unit.
 *
 * Source: specification FSIII, FactPlanlagtIndsats and FSIIIKontakt.
 *
 * @param rules the rules that it uses
 */
export const opfoelgningskontaktForIndsats = (
  rules: { readonly danskDatoAf: typeof danskDatoAf } = { danskDatoAf },
): Sql => sql`(
  select IndsatsId, max(${raw(rules.danskDatoAf('StartTidspunkt'))}) as Dato, _unit
  from (
    select unnest(IndsatsIds) as IndsatsId, StartTidspunkt, _unit
    from ${planlagteKontakter()} as planlagte
    union all
    select Til, Tidspunkt, _unit
    from ${fremmede('kontakt')} as fremmede
  ) as par
  group by IndsatsId, _unit
)`

/** Contacts of a tilstand (it names those of `nævner`) → the date that counts. */
export const opfoelgningskontaktExamples = [
  {
    når: 'the contact names the tilstand',
    kontakter: [{ Id: 'k', StartTidspunkt: '2022-06-10', TilstandIds: ['t'] }],
    nævner: [],
    dato: '2022-06-10',
  },
  {
    når: 'the tilstand names the contact, which lies after the run month',
    kontakter: [{ Id: 'k', StartTidspunkt: '2022-08-31T22:30:00Z', TilstandIds: [] }],
    nævner: ['k'],
    dato: '2022-09-01',
  },
  {
    når: 'several: the latest',
    kontakter: [
      { Id: 'k', StartTidspunkt: '2022-06-20', TilstandIds: ['t'] },
      { Id: 'l', StartTidspunkt: '2022-06-10', TilstandIds: ['t'] },
      { Id: 'm', StartTidspunkt: '2022-06-15', TilstandIds: [] },
    ],
    nævner: ['k', 'm'],
    dato: '2022-06-20',
  },
  {
    når: 'it has been held',
    kontakter: [{ Id: 'k', StartTidspunkt: '2022-06-10', TilstandIds: ['t'], Status: 'finished' }],
    nævner: ['k'],
    dato: null,
  },
  {
    når: 'it is entered in error',
    kontakter: [{ Id: 'k', StartTidspunkt: '2022-06-10', TilstandIds: ['t'], Status: 'entered-in-error' }],
    nævner: ['k'],
    dato: null,
  },
  {
    når: 'it is to carry out',
    kontakter: [{ Id: 'k', StartTidspunkt: '2022-06-10', TilstandIds: ['t'], Type: 'udførelse' }],
    nævner: [],
    dato: null,
  },
] as const
