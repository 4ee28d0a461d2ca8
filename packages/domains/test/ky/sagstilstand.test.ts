import { month, sql, text } from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { DimKYSagOversigt } from '../../src/ky/index.js'
import { sagstilstandExamples } from '../../src/ky/sagstilstand.js'
import { insertSager, type KyWarehouse, kyWarehouse } from './warehouse.js'

describe('sagstilstand', () => {
  let warehouse: KyWarehouse

  beforeAll(async () => {
    warehouse = await kyWarehouse()
    await insertSager(warehouse, sagstilstandExamples)
    await warehouse.build(DimKYSagOversigt, { month: month('2022-06') })
  })

  it.each(sagstilstandExamples)('$name', async ({ name, intervaller }) => {
    const rows = await warehouse.rows(sql`
      select Sagstilstand, FraDato, TilDato, ErAktuel
      from ${DimKYSagOversigt}
      where SagId = ${text(name)}
      order by FraDato`)
    expect(rows).toEqual(
      intervaller.map(([Sagstilstand, FraDato], index) => ({
        Sagstilstand,
        FraDato,
        TilDato: intervaller[index + 1]?.[1] ?? '9999-12-31',
        ErAktuel: index + 1 === intervaller.length ? '1' : '0',
      })),
    )
  })
})
