import { type Sql, sql } from '@flis/core'

/**
 * KLE-gruppering: the gruppe and hovedgruppe of each number. A gruppe is its own gruppe, a hovedgruppe its own
 * hovedgruppe and in no gruppe. Above a number stands its Foraelder; where that is not told, the number itself says it
 * (32.24.04 is in 32.24, and that in 32). Titles that are not known are NULL.
 *
 * Gives one row for each number: Nummer, Gruppe, GruppeTitel, Hovedgruppe, HovedgruppeTitel.
 *
 * Source: KL's emnesystematik (hovedgruppe, gruppe, emne); specification domains/ky.md, DimKleNummer.
 *
 * @param emner rows with Nummer, Titel, Niveau and Foraelder
 *
 * @example sql`select Gruppe from ${kleGruppering(sql`emner`)} as grouped where Nummer = '32.24.04'` // 32.24
 */
export const kleGruppering = (emner: Sql): Sql => sql`(
  with grouped as (
    select
      emne.Nummer,
      emne.Niveau,
      case
        when emne.Niveau = 'Emne' then coalesce(emne.Foraelder, regexp_extract(emne.Nummer, '^(.*)[.][^.]*$', 1))
        when emne.Niveau = 'Gruppe' then emne.Nummer
      end as Gruppe,
      emne.Foraelder
    from ${emner} as emne
  ),
  in_hovedgruppe as (
    select
      grouped.Nummer,
      grouped.Gruppe,
      gruppe.Titel as GruppeTitel,
      case
        when grouped.Niveau = 'Hovedgruppe' then grouped.Nummer
        when grouped.Niveau = 'Gruppe' then coalesce(grouped.Foraelder, split_part(grouped.Nummer, '.', 1))
        else coalesce(gruppe.Foraelder, split_part(grouped.Gruppe, '.', 1))
      end as Hovedgruppe
    from grouped
    left join ${emner} as gruppe on gruppe.Nummer = grouped.Gruppe
  )
  select
    in_hovedgruppe.Nummer,
    in_hovedgruppe.Gruppe,
    in_hovedgruppe.GruppeTitel,
    in_hovedgruppe.Hovedgruppe,
    hovedgruppe.Titel as HovedgruppeTitel
  from in_hovedgruppe
  left join ${emner} as hovedgruppe on hovedgruppe.Nummer = in_hovedgruppe.Hovedgruppe
)`

/** A plan (Nummer, Titel, Niveau, Foraelder), and of its last row Gruppe, GruppeTitel, Hovedgruppe, HovedgruppeTitel. */
export const kleGrupperingExamples: readonly {
  readonly name: string
  readonly emner: readonly (readonly [
    nummer: string,
    titel: string,
    niveau: string,
    foraelder: string | null,
  ])[]
  readonly grouped: readonly [
    gruppe: string | null,
    gruppeTitel: string | null,
    hovedgruppe: string,
    hovedgruppeTitel: string | null,
  ]
}[] = [
  {
    name: 'an emne in its gruppe and hovedgruppe',
    emner: [
      ['32', 'Kontante ydelser', 'Hovedgruppe', null],
      ['32.24', 'Kontanthjælp', 'Gruppe', '32'],
      ['32.24.04', 'Engangsydelser', 'Emne', '32.24'],
    ],
    grouped: ['32.24', 'Kontanthjælp', '32', 'Kontante ydelser'],
  },
  {
    name: 'a gruppe is its own',
    emner: [
      ['32', 'Kontante ydelser', 'Hovedgruppe', null],
      ['32.24', 'Kontanthjælp', 'Gruppe', '32'],
    ],
    grouped: ['32.24', 'Kontanthjælp', '32', 'Kontante ydelser'],
  },
  {
    name: 'a hovedgruppe is in no gruppe',
    emner: [['32', 'Kontante ydelser', 'Hovedgruppe', null]],
    grouped: [null, null, '32', 'Kontante ydelser'],
  },
  {
    name: 'without Foraelder the number says it',
    emner: [
      ['32', 'Kontante ydelser', 'Hovedgruppe', null],
      ['32.24', 'Kontanthjælp', 'Gruppe', null],
      ['32.24.04', 'Engangsydelser', 'Emne', null],
    ],
    grouped: ['32.24', 'Kontanthjælp', '32', 'Kontante ydelser'],
  },
  {
    name: 'a gruppe that the plan does not have has no title',
    emner: [
      ['32', 'Kontante ydelser', 'Hovedgruppe', null],
      ['32.24.04', 'Engangsydelser', 'Emne', '32.24'],
    ],
    grouped: ['32.24', null, '32', 'Kontante ydelser'],
  },
]
