import { column, type DimensionModel, dimension, type Sql, sql, versionsOf } from '@flis/core'
import { BorgerAdresse } from './contracts/borger-adresse.js'
import { LIFASkoledistrikt } from './contracts/lifa-skoledistrikt.js'
import { husnummer, vejnummer } from './rules/husnummer.js'
import { skoledistrikt } from './rules/skoledistrikt.js'

const UKENDT = sql`'Ukendt'`

/**
 * Addresses of changed persons that the table lacks, or that it has and nobody else may be left to have: of these only LIFA
 * could say that they stay, and it is not asked, for they are few. They make the table anew.
 */
const staleAddresses = (changed: Sql): Sql => sql`
    with touched as (
      select distinct KommuneKode, VejKode, HusNr
      from ${versionsOf(BorgerAdresse)} as adresse
      where _unit in (select unit from ${changed} as units)
    ),
    lived_in as (
      select distinct KommuneKode, VejKode, HusNr
      from ${BorgerAdresse} as adresse
      semi join touched using (KommuneKode, VejKode, HusNr)
    )
    select touched.KommuneKode
    from touched
    left join lived_in using (KommuneKode, VejKode, HusNr)
    left join ${DimGeografi} as geografi
      on geografi.KommuneNummer = touched.KommuneKode
      and geografi.Vejnummer = ${vejnummer('touched.VejKode')}
      and geografi.Husnummer = ${husnummer('touched.HusNr')}
      and geografi.DimGeografiID <> -1
    where lived_in.KommuneKode is null or geografi.DimGeografiID is null`

/**
 * Addresses of LIFA and of BorgerAdresse, each once: kommune, road and house number. Storey, side and AdresseId are not in
 * the key. An address that LIFA does not know has `Ukendt` for road, postal number and district.
 *
 * Source: release note 7.0, 2.3.2; specification Borger, DimGeografi.
 */
export const DimGeografi: DimensionModel<'DimGeografi'> = dimension('DimGeografi', {
  natural: ['KommuneNummer', 'Vejnummer', 'Husnummer'],
  columns: {
    KommuneNummer: column('VARCHAR', 'Kommunens kode, fire cifre.'),
    Vejnummer: column('VARCHAR', 'Vejens kode i kommunen, fire cifre.'),
    Vejnavn: column('VARCHAR', 'Vejens navn.'),
    Husnummer: column('VARCHAR', 'Husnummer: tre cifre og eventuelt et bogstav.'),
    Postnummer: column('VARCHAR', 'Postnummer.'),
    SkoleDistriktsNummer: column('VARCHAR', 'Nummeret på det skoledistrikt, der dækker flest klassetrin.'),
    SkoleDistriktsNavn: column('VARCHAR', 'Skoledistriktets navn.'),
    Klassetrin: column('INTEGER', 'Antal klassetrin, som skoledistriktet dækker.'),
  },
  rowsFrom: [LIFASkoledistrikt, BorgerAdresse],
  recompute: { by: 'whole', stale: { contract: BorgerAdresse, rows: staleAddresses } },
  rules: ['husnummer', 'skoledistrikt'],
  description: 'Adresser og deres skoledistrikter',
  sql: () => sql`
    with written as (
      select distinct KommuneKode, VejKode, HusNr
      from ${BorgerAdresse} as adresse
    ),
    residences as (
      select distinct
        KommuneKode as KommuneNummer,
        ${vejnummer('VejKode')} as Vejnummer,
        ${husnummer('HusNr')} as Husnummer
      from written
    ),
    schools as ${skoledistrikt()}
    select
      coalesce(schools.KommuneNummer, residences.KommuneNummer) as KommuneNummer,
      coalesce(schools.Vejnummer, residences.Vejnummer) as Vejnummer,
      coalesce(schools.Vejnavn, ${UKENDT}) as Vejnavn,
      coalesce(schools.Husnummer, residences.Husnummer) as Husnummer,
      coalesce(schools.Postnummer, ${UKENDT}) as Postnummer,
      coalesce(schools.SkoleDistriktsNummer, ${UKENDT}) as SkoleDistriktsNummer,
      coalesce(schools.SkoleDistriktsNavn, ${UKENDT}) as SkoleDistriktsNavn,
      schools.Klassetrin
    from schools
    full join residences
      on residences.KommuneNummer = schools.KommuneNummer
      and residences.Vejnummer = schools.Vejnummer
      and residences.Husnummer = schools.Husnummer`,
})
