import { month, sql, text } from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { bevilgetPeriode, bevilgetPeriodeExamples } from '../../src/ky/bevilget-periode.js'
import { sagstilstand } from '../../src/ky/sagstilstand.js'
import { insertSager, type KyWarehouse, kyWarehouse } from './warehouse.js'

describe('bevilget periode', () => {
  let warehouse: KyWarehouse

  beforeAll(async () => {
    warehouse = await kyWarehouse()
    await insertSager(warehouse, bevilgetPeriodeExamples)
  })

  it.each(bevilgetPeriodeExamples)('$name', async ({ name, perioder }) => {
    const rows = await warehouse.rows(sql`
      select period.fra, period.til
      from (
        select unnest(perioder) as period
        from ${bevilgetPeriode(sagstilstand(month('2022-06')))} as granted
        where SagId = ${text(name)}
      )
      order by period.fra`)
    expect(rows.map(({ fra, til }) => [fra, til])).toEqual(perioder)
  })
})
