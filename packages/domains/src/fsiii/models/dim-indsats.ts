import { column, type DimensionModel, dimension, ident, type Sql, sql } from '@flis/core'
import { gyldighed } from '../rules/gyldighed.js'
import { indsatskatalog } from '../rules/indsatskatalog.js'
import { kodePar } from '../rules/kode-par.js'

/**
 * The members: one for each indsats, whichever scheme its code is sent in. Texts and group are those of the code
 * that the code system holds, or held last. Withdrawn codes stay.
 */
const medlemmer = (): Sql => sql`
  with alle_koder as (
    select Kode, Skema, Medlem, Foraelder, Rod, Sti
    from ${kodePar()} as par
  ),
  indsatser as (
    select
      koder.Medlem,
      koder.Kode,
      koder.Skema,
      koder.Sti[-1] as Tekst,
      coalesce(forældre.Medlem, koder.Medlem) as Gruppe,
      coalesce(koder.Sti[-2], koder.Sti[-1]) as GruppeTekst,
      katalog.Område,
      gyldighed.GyldigFra,
      gyldighed.GyldigTil,
      row_number() over (
        partition by koder.Medlem
        order by gyldighed.GyldigTil desc nulls first, koder.Skema
      ) as nr
    from alle_koder as koder
    join ${indsatskatalog()} as katalog on katalog.Rod = koder.Rod
    join ${gyldighed()} as gyldighed on gyldighed.Kode = koder.Kode
    left join alle_koder as forældre on forældre.Kode = koder.Foraelder
  )
  select
    Medlem as Kode,
    min(Tekst) filter (where nr = 1) as Tekst,
    min(Gruppe) filter (where nr = 1) as Gruppe,
    min(GruppeTekst) filter (where nr = 1) as GruppeTekst,
    min(Område) filter (where nr = 1) as Område,
    min(indsatser.Kode) filter (where Skema = 'legacy') as KodeLegacy,
    min(indsatser.Kode) filter (where Skema = 'uuid') as KodeUuid,
    min(GyldigFra) as GyldigFra,
    case when count(*) = count(GyldigTil) then max(GyldigTil) end as GyldigTil
  from indsatser
  group by Medlem`

const columns = {
  Kode: column('VARCHAR', 'Indsatsens kode; den korte (legacy), hvor der er en'),
  Tekst: column('VARCHAR', 'Indsatsens tekst'),
  Gruppe: column('VARCHAR', 'Koden lige over; roden er sin egen gruppe'),
  GruppeTekst: column('VARCHAR', 'Gruppens tekst'),
  Område: column('VARCHAR', 'hjemmepleje, sygepleje, forebyggelse, genoptræning eller hjælpemidler'),
  KodeLegacy: column('VARCHAR', 'Koden i det ældre skema'),
  KodeUuid: column('VARCHAR', 'Koden som UUID'),
  GyldigFra: column('DATE', 'Første dag, som kodesystemet har koden'),
  GyldigTil: column('DATE', 'Sidste dag, som kodesystemet havde koden; tom, mens det har den'),
}

/** Planned indsatser. Source: specification FSIII, DM. */
export const DimPlanlagtIndsats = dimension('DimPlanlagtIndsats', {
  natural: ['Kode'],
  columns,
  description: 'Indsatser i Fælles Sprog III, som kan planlægges',
  rules: ['kodePar', 'indsatskatalog', 'gyldighed'],
  sql: medlemmer,
})

/** Delivered indsatser: the same members. Source: specification FSIII, DM. */
export const DimLeveretIndsats = dimension('DimLeveretIndsats', {
  natural: ['Kode'],
  columns,
  description: 'Indsatser i Fælles Sprog III, som kan leveres',
  rules: ['kodePar', 'indsatskatalog', 'gyldighed'],
  sql: medlemmer,
})

/**
 * The key of each code that can be sent, as a row source: `Kode`, `Noegle`. Both codes of a pair lead to one member.
 *
 * @example sql`left join ${noegleAfKode(DimLeveretIndsats)} as indsats on indsats.Kode = leverede.IndsatsKode`
 */
export const noegleAfKode = (of: DimensionModel): Sql => sql`(
  select KodeLegacy as Kode, ${ident(of.keyColumn)} as Noegle
  from ${of} as medlemmer
  where KodeLegacy is not null and ${ident(of.keyColumn)} <> -1
  union all
  select KodeUuid, ${ident(of.keyColumn)}
  from ${of} as medlemmer
  where KodeUuid is not null and ${ident(of.keyColumn)} <> -1
)`
