import { column, dimension, joined, KOMMUNER, sql, text } from '@flis/core'

/** The 98 kommuner with their regions; the key is the kommune code as an integer (751). */
export const DimKommune = dimension('DimKommune', {
  coded: (code) => `try_cast(${code} as integer)`,
  columns: {
    KommuneKode: column('VARCHAR', 'Fire cifre'),
    KommuneNavn: column('VARCHAR', 'Kommunens navn'),
    RegionKode: column('VARCHAR', 'Regionens kode'),
    RegionNavn: column('VARCHAR', 'Regionens navn'),
  },
  description: 'Kommuner og regioner',
  sql: () => sql`
    select
      KommuneKode::integer as DimKommuneID,
      KommuneKode,
      KommuneNavn,
      RegionKode,
      RegionNavn
    from (values ${joined(
      KOMMUNER.map(
        (each) =>
          sql`(${text(each.kommune)}, ${text(each.name)}, ${text(each.region)}, ${text(each.regionName)})`,
      ),
      ',\n      ',
    )}) as reference(KommuneKode, KommuneNavn, RegionKode, RegionNavn)`,
})
