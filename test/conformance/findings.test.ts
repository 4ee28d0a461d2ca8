import { fsiii } from '@flis/domains/fsiii'
import { ky } from '@flis/domains/ky'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { describe, expect, it } from 'vitest'
import { sag, tilstand, ydelse } from './ky-example-rows.js'

const found = async (w: TestWarehouse) =>
  (
    await w.query(
      `select test, "dataområde", kommune, kildesystem, periode, severity, count, examples::varchar as examples
       from ops.quality
       where contract is null
       order by test`,
    )
  ).map((row) => [
    row.test,
    row.kommune,
    row.kildesystem,
    row.periode,
    row.severity,
    Number(row.count),
    row.examples,
  ])

describe('findings of KY', () => {
  it('tell of what a rule lives with, and are counted anew at each run', async () => {
    const w = await testWarehouse({ areas: [ky], now: '2022-11-02' })
    try {
      const rows = {
        KYSag: [sag('2022-01-10'), { ...sag('2022-01-10'), SagId: 'S2' }],
        KYSagTilstand: [
          tilstand(1, 'Bevilget', '2022-01-01'),
          { ...tilstand(1, 'Afsluttet', '2022-02-01'), SagId: 'S2' },
        ],
        KYYdelse: [
          ydelse('2022-02-01', null),
          { ...ydelse('2022-02-01', '2022-03-01'), YdelseId: 'Y2', SagId: 'S9' },
        ],
      }
      await w.deliverAll('KY 0751 2022-08', rows)
      await w.monthRun('2022-08')
      const told = 'NC:KY_0751_2022-08_001_F.zip'
      expect(await found(w)).toEqual([
        ['lukket uden afgørelse', '0751', 'NC', '2022-08', 'opmærksomhed', 1, `['(${told}, 3)']`],
        ['tilstand før oprettelse', '0751', 'NC', '2022-08', 'opmærksomhed', 1, `['(${told}, 2)']`],
        // KLE has not been delivered: it knows no number
        ['ukendt KLE-nummer', '0751', 'NC', '2022-08', 'opmærksomhed', 2, `['(${told}, 2)', '(${told}, 3)']`],
        ['ukendt sag', '0751', 'NC', '2022-08', 'opmærksomhed', 1, `['(${told}, 3)']`],
      ])
      // The open ydelse is gone, the unknown case has come.
      await w.deliverAll('KY 0751 2022-09', {
        ...rows,
        KYSag: [...rows.KYSag, { ...sag('2022-01-10'), SagId: 'S9' }],
        KYYdelse: rows.KYYdelse.slice(1),
      })
      await w.monthRun('2022-09')
      expect((await found(w)).filter((row) => row[3] === '2022-09').map((row) => row[0])).toEqual([
        'forsvundet',
        'lukket uden afgørelse',
        'tilstand før oprettelse',
        'ukendt KLE-nummer',
      ])
    } finally {
      await w.close()
    }
  })
})

describe('findings of FSIII', () => {
  it('tell of a planned end that has passed, and of data before 2022', async () => {
    const w = await testWarehouse({ areas: [fsiii], now: '2022-11-02' })
    const system = 'urn:oid:1.2.208.176.2.21'
    const plan = (id: string, start: string, end?: string) => ({
      resource: {
        resourceType: 'CarePlan',
        id,
        status: 'active',
        period: { start, ...(end === undefined ? {} : { end }) },
        activity: [{ detail: { code: { coding: [{ system, code: 'H1.1' }] } } }],
      },
    })
    const patient = {
      resource: {
        resourceType: 'Patient',
        id: 'p',
        identifier: [{ system: 'urn:oid:1.2.208.176.1.2', value: '0101410001' }],
        managingOrganization: { identifier: { value: '123456789012345' } },
      },
    }
    try {
      await w.deliverFile(
        'FSIIIKoder_0000_2022-01_001_F.json',
        JSON.stringify({
          resourceType: 'CodeSystem',
          url: system,
          version: '1',
          concept: [{ code: 'H', display: 'Servicelov', concept: [{ code: 'H1.1', display: 'Hygiejne' }] }],
        }),
        'KOMBIT',
      )
      await w.deliverFile(
        'FSIII_0751_2022-06-05_001_D.json',
        JSON.stringify({
          resourceType: 'Bundle',
          type: 'collection',
          timestamp: '2022-06-05T08:00:00Z',
          entry: [
            patient,
            plan('a', '2022-05-01', '2022-05-20'),
            plan('b', '2021-12-31'),
            plan('c', '2022-05-01'),
          ],
        }),
        'Trifork',
      )
      await w.monthRun('2022-06')
      expect((await found(w)).map((row) => [row[0], row[1], row[5]])).toEqual([
        ['data før 2022', '0751', 1],
        ['planlagt slut passeret', '0751', 1],
        ['ukendt fødselsdato', '0751', 3],
      ])
    } finally {
      await w.close()
    }
  })
})
