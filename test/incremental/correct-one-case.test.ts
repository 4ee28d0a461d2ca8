import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stepsOf } from '@flis/core'
import type { Catalogue } from '@flis/dm'
import { DimKYSagOversigt, FactKYYdelser, ky } from '@flis/domains/ky'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const sag = (SagId: string, OprettetDato: string) => ({
  SagId,
  KleNummer: '32.03.04',
  YdelsesmodtagerCpr: '0101410001',
  BevillingsmodtagerCpr: null,
  SagsbehandlerId: null,
  OrganisationId: null,
  OprettetDato,
})
const tilstand = (SagId: string, Sekvens: number, Tilstand: string, FraDato: string) => ({
  SagId,
  Sekvens,
  Tilstand,
  FraDato,
})
const ydelse = (YdelseId: string, SagId: string, StartDato: string, SlutDato: string | null = null) => ({
  YdelseId,
  SagId,
  Ydelsesart: 'Kontanthjælp',
  Ydelsestype: 'Løbende',
  StartDato,
  SlutDato,
})

/** Forty cases of a kommune, each with a ydelse; `corrected` moves one old Bevilget. */
const delivery = (corrected?: string) => {
  const ids = Array.from({ length: 40 }, (_, index) => `s${String(index).padStart(2, '0')}`)
  return {
    KYSag: ids.map((id) => sag(id, '2021-11-05')),
    KYSagTilstand: ids.map((id) =>
      tilstand(id, 1, 'Bevilget', id === corrected ? '2021-12-20' : '2021-11-20'),
    ),
    KYYdelse: ids.map((id) => ydelse(`y-${id}`, id, '2021-12-01')),
  }
}

const published = async (root: string): Promise<Catalogue> => {
  const { version } = JSON.parse(await readFile(join(root, 'published', 'current.json'), 'utf8')) as {
    version: number
  }
  return JSON.parse(
    await readFile(join(root, 'published', String(version), 'catalogue.json'), 'utf8'),
  ) as Catalogue
}

const hashes = (catalogue: Catalogue): ReadonlyMap<string, readonly string[]> =>
  new Map(
    catalogue.tables.map((table) => [
      table.name,
      table.layers.flatMap((layer) => layer.rows).map((file) => file.sha256),
    ]),
  )

describe('one corrected old case', () => {
  let w: TestWarehouse
  let before: Catalogue
  beforeAll(async () => {
    w = await testWarehouse({ areas: [ky], now: '2022-11-02' })
    for (const kommune of ['0751', '0461']) await w.deliverAll(`KY ${kommune} 2022-10`, delivery())
    await w.monthRun('2022-10')
    before = await published(w.root)
    await w.deliverAll('KY 0751 2022-10', delivery('s07'))
  })
  afterAll(() => w.close())

  it('is planned for its kommune, and for the small tables of the country that read the same contracts', async () => {
    const plan = await w.plan('2022-10')
    const small = ['KYSagsbehandler', 'KYOrganisation', 'Ydelsesart', 'Ydelsestype', 'Afgørelsestype']
    const byCase = ['DimKYSagOversigt', 'DimKYOpgaveOversigt', 'FactKYSager', 'FactKYOpgaver']
    expect(
      stepsOf(plan, 'build')
        .map((step) => `${step.model} ${step.kommune} ${step.why}`)
        .sort(),
    ).toEqual(
      [
        ...small.map((each) => `Dim${each} 0000 changed input`),
        ...[...byCase, 'FactKYYdelser', 'FactKYAfgørelser'].map((each) => `${each} 0751 changed input`),
      ].sort(),
    )
    expect(stepsOf(plan, 'package').map((step) => step.id)).toEqual(['package KY 0751'])
  })

  it('leaves every other published part as it was, byte for byte', async () => {
    const report = await w.monthRun('2022-10')
    const after = await published(w.root)
    for (const [table, files] of hashes(before))
      expect(hashes(after).get(table)?.slice(0, files.length), table).toEqual(files)
    const added = [...hashes(after)]
      .filter(([table, files]) => files.length > (hashes(before).get(table)?.length ?? 0))
      .map(([table]) => table)
    expect(added.sort()).toEqual(['DimKYSagOversigt', 'FactKYSager', 'FactKYYdelser'])
    const rows = after.tables
      .find((table) => table.name === 'FactKYYdelser')
      ?.layers.at(-1)
      ?.rows.reduce((sum, file) => sum + file.rows, 0)
    expect(rows).toBe(11)
    expect([...report.outcomes].filter(([step]) => step.startsWith('package')).map(([step]) => step)).toEqual(
      ['package KY 0751'],
    )
  })

  it('gives the tables that a build of everything gives', async () => {
    const whole = await testWarehouse({ areas: [ky], now: '2022-11-02' })
    try {
      await whole.deliverAll('KY 0461 2022-10', delivery())
      await whole.deliverAll('KY 0751 2022-10', delivery())
      await whole.deliverAll('KY 0751 2022-10', delivery('s07'))
      await whole.monthRun('2022-10')
      const keyless = (rows: readonly Readonly<Record<string, unknown>>[]) =>
        rows
          .map((row) =>
            JSON.stringify(
              Object.fromEntries(
                Object.entries(row).filter(([name]) => !/^Dim(KYSagOversigt|Ydelses)/.test(name)),
              ),
              (_, value) => (typeof value === 'bigint' ? String(value) : value),
            ),
          )
          .sort()
      for (const model of [FactKYYdelser, DimKYSagOversigt])
        expect(keyless(await w.rows(model))).toEqual(keyless(await whole.rows(model)))
    } finally {
      await whole.close()
    }
  })

  it('is followed by a plan without steps', async () => {
    expect((await w.plan('2022-10')).steps).toEqual([])
    expect((await w.monthRun('2022-10')).run).toBeNull()
  })
})
