import {
  AulaBarn,
  AulaRegistrering,
  DagtilbudIndskrivning,
  dagtilbud,
  FactDagtilbud,
  FactDagtilbudKommeGå,
} from '@flis/domains/dagtilbud'
import { ky } from '@flis/domains/ky'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestWarehouse, testWarehouse } from '../src/index.js'

const ANNA = '00000000-0000-4000-8000-000000000001'
const BO = '00000000-0000-4000-8000-000000000002'

/** A child's day: it comes, and goes. */
const aDay = (barn: string, dato: string, offset = '+01:00') =>
  [
    { tid: '07:30', Status: '3' },
    { tid: '15:45', Status: '8' },
  ].map(({ tid, Status }) => ({
    RegistreringId: `${barn.slice(-1)}-${dato}-${tid}`,
    BarnUuid: barn,
    InstitutionSTIL: '280001',
    Status,
    Tidspunkt: `${dato}T${tid}:00${offset}`,
  }))

describe('a day-run', () => {
  let lager: TestWarehouse
  const datoer = async (): Promise<readonly unknown[]> =>
    (await lager.rows(FactDagtilbudKommeGå)).map(
      ({ DimTid, BarnUUID }) => `${String(DimTid)} ${String(BarnUUID).slice(-1)}`,
    )

  beforeAll(async () => {
    lager = await testWarehouse({ areas: [dagtilbud, ky], now: '2026-11-04' })
    await lager.deliver(DagtilbudIndskrivning, 'FLISDagtilbud 0751 2026-10', [
      {
        IndskrivningId: 'a',
        Personnummer: '0101201234',
        InstitutionsNr: '280001',
        Pasningstilbud: 'Børnehave',
        StartDato: '2026-01-01',
        SlutDato: null,
        Timer: '37,00',
      },
    ])
    await lager.deliverAll('Aula 0751 2026-10-30', {
      [AulaRegistrering.name]: [
        ...aDay(ANNA, '2026-10-29'),
        ...aDay(ANNA, '2026-10-30'),
        ...aDay(BO, '2026-10-30'),
      ],
      [AulaBarn.name]: [{ BarnUuid: ANNA, Personnummer: '0101201234' }],
    })
    await lager.monthRun('2026-10')
  })
  afterAll(() => lager.close())

  test('shows the days of a month that has not ended', async () => {
    await lager.deliverAll('Aula 0751 2026-11-03', { [AulaRegistrering.name]: aDay(ANNA, '2026-11-03') })
    const report = await lager.dayRun()
    expect(report.month).toBe('2026-11')
    expect(await datoer()).toEqual(['20261029 1', '20261030 1', '20261030 2', '20261103 1'])
  })

  test('recomputes the child-days around what has come, and says how many', async () => {
    await lager.deliverAll('Aula 0751 2026-11-04', {
      [AulaRegistrering.name]: aDay(BO, '2026-10-29'),
    })
    const { recomputed } = await lager.dayRun()
    expect(recomputed).toContainEqual({
      model: 'FactDagtilbudKommeGå',
      units: 3,
      called: { en: 'child-days', da: 'barn-dage' },
    })
    expect(await datoer()).toEqual(['20261029 1', '20261029 2', '20261030 1', '20261030 2', '20261103 1'])
  })

  test('leaves the tables of months to the month-run', async () => {
    expect((await lager.rows(FactDagtilbud)).map(({ DimTid }) => DimTid).at(-1)).toBe(20261031)
  })

  test('changes nothing when nothing has come', async () => {
    expect((await lager.dayRun()).run).toBeNull()
  })

  test('does not shut out a run of the month before, which shows that month’s days', async () => {
    const { version } = await lager.monthRun('2026-10')
    expect(version).not.toBeNull()
    expect(await datoer()).toEqual(['20261029 1', '20261029 2', '20261030 1', '20261030 2'])
  })

  test('brings the newer days back', async () => {
    await lager.dayRun()
    expect(await datoer()).toEqual(['20261029 1', '20261029 2', '20261030 1', '20261030 2', '20261103 1'])
  })

  test('leaves what the month-run makes wholly', async () => {
    await lager.monthRun('2026-11')
    const before = await lager.rows(FactDagtilbudKommeGå)
    const [{ n } = { n: 0n }] = await lager.query(
      `select count(*) as n from (select * from dm."FactDagtilbudKommeGå" group by all having count(*) > 1)`,
    )
    expect(n).toBe(0n)
    expect(before).toHaveLength(5)
  })
})

describe('a warehouse without areas that tell of days', () => {
  test('has no day-run (U001)', async () => {
    const lager = await testWarehouse({ areas: [ky], now: '2026-11-04' })
    try {
      await expect(async () => lager.dayRun()).rejects.toMatchObject({ error: { code: 'U001' } })
    } finally {
      await lager.close()
    }
  })
})
