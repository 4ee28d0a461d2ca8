import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testWarehouse } from '@flis/pipelines'
import { BSSag, boligstøtte, FactBoligstøtte } from './boligstoette.js'

test('a running case has a row in each month that it touches', async () => {
  const w = await testWarehouse({ areas: [boligstøtte], now: '2022-11-02' })
  await w.deliver(BSSag, 'BS 0751 2022-10', [
    { SagId: 'a', Personnummer: '0101410001', StartDato: '2022-09-10', SlutDato: null, Beloeb: '1200.00' },
  ])
  await w.monthRun('2022-10')
  assert.deepEqual(await w.rows(FactBoligstøtte), [
    { DimTid: 20220930, DimKommune: 751, SagId: 'a', Beløb: '1200.00' },
    { DimTid: 20221031, DimKommune: 751, SagId: 'a', Beløb: '1200.00' },
  ])
  await w.close()
})
