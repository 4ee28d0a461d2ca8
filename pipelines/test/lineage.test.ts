import { join } from 'node:path'
import { warehousePaths } from '@flis/core'
import { AulaRegistrering } from '@flis/domains/dagtilbud'
import { fsiii } from '@flis/domains/fsiii'
import { ky } from '@flis/domains/ky'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Lineage, lineage } from '../src/lineage/lineage.js'
import { csvOf, putDelivery, zipOf } from '../src/testing/delivery-file.js'
import { flis, jsonOf, warehouseWithSample } from './flis.js'

type Row = Readonly<Record<string, unknown>>

describe('lineage', () => {
  let root = ''
  let ydelse = ''
  let indsats = ''
  const of = (...argv: readonly string[]) => flis(['-C', root, 'lineage', ...argv])
  const first = async (table: string, column: string): Promise<string> =>
    String(
      jsonOf<readonly Row[]>(await flis(['-C', root, 'table', table, '--json', '--limit', '1']))[0]?.[column],
    )

  beforeAll(async () => {
    root = await warehouseWithSample(0)
    const event = (RegistreringId: string, Status: number, Tidspunkt: string) => ({
      RegistreringId,
      BarnUuid: 'u1',
      InstitutionSTIL: '123456',
      Status,
      Tidspunkt,
    })
    const events = [
      event('comes', 3, '2022-10-03T22:00:00+02:00'),
      event('goes', 8, '2022-10-04T06:00:00+02:00'),
      event('another day', 3, '2022-10-06T08:00:00+02:00'),
    ]
    await putDelivery(
      join(root, 'inbox'),
      'Aula_0751_2022-10_001_D.zip',
      await zipOf({ 'AulaRegistrering.csv': csvOf(AulaRegistrering, events) }),
      'Aula',
    )
    await flis(['-C', root, 'month-run', '2022-10'])
    ydelse = await first('FactKYYdelser', 'YdelseId')
    indsats = await first('FactPlanlagtIndsats', 'IndsatsId')
  })

  it('follows a fact row to its ydelse, case and states, and these to file and line', async () => {
    const found = await lineage(warehousePaths(root), [ky, fsiii], 'FactKYYdelser', { YdelseId: ydelse })
    expect(found.found).toBeGreaterThan(0)
    const source = found.sources.find((each) => each.contract === 'KYYdelse')
    expect(source?.rows).toHaveLength(1)
    const row = source?.rows[0]
    expect(row?.values.YdelseId).toBe(ydelse)
    expect(row?.delivery).toMatch(/^NC:KY_0751_2022-\d\d_001_F\.zip$/)
    expect(row?.received?.file).toBe('KYYdelse.csv')
    expect(row?.received?.values?.YdelseId).toBe(ydelse)
    const sag = found.sources.find((each) => each.contract === 'KYSag')
    expect(sag?.rows[0]?.values.SagId).toBe(row?.values.SagId)
    expect(sag?.rows[0]?.received?.file).toBe('KYSag.csv')
  })

  it('shows what was received, CPR masked', async () => {
    const { exit, out } = await of('FactKYYdelser', '--key', `YdelseId=${ydelse}`)
    expect(exit).toBe(0)
    expect(out).toContain('YdelsesmodtagerCpr=******-****')
    expect(out).toContain('KYSag.csv line ')
    const told = out.slice(out.indexOf('KYSagTilstand\n'))
    expect(told).not.toMatch(/(?<!\d)\d{6}-?\d{4}(?!\d)/)
  })

  it('finds the resource in a line of FHIR that holds several', async () => {
    const found = jsonOf<Lineage>(await of('FactPlanlagtIndsats', '--key', `IndsatsId=${indsats}`, '--json'))
    const rows = found.sources.find((each) => each.contract === 'FSIIIPlanlagtIndsats')?.rows ?? []
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) {
      expect(row.received?.values?.Id).toBe(row.values.Id)
      expect(row.values.Personnummer).toBe('******-****')
    }
  })

  it('of a morning that began the day before finds the event of that date', async () => {
    const found = jsonOf<Lineage>(await of('FactDagtilbudKommeGå', '--key', 'DimTid=20221004', '--json'))
    expect(found.found).toBe(1)
    const rows = found.sources.find((each) => each.contract === 'AulaRegistrering')?.rows ?? []
    expect(rows.map((row) => row.received?.values?.RegistreringId)).toEqual(['comes', 'goes'])
  })

  it('of a small table names what it is made from', async () => {
    const found = jsonOf<Lineage>(await of('DimYdelsesart', '--key', 'DimYdelsesartID=-1', '--json'))
    expect(found.whole).toBe(true)
    expect(found.sources.map((each) => each.contract)).toEqual(['KYYdelse'])
  })

  it.each([
    { argv: ['FactKYYdelse', '--key', 'YdelseId=x'], exit: 2, error: 'FLIS-U002' },
    { argv: ['FactKYYdelser', '--key', 'YdelsesId=x'], exit: 2, error: 'FLIS-U003' },
    { argv: ['FactKYYdelser', '--key', 'YdelseId=x'], exit: 1, error: 'FLIS-U004' },
    { argv: ['FactKYYdelser', '--key', `YdelseId=x' or 1=1 --`], exit: 1, error: 'FLIS-U004' },
  ])('$argv: $error', async ({ argv, exit, error }) => {
    const ended = await of(...argv)
    expect(ended.exit).toBe(exit)
    expect(ended.err).toContain(error)
  })
})
