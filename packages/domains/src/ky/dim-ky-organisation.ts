import { column, dimension, raw, type Sql, sql } from '@flis/core'
import { KYOpgave } from './contracts/ky-opgave.js'
import { KYSag } from './contracts/ky-sag.js'

/** The units of the kommuner that cases and tasks name. Source: specification domains/ky.md, Dimensions. */
export const DimKYOrganisation = dimension('DimKYOrganisation', {
  natural: ['_kommune', '_kildesystem', 'OrganisationId'],
  flisName: 'DimOrganisation',
  columns: {
    OrganisationId: column(
      'VARCHAR',
      'Den behandlende enheds id i ydelsessystemet; entydigt inden for kommune og kildesystem.',
    ),
  },
  description: 'Behandlende enheder i Kommunernes Ydelsessystem',
  sql: () => sql`
    select _kommune, _kildesystem, OrganisationId
    from ${KYSag} as sag
    where OrganisationId <> ''
    union
    select _kommune, _kildesystem, OrganisationId
    from ${KYOpgave} as opgave
    where OrganisationId <> ''`,
})

/**
 * The join by which a row of a kommune and kildesystem finds its OrganisationId.
 *
 * @example sql`select coalesce(organisation.DimKYOrganisationID, -1) from ${KYSag} as sag ${organisationAf('sag')}`
 */
export const organisationAf = (row: string): Sql => sql`
  left join ${DimKYOrganisation} as organisation
    on organisation._kommune = ${raw(row)}._kommune
    and organisation._kildesystem = ${raw(row)}._kildesystem
    and organisation.OrganisationId = ${raw(row)}.OrganisationId`
