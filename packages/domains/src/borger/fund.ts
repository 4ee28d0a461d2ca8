import { finding, type Sql, sql } from '@flis/core'
import { BorgerAdresse, BorgerPerson, BorgerTilknytning, gaeldendeNummer } from '@flis/dm'

const personerMed = (fund: Sql): Sql => sql`
    select person._kommune, person._kildesystem, person._leverance, person._linje
    from ${BorgerPerson} as person
    join ${gaeldendeNummer()} as skift on skift.Personnummer = person.Personnummer
    where person.Status = '60' and skift.Fund = ${fund}`

/** All numbers of a loop are one citizen's. Source: domains/borger.md, DimBorger. */
export const nummerISloejfe = finding('personnummer i sløjfe', {
  description: 'Et ændret personnummer, hvis gældende nummer fører tilbage til et tidligere i kæden',
  rows: () => personerMed(sql`'sløjfe'`),
})

/** The last known number of the chain is the citizen's. Source: domains/borger.md, DimBorger. */
export const ukendtGaeldendeNummer = finding('ukendt gældende personnummer', {
  description: 'Et ændret personnummer, hvis gældende nummer mangler eller ikke er leveret',
  rows: () => personerMed(sql`'ukendt nummer'`),
})

/** A parent who has not been delivered counts as not known. Source: 3-layers.md 3.2; domains/borger.md, Herkomst. */
export const ukendtForaelder = finding('ukendt forælder', {
  description: 'En borger, hvis mor eller far ikke er leveret',
  rows: () => sql`
    with parents as (
      select person._kommune, person._kildesystem, person._leverance, person._linje, unnest([MorPersonnummer, FarPersonnummer]) as parent
      from ${BorgerPerson} as person
      where Status not in ('30', '50', '60')
    )
    select distinct _kommune, _kildesystem, _leverance, _linje
    from parents
    anti join ${BorgerPerson} as person on person.Personnummer = parents.parent
    where parents.parent is not null`,
})

/** The residence that began last counts. Source: 3-layers.md 3.2 (overlap); domains/borger.md, FactBorger. */
export const overlappendeBopael = finding('overlappende bopæl', {
  description: 'En bopæl, der ikke er ophørt, da en senere begyndte; den senere tæller',
  rows: () => sql`
    with in_order as (
      select
        _kommune,
        _kildesystem,
        _leverance,
        _linje,
        coalesce(TilDato, _sidst + 1) as til,
        lead(FraDato) over (partition by Personnummer, _kildesystem order by FraDato) as next_fra
      from ${BorgerAdresse} as adresse
    )
    select _kommune, _kildesystem, _leverance, _linje
    from in_order
    where next_fra is not null and coalesce(til > next_fra, true)`,
})

/**
 * What was open and its source no longer holds is good for no longer than `_sidst`: residences, kommuner that pay or act,
 * and persons who live here. Source: 3-layers.md 3.2.
 */
export const forsvundet = finding('forsvundet', {
  description:
    'En åben bopæl, betalings- eller handlekommune, eller en person i landet, som kildesystemet ikke længere leverer',
  rows: () => sql`
    select _kommune, _kildesystem, _leverance, _linje
    from ${BorgerAdresse} as adresse
    where _sidst is not null and TilDato is null
    union all
    select _kommune, _kildesystem, _leverance, _linje
    from ${BorgerTilknytning} as tilknytning
    where _sidst is not null and TilDato is null
    union all
    select _kommune, _kildesystem, _leverance, _linje
    from ${BorgerPerson} as person
    where _sidst is not null and Status in ('01', '03')`,
})
