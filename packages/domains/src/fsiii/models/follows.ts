import { type Contract, type DimensionModel, type Follow, follow, ident, type Sql, sql } from '@flis/core'
import { DimBorgerNummer } from '@flis/dm'
import type { FSIIIRules } from '../rules.js'
import { DimSor } from './dim-sor.js'
import { dimTilstand } from './dim-tilstand.js'

/** Keys of facts stay the same when a member's texts change. */
const KODER = { columns: ['KodeLegacy', 'KodeUuid'] } as const

/** Both codes of the members that changed. */
const koderAf = (members: Sql): Sql => sql`(
  select unnest([KodeLegacy, KodeUuid]) as Kode
  from ${members} as medlemmer
)`

/** Units whose rows carry a code of a member that is new or has changed. */
export const followKoder = (of: DimensionModel, rows: Contract, code: string): Follow =>
  follow(
    of,
    (members) => sql`
      select raekker._unit as unit
      from ${rows} as raekker
      join ${koderAf(members)} as koder on koder.Kode = raekker.${ident(code)}`,
    KODER,
  )

/** Units of indsatser that are linked to a tilstand whose code's member is new or has changed. */
export const followTilstandAf = (indsatser: Contract, rules: FSIIIRules): Follow =>
  follow(
    dimTilstand(rules),
    (members) => sql`
      select links._unit as unit
      from ${rules.tilstandslinks(sql`${indsatser}`)} as links
      join ${koderAf(members)} as koder on koder.Kode = links.TilstandKode`,
    KODER,
  )

/** Units whose national rows name an organisation that has come to another kommune. */
export const followSor = (rows: Contract): Follow =>
  follow(
    DimSor,
    (members) => sql`
      select raekker._unit as unit
      from ${rows} as raekker
      join ${members} as sor on sor.Sor = raekker.AfsenderSor
      where raekker._kommune = '0000'`,
  )

/**
 * Units whose citizen has become known, another, or unknown. Replacement numbers are followed in all kommuner; a number
 * that has gone is found by what the engine knows it by.
 */
export const followBorger = (rows: Contract): Follow =>
  follow(
    DimBorgerNummer,
    (members) => sql`
      select raekker._unit as unit
      from ${rows} as raekker
      join ${members} as numre on numre.Personnummer = raekker.Personnummer
      union
      select raekker._unit
      from ${rows} as raekker
      join ${members} as numre on numre._member = hash(raekker.Personnummer::bigint)`,
  )
