import { sql, text } from '@flis/core'
import { FactKYSager } from '../../src/ky/index.js'
import type { KyWarehouse } from './warehouse.js'

/**
 * Rows of FactKYSager of a case as the examples write them: DimTid (tilstand; sagsbehandlingstid; varighed; flags), with
 * o = oprettet, s = sagsbehandling afsluttet, a = afsluttet.
 */
export const sagerRows = async (warehouse: KyWarehouse, sag: string): Promise<readonly string[]> => {
  const rows = await warehouse.rows(sql`
    select
      DimTid,
      Sagstilstand,
      Sagsbehandlingstid,
      SagVarighed,
      concat(
        case when DimJaNejOprettet = 1 then 'o' end,
        case when DimJaNejSagsbehandlingAfsluttet = 1 then 's' end,
        case when DimJaNejAfsluttet = 1 then 'a' end
      ) as flags
    from ${FactKYSager}
    where SagId = ${text(sag)}
    order by DimTid`)
  return rows.map(
    (row) =>
      `${row.DimTid} (${row.Sagstilstand}; ${row.Sagsbehandlingstid}; ${row.SagVarighed}; ${row.flags})`,
  )
}
