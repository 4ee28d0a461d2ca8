import { month, sql, text } from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { bevilgetPeriode, bevilgetPeriodeExamples } from '../../src/ky/bevilget-periode.js'
import { sagerInden, tilstandeInden } from '../../src/ky/sagstilstand.js'
import { insertSager, type KyWarehouse, kyWarehouse } from './warehouse.js'

const RUN = month('2022-06')

describe('bevilget periode', () => {
  let warehouse: KyWarehouse

  beforeAll(async () => {
    warehouse = await kyWarehouse()
    await insertSager(warehouse, bevilgetPeriodeExamples)
  })

  it.each(bevilgetPeriodeExamples)('$name', async ({ name, perioder }) => {
    const rows = await warehouse.rows(sql`
      select fra, til
      from ${bevilgetPeriode(sagerInden(RUN), tilstandeInden(RUN))} as period
      where SagId = ${text(name)}
      order by fra`)
    expect(rows.map(({ fra, til }) => [fra, til])).toEqual(perioder)
  })

  it('has the days of the earlier ones', async () => {
    const rows = await warehouse.rows(sql`
      select fra, days_before, several
      from ${bevilgetPeriode(sagerInden(RUN), tilstandeInden(RUN))} as period
      where SagId = 'closed and reopened: from the day it is reopened, in whatever open state'
      order by fra`)
    expect(rows.map((row) => Object.values(row).join(' '))).toEqual([
      '2022-02-01 0 true',
      '2022-06-05 38 true',
    ])
  })
})
