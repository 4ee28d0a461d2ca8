import { FactPlanlagtIndsats, fsiii } from '@flis/domains/fsiii'
import { testWarehouse } from '@flis/pipelines'
import { expect, it } from 'vitest'

const SYSTEM = 'urn:oid:1.2.208.176.2.21'
const codes = {
  resourceType: 'CodeSystem',
  url: SYSTEM,
  version: '1',
  concept: [{ code: 'H', display: 'Servicelov', concept: [{ code: 'H1.1', display: 'Personlig hygiejne' }] }],
}
const careplan = (id: string, code: string) => ({
  resource: {
    resourceType: 'CarePlan',
    id,
    status: 'active',
    intent: 'plan',
    subject: { reference: 'Patient/p1' },
    period: { start: '2022-09-10' },
    activity: [{ detail: { code: { coding: [{ system: SYSTEM, code }] }, reasonReference: [] } }],
  },
})
const bundle = (...entries: readonly unknown[]) => ({
  resourceType: 'Bundle',
  id: 'b1',
  type: 'collection',
  timestamp: '2022-10-05T08:00:00Z',
  entry: [
    {
      resource: {
        resourceType: 'Patient',
        id: 'p1',
        identifier: [{ system: 'urn:oid:1.2.208.176.1.2', value: '0101410001' }],
        managingOrganization: { identifier: { system: 'urn:oid:1.2.208.176.1.1', value: '123456789012345' } },
      },
    },
    ...entries,
  ],
})

it('of two resources on one line the bad one is quarantined, the good one loads, and a new code takes the bad one in', async () => {
  const w = await testWarehouse({ areas: [fsiii], now: '2022-11-02' })
  try {
    await w.deliverFile('FSIIIKoder_0000_2022-08_001_F.json', JSON.stringify(codes), 'KOMBIT')
    await w.deliverFile(
      'FSIII_0751_2022-10-05_001_D.ndjson',
      `${JSON.stringify(bundle(careplan('good', 'H1.1'), careplan('bad', 'H9.9')))}\n`,
      'Trifork',
    )
    await w.monthRun('2022-10')
    const ids = async () => [...new Set((await w.rows(FactPlanlagtIndsats)).map((row) => row.IndsatsId))]
    expect(await ids()).toEqual(['good'])
    const counts = `select rows_in, accepted, quarantined, duplicates, state from ops.deliveries where kilde = 'FSIII'`
    expect(await w.query(counts)).toEqual([
      { rows_in: 2n, accepted: 1n, quarantined: 1n, duplicates: 0n, state: 'loaded' },
    ])
    const more = {
      ...codes,
      version: '2',
      concept: [...codes.concept, { code: 'H9.9', display: 'Ny indsats' }],
    }
    await w.deliverFile('FSIIIKoder_0000_2022-09_001_F.json', JSON.stringify(more), 'KOMBIT')
    const plan = await w.plan('2022-10')
    expect(plan.steps.map((step) => step.id)).toContain('load FSIII 0751')
    await w.monthRun('2022-10')
    expect((await ids()).sort()).toEqual(['bad', 'good'])
    expect(await w.query(counts)).toEqual([
      { rows_in: 2n, accepted: 2n, quarantined: 0n, duplicates: 0n, state: 'loaded' },
    ])
    expect(await w.query('select state, codes::varchar as codes from ops.quarantine')).toEqual([
      { state: 'reloaded', codes: '[R204]' },
    ])
  } finally {
    await w.close()
  }
})
