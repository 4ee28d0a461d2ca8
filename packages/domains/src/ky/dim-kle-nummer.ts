import { column, type DimensionModel, dimension, follow, ofRules, raw, type Sql, sql } from '@flis/core'
import { newestReference } from '@flis/dm'
import { KleEmne } from './contracts/kle-emne.js'
import { KYSag } from './contracts/ky-sag.js'
import { type KYRules, kyRules } from './rules.js'

/**
 * One row for each number of KL's emnesystematik, of any Niveau, as its newest version has it. Numbers that have been
 * withdrawn, or that the plan no longer holds, stay: cases refer to them.
 *
 * Source: specification domains/ky.md, Dimensions.
 */
export const dimKleNummer = ofRules((rules: KYRules) =>
  dimension('DimKleNummer', {
    natural: ['Nummer'],
    columns: {
      Nummer: column('VARCHAR', 'Nummeret i KLE: hovedgruppe 00, gruppe 00.01 eller emne 00.01.00.'),
      Titel: column('VARCHAR', 'Nummerets titel i den nyeste version.'),
      Gruppe: column(
        'VARCHAR',
        'Nummeret på den gruppe, som det hører til eller er; tom for en hovedgruppe.',
      ),
      GruppeTitel: column('VARCHAR', 'Gruppens titel; tom, hvis planen ikke har gruppen.'),
      Hovedgruppe: column('VARCHAR', 'Nummeret på den hovedgruppe, som det hører til eller er.'),
      HovedgruppeTitel: column('VARCHAR', 'Hovedgruppens titel; tom, hvis planen ikke har den.'),
      GyldigFra: column(
        'DATE',
        'Dagen, hvor nummeret blev oprettet, inklusive; tom, hvis KLE ikke siger det.',
      ),
      GyldigTil: column(
        'DATE',
        'Dagen, hvor nummeret udgik, eller sidste dag i måneden før den leverance, der ikke længere havde det; tom = gældende.',
      ),
    },
    rules: ['kleGruppering'],
    description: 'KL’s emnesystematik: numre med gruppe og hovedgruppe',
    sql: () => sql`
      with emner as ${newestReference(KleEmne)}
      select
        emner.Nummer,
        emner.Titel,
        grouped.Gruppe,
        grouped.GruppeTitel,
        grouped.Hovedgruppe,
        grouped.HovedgruppeTitel,
        emner.OprettetDato as GyldigFra,
        least(emner.UdgaaetDato, emner._sidst) as GyldigTil
      from emner
      join ${rules.kleGruppering(sql`emner`)} as grouped on grouped.Nummer = emner.Nummer`,
  }),
)

/** The same by the area's own rules. */
export const DimKleNummer = dimKleNummer(kyRules)

/**
 * The join by which a case finds its number. It has no row for a number that KLE does not know.
 *
 * @example sql`select coalesce(kle.DimKleNummerID, -1) from ${KYSag} as sag ${kleAf(DimKleNummer, 'sag')}`
 */
export const kleAf = (of: DimensionModel, sag: string): Sql => sql`
  left join ${of} as kle
    on kle.Nummer = ${raw(sag)}.KleNummer
    and kle.DimKleNummerID <> -1`

/** The units of the cases whose number has come to the plan; a number that only changes keeps its key. */
export const followKleNummer = ofRules((rules: KYRules) =>
  follow(
    dimKleNummer(rules),
    (members) => sql`
      select sag._unit as unit
      from ${KYSag} as sag
      join ${members} as kle on kle.Nummer = sag.KleNummer`,
    { columns: ['Nummer'] },
  ),
)
