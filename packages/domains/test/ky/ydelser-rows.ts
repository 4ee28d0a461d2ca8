import { sql, text } from '@flis/core'
import { FactKYYdelser } from '../../src/ky/index.js'
import type { KyWarehouse, SourceRow } from './warehouse.js'

export const ydelse = (id: string, sag: string, start: string, slut: string | null): SourceRow => ({
  YdelseId: id,
  SagId: sag,
  Ydelsesart: 'Kontanthjælp',
  Ydelsestype: 'Løbende',
  StartDato: start,
  SlutDato: slut,
})

/** Rows of FactKYYdelser of a ydelse as the examples write them: DimTid: days/days in month = fuldtidsperson; varighed. */
export const ydelserRows = async (warehouse: KyWarehouse, id: string): Promise<readonly string[]> => {
  const rows = await warehouse.rows(sql`
    select DimTid, DageMedYdelse, "DageIMåned", Fuldtidsperson, Ydelsesvarighed
    from ${FactKYYdelser}
    where YdelseId = ${text(id)}
    order by DimTid`)
  return rows.map(
    (row) =>
      `${row.DimTid}: ${row.DageMedYdelse}/${row.DageIMåned} = ${row.Fuldtidsperson}; ${row.Ydelsesvarighed}`,
  )
}
