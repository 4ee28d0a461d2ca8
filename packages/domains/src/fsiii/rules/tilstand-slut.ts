import { type Sql, sql } from '@flis/core'
import { FSIIITilstand } from '../contracts/fsiii-tilstand.js'
import { sidsteForloeb } from './sidste-forloeb.js'

/**
 * Tilstandens slut: a tilstand has no date of its end. It ended on the Danish date of the first report after which it
 * is not ErAktiv; one that never was, on that of its first report. A later report that has it active opens it again, and
 * it never ends before it was registered.
 *
 * Gives the newest row of each tilstand: Id, Personnummer, AfsenderSor, TilstandKode, RegistreretDato, Svaerhedsgrad,
 * KontaktIds, Slut (DATE, NULL = open), _kommune, _unit.
 *
 * Source: specification FSIII, "A Condition has no end date".
 *
 * @param rules the rules that it uses
 * @example sql`select Id, Slut from ${tilstandSlut()} as tilstande`
 */
export const tilstandSlut = (
  rules: { readonly sidsteForloeb: typeof sidsteForloeb } = { sidsteForloeb },
): Sql => sql`(
  with tilstande as (
    select
      Id,
      Personnummer,
      AfsenderSor,
      TilstandKode,
      RegistreretDato,
      Svaerhedsgrad,
      KontaktIds,
      ErAktiv,
      _kommune,
      _unit
    from ${FSIIITilstand}
  ),
  meldt_inaktiv as (
    select Id, _unit, Meldt
    from ${rules.sidsteForloeb(FSIIITilstand, 'not ErAktiv', sql`(select Id from tilstande where not ErAktiv)`)} as forløb
  )
  select
    tilstande.Id,
    tilstande.Personnummer,
    tilstande.AfsenderSor,
    tilstande.TilstandKode,
    tilstande.RegistreretDato,
    tilstande.Svaerhedsgrad,
    tilstande.KontaktIds,
    case when not tilstande.ErAktiv then greatest(tilstande.RegistreretDato, meldt_inaktiv.Meldt) end as Slut,
    tilstande._kommune,
    tilstande._unit
  from tilstande
  left join meldt_inaktiv
    on meldt_inaktiv.Id = tilstande.Id
    and meldt_inaktiv._unit = tilstande._unit
)`

/** Versions in order (active, report) of a tilstand registered 2022-05-10 → the day it ended (null = it is open). */
export const tilstandSlutExamples = [
  {
    når: 'active',
    versioner: [{ aktiv: true, rapport: '2022-05-10T08:00:00Z' }],
    slut: null,
  },
  {
    når: 'inactive since a report late in the evening UTC',
    versioner: [
      { aktiv: true, rapport: '2022-05-10T08:00:00Z' },
      { aktiv: false, rapport: '2022-06-07T22:30:00Z' },
    ],
    slut: '2022-06-08',
  },
  {
    når: 'inactive, and said again',
    versioner: [
      { aktiv: true, rapport: '2022-05-10T08:00:00Z' },
      { aktiv: false, rapport: '2022-06-07T08:00:00Z' },
      { aktiv: false, rapport: '2022-06-20T08:00:00Z' },
    ],
    slut: '2022-06-07',
  },
  {
    når: 'active again',
    versioner: [
      { aktiv: true, rapport: '2022-05-10T08:00:00Z' },
      { aktiv: false, rapport: '2022-05-20T08:00:00Z' },
      { aktiv: true, rapport: '2022-06-01T08:00:00Z' },
    ],
    slut: null,
  },
  {
    når: 'active again, and inactive again',
    versioner: [
      { aktiv: true, rapport: '2022-05-10T08:00:00Z' },
      { aktiv: false, rapport: '2022-05-20T08:00:00Z' },
      { aktiv: true, rapport: '2022-06-01T08:00:00Z' },
      { aktiv: false, rapport: '2022-06-20T08:00:00Z' },
    ],
    slut: '2022-06-20',
  },
  {
    når: 'never seen active: its first report',
    versioner: [
      { aktiv: false, rapport: '2022-05-12T08:00:00Z' },
      { aktiv: false, rapport: '2022-05-20T08:00:00Z' },
    ],
    slut: '2022-05-12',
  },
  {
    når: 'never seen active, reported before it was registered',
    versioner: [{ aktiv: false, rapport: '2022-05-02T08:00:00Z' }],
    slut: '2022-05-10',
  },
] as const
