import { column, type DimensionModel, ident, type Sql, sql } from '@flis/core'
import type { FSIIIRules } from '../rules.js'

/**
 * The members of a dimension of codes: one for each code under some roots, whichever scheme it is sent in. Texts and
 * group are those of the code that the code system holds, or held last. Withdrawn codes stay.
 *
 * @param roots row source `Rod, Område`
 * @example sql: () => kodemedlemmer(rules.indsatskatalog(), rules)
 */
export const kodemedlemmer = (roots: Sql, rules: Pick<FSIIIRules, 'gyldighed' | 'kodePar'>): Sql => sql`
  with alle_koder as (
    select Kode, Skema, Medlem, Foraelder, Rod, Sti
    from ${rules.kodePar()} as par
  ),
  koder_under_rod as (
    select
      koder.Medlem,
      koder.Kode,
      koder.Skema,
      koder.Sti[-1] as Tekst,
      coalesce(forældre.Medlem, koder.Medlem) as Gruppe,
      coalesce(koder.Sti[-2], koder.Sti[-1]) as GruppeTekst,
      rødder.Område,
      gyldighed.GyldigFra,
      gyldighed.GyldigTil,
      row_number() over (
        partition by koder.Medlem
        order by gyldighed.GyldigTil desc nulls first, koder.Skema
      ) as nr
    from alle_koder as koder
    join ${roots} as rødder on rødder.Rod = koder.Rod
    join ${rules.gyldighed()} as gyldighed on gyldighed.Kode = koder.Kode
    left join alle_koder as forældre on forældre.Kode = koder.Foraelder
  )
  select
    Medlem as Kode,
    min(Tekst) filter (where nr = 1) as Tekst,
    min(Gruppe) filter (where nr = 1) as Gruppe,
    min(GruppeTekst) filter (where nr = 1) as GruppeTekst,
    min(Område) filter (where nr = 1) as Område,
    min(koder_under_rod.Kode) filter (where Skema = 'legacy') as KodeLegacy,
    min(koder_under_rod.Kode) filter (where Skema = 'uuid') as KodeUuid,
    min(GyldigFra) as GyldigFra,
    case when count(*) = count(GyldigTil) then max(GyldigTil) end as GyldigTil
  from koder_under_rod
  group by Medlem`

/** The columns of a dimension of codes. @param areas what Område can be */
export const kodekolonner = (areas: string) => ({
  Kode: column('VARCHAR', 'Koden; den korte (legacy), hvor der er en'),
  Tekst: column('VARCHAR', 'Kodens tekst'),
  Gruppe: column('VARCHAR', 'Koden lige over; roden er sin egen gruppe'),
  GruppeTekst: column('VARCHAR', 'Gruppens tekst'),
  Område: column('VARCHAR', areas),
  KodeLegacy: column('VARCHAR', 'Koden i det ældre skema'),
  KodeUuid: column('VARCHAR', 'Koden som UUID'),
  GyldigFra: column('DATE', 'Første dag, som kodesystemet har koden'),
  GyldigTil: column('DATE', 'Sidste dag, som kodesystemet havde koden; tom, mens det har den'),
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
