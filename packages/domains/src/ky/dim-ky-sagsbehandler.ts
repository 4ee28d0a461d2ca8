import { column, dimension, raw, type Sql, sql } from '@flis/core'
import { KYOpgave } from './contracts/ky-opgave.js'
import { KYSag } from './contracts/ky-sag.js'

/** The caseworkers that cases and tasks name. Source: specification domains/ky.md, Dimensions. */
export const DimKYSagsbehandler = dimension('DimKYSagsbehandler', {
  natural: ['_kommune', '_kildesystem', 'SagsbehandlerId'],
  flisName: 'DimSagsbehandler',
  columns: {
    SagsbehandlerId: column(
      'VARCHAR',
      'Sagsbehandlerens id i ydelsessystemet; entydigt inden for kommune og kildesystem.',
    ),
  },
  description: 'Sagsbehandlere i Kommunernes Ydelsessystem',
  sql: () => sql`
    select _kommune, _kildesystem, SagsbehandlerId
    from ${KYSag} as sag
    where SagsbehandlerId <> ''
    union
    select _kommune, _kildesystem, SagsbehandlerId
    from ${KYOpgave} as opgave
    where SagsbehandlerId <> ''`,
})

/**
 * The join by which a row of a kommune and kildesystem finds its SagsbehandlerId.
 *
 * @example sql`select coalesce(sagsbehandler.DimKYSagsbehandlerID, -1) from ${KYSag} as sag ${sagsbehandlerAf('sag')}`
 */
export const sagsbehandlerAf = (row: string): Sql => sql`
  left join ${DimKYSagsbehandler} as sagsbehandler
    on sagsbehandler._kommune = ${raw(row)}._kommune
    and sagsbehandler._kildesystem = ${raw(row)}._kildesystem
    and sagsbehandler.SagsbehandlerId = ${raw(row)}.SagsbehandlerId`
