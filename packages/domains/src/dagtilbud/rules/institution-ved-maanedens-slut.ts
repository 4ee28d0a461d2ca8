import { type DimensionModel, raw, type Sql, sql } from '@flis/core'

/**
 * Institution ved månedens slutning: the version of an institution that is valid on a month's last day, else the earliest;
 * −1 for a number that nobody has delivered. Numbers are never reused.
 *
 * Gives the joins, and the key.
 *
 * Source: specification Dagtilbud, "a fact points to the version valid at its month end, else the earliest".
 *
 * @param nr expression of the institution's number
 * @param lastDay expression of a DATE
 * @example
 * const institution = institutionVedMaanedensSlut(DimInstitution, 's.InstitutionsNr', 'm.last_day')
 * sql`select ${institution.noegle} as DimInstitution from … ${institution.join}`
 */
export const institutionVedMaanedensSlut = (
  dimInstitution: DimensionModel,
  nr: string,
  lastDay: string,
): { readonly join: Sql; readonly noegle: Sql } => ({
  join: sql`
      left join ${dimInstitution} as gyldig_institution
        on gyldig_institution.InstitutionsNr = ${raw(nr)}
        and gyldig_institution.GyldigFra <= ${raw(lastDay)}
        and coalesce(gyldig_institution.GyldigTil, date '9999-12-31') >= ${raw(lastDay)}
      left join (
        select InstitutionsNr, arg_min(DimInstitutionID, GyldigFra) as DimInstitutionID
        from ${dimInstitution} as versioner
        where DimInstitutionID <> -1
        group by InstitutionsNr
      ) as tidligste_institution on tidligste_institution.InstitutionsNr = ${raw(nr)}`,
  noegle: sql`coalesce(gyldig_institution.DimInstitutionID, tidligste_institution.DimInstitutionID, -1)`,
})

/** Versions (first and last day), month end → which of them. */
export const institutionVedMaanedensSlutExamples = [
  { versioner: ['2022-01-01 –'], på: '2022-03-31', valgt: '2022-01-01' },
  { versioner: ['2022-01-01 2022-03-30', '2022-03-31 –'], på: '2022-03-31', valgt: '2022-03-31' },
  { versioner: ['2022-01-01 2022-03-31', '2022-04-01 –'], på: '2022-03-31', valgt: '2022-01-01' },
  { versioner: ['2022-05-01 –'], på: '2022-03-31', valgt: '2022-05-01' },
  { versioner: ['2022-01-01 2022-01-31', '2022-02-01 2022-02-28'], på: '2022-03-31', valgt: '2022-01-01' },
  { versioner: ['2022-01-01 2022-02-28', '2022-06-01 –'], på: '2022-03-31', valgt: '2022-01-01' },
  { versioner: [], på: '2022-03-31', valgt: null },
] as const
