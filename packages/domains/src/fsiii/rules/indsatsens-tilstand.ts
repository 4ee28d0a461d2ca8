import { type Sql, sql } from '@flis/core'
import { FSIIITilstand } from '../contracts/fsiii-tilstand.js'
import { fremmede } from '../models/fremmed-henvisning.js'

/**
 * The links of some indsatser that lead to a tilstand: IndsatsId, TilstandId, RegistreretDato, TilstandKode, _unit,
 * _kommune (of the indsats). A link to what is withdrawn, or has not been delivered, leads nowhere.
 *
 * @param indsatser row source `Id, TilstandIds, _unit, _kommune`
 */
export const tilstandslinks = (indsatser: Sql): Sql => sql`(
  with links as (
    select Id as IndsatsId, unnest(TilstandIds) as TilstandId, _unit, _kommune
    from ${indsatser} as indsatser
  )
  select
    links.IndsatsId,
    links.TilstandId,
    tilstande.RegistreretDato,
    tilstande.TilstandKode,
    links._unit,
    links._kommune
  from links
  join ${FSIIITilstand} as tilstande
    on tilstande.Id = links.TilstandId
    and tilstande._unit = links._unit
  union all
  select
    links.IndsatsId,
    links.TilstandId,
    fremmede.Tidspunkt::date,
    fremmede.Kode,
    links._unit,
    links._kommune
  from links
  join ${fremmede('tilstand')} as fremmede
    on fremmede.Til = links.IndsatsId
    and fremmede.Fra = links.TilstandId
    and fremmede._unit = links._unit
)`

/**
 * Indsatsens tilstand: of the tilstande that an indsats is linked to, the one with the earliest RegistreretDato; of
 * several the one whose TilstandKode as sent sorts first, then whose Id does.
 *
 * Gives one row for each indsats with a tilstand: IndsatsId, TilstandKode.
 *
 * Source: specification FSIII, FactPlanlagtIndsats.
 *
 * @param indsatser row source `Id, TilstandIds, _unit, _kommune`
 * @param rules the rules that it uses
 * @example sql`left join ${indsatsensTilstand(sql`leverede`)} as tilstand on tilstand.IndsatsId = leverede.Id`
 */
export const indsatsensTilstand = (
  indsatser: Sql,
  rules: { readonly tilstandslinks: typeof tilstandslinks } = { tilstandslinks },
): Sql => sql`(
  select IndsatsId, TilstandKode
  from ${rules.tilstandslinks(indsatser)} as links
  qualify row_number() over (
    partition by IndsatsId
    order by RegistreretDato, TilstandKode, TilstandId
  ) = 1
)`

/** Tilstande that an indsats is linked to → the code of the one that counts. */
export const indsatsensTilstandExamples = [
  { når: 'none', tilstande: [], kode: null },
  {
    når: 'the earliest registered',
    tilstande: [
      { Id: 'a', TilstandKode: 'J1.3', RegistreretDato: '2022-05-02' },
      { Id: 'b', TilstandKode: 'J3.2', RegistreretDato: '2022-05-01' },
    ],
    kode: 'J3.2',
  },
  {
    når: 'registered on one day: the code that sorts first, as it was sent',
    tilstande: [
      { Id: 'a', TilstandKode: 'J3.2', RegistreretDato: '2022-05-01' },
      { Id: 'b', TilstandKode: 'J1.3', RegistreretDato: '2022-05-01' },
      { Id: 'c', TilstandKode: 'e853d3e7-1de5-44f0-ab48-1fb20c449035', RegistreretDato: '2022-05-01' },
    ],
    kode: 'J1.3',
  },
  {
    når: 'withdrawn',
    tilstande: [
      { Id: 'a', TilstandKode: 'J1.3', RegistreretDato: '2022-05-01', Status: 'entered-in-error' },
      { Id: 'b', TilstandKode: 'J3.2', RegistreretDato: '2022-05-02' },
    ],
    kode: 'J3.2',
  },
  {
    når: 'no longer active: a link is a link',
    tilstande: [{ Id: 'a', TilstandKode: 'J1.3', RegistreretDato: '2022-05-01', Status: 'inactive' }],
    kode: 'J1.3',
  },
] as const
