import { column, dimension, joined, KOMMUNER, type ReferenceKommune, sql, text } from '@flis/core'
import { newestReference } from '../reference/newest-reference.js'
import { RefKommune } from '../reference/ref-kommune.js'

/** Christiansø is no kommune and in no region, but people live there: residences have its code. */
const RESIDENCES: readonly ReferenceKommune[] = [
  ...KOMMUNER,
  { kommune: '0411', name: 'Christiansø', region: 'Ukendt', regionName: 'Ukendt' },
]

/**
 * Kommuner with their regions; the key is the kommune code as an integer (751).
 *
 * RefKommune once it has been delivered: then its rows, also those that a later delivery no longer holds, and none of
 * the shipped ones. A kommune among the 98, or Christiansø (0411), that it leaves out keeps its code, for facts hold it,
 * and has the texts of an unknown one. Until then the table that ships.
 *
 * Source: specification 2.5 (REF) and 3.3.
 */
export const DimKommune = dimension('DimKommune', {
  coded: (code) => `try_cast(nullif(${code}, '0000') as integer)`,
  columns: {
    KommuneKode: column('VARCHAR', 'Fire cifre'),
    KommuneNavn: column('VARCHAR', 'Kommunens navn'),
    RegionKode: column('VARCHAR', 'Regionens kode'),
    RegionNavn: column('VARCHAR', 'Regionens navn'),
  },
  description: 'Kommuner og regioner',
  sql: () => sql`
    with shipped(KommuneKode, KommuneNavn, RegionKode, RegionNavn) as (
      values ${joined(
        RESIDENCES.map(
          (each) =>
            sql`(${text(each.kommune)}, ${text(each.name)}, ${text(each.region)}, ${text(each.regionName)})`,
        ),
        ',\n      ',
      )}
    ),
    delivered as (
      select KommuneKode, Navn, RegionKode, RegionNavn
      from ${newestReference(RefKommune)} as kommuner
    ),
    in_force as (
      select KommuneKode, Navn as KommuneNavn, RegionKode, RegionNavn
      from delivered
      union all
      select
        KommuneKode,
        case when (select count(*) from delivered) = 0 then KommuneNavn else 'Ukendt' end,
        case when (select count(*) from delivered) = 0 then RegionKode else 'Ukendt' end,
        case when (select count(*) from delivered) = 0 then RegionNavn else 'Ukendt' end
      from shipped
      anti join delivered using (KommuneKode)
    )
    select
      KommuneKode::integer as DimKommuneID,
      KommuneKode,
      KommuneNavn,
      RegionKode,
      RegionNavn
    from in_force`,
})
