import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addMonths, contract, dataomraade, fact, field, type Month, month, sql } from '@flis/core'
import { type Catalogue, DimKommune, DimTid, openPublished, rollout } from '@flis/dm'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const Sag = contract('Sag', {
  kilde: 'T',
  mode: 'full',
  unit: ['Gruppe'],
  fields: {
    Id: field.key.text(),
    Gruppe: field.text(),
    Fra: field.date(),
    Til: field.date().optional(),
  },
})
const FactSag = fact('FactSag', {
  grain: ['DimTid', 'DimKommune', 'Id'],
  exported: true,
  recompute: { by: 'unit' },
  columns: { DimTid: DimTid.key, DimKommune: DimKommune.key, Id: 'VARCHAR', Gruppe: 'VARCHAR' },
  sql: ({ month: until, from }) => sql`
    select ${DimTid.of('m.last_day')} as DimTid, ${DimKommune.of('s._kommune')} as DimKommune, s.Id, s.Gruppe,
      s._unit, s._kommune
    from ${rollout(Sag, { start: 'Fra', end: 'Til', until, from })}`,
})
const area = dataomraade('T', { contracts: [Sag], models: [FactSag] })

const row = (Id: string, Gruppe: string, Fra: string, Til: string | null = null) => ({ Id, Gruppe, Fra, Til })
const first = [
  row('a', 'g1', '2021-01-10'),
  row('b', 'g2', '2021-02-10', '2021-04-01'),
  row('c', 'g3', '2021-03-01'),
]

const layersOf = async (w: TestWarehouse): Promise<number> => {
  const { version } = JSON.parse(await readFile(join(w.root, 'published', 'current.json'), 'utf8')) as {
    version: number
  }
  const catalogue = JSON.parse(
    await readFile(join(w.root, 'published', String(version), 'catalogue.json'), 'utf8'),
  ) as Catalogue
  return catalogue.tables.find((table) => table.name === 'FactSag')?.layers.length ?? 0
}

describe('a table by unit over two years of month-runs', () => {
  let w: TestWarehouse
  let most = 0
  const last: Month = month('2022-12')
  beforeAll(async () => {
    w = await testWarehouse({ areas: [area], now: '2023-01-02' })
    for (let now = month('2021-04'); now <= last; now = addMonths(now, 1)) {
      if (now === '2021-04') await w.deliver(Sag, 'T 0751 2021-04', first)
      // A row moves to another group; another kommune comes; a row is corrected.
      if (now === '2021-09')
        await w.deliver(Sag, 'T 0751 2021-09', [row('a', 'g2', '2021-01-10'), ...first.slice(1)])
      if (now === '2022-02') await w.deliver(Sag, 'T 0461 2022-02', first)
      if (now === '2022-07')
        await w.deliver(Sag, 'T 0751 2022-07', [row('a', 'g2', '2021-02-10'), ...first.slice(1)])
      await w.monthRun(now)
      most = Math.max(most, await layersOf(w))
    }
  }, 240_000)
  afterAll(() => w.close())

  it('is what one run over the same deliveries gives', async () => {
    const whole = await testWarehouse({ areas: [area], now: '2023-01-02' })
    try {
      await whole.deliver(Sag, 'T 0751 2021-04', first)
      await whole.deliver(Sag, 'T 0461 2022-02', first)
      await whole.deliver(Sag, 'T 0751 2022-07', [row('a', 'g2', '2021-02-10'), ...first.slice(1)])
      await whole.monthRun(last)
      expect(await w.rows(FactSag)).toEqual(await whole.rows(FactSag))
    } finally {
      await whole.close()
    }
  })

  it('grew by layers and was written anew in one piece when they were many', async () => {
    expect(most).toBeGreaterThan(6)
    expect(most).toBeLessThanOrEqual(12)
  })

  it('is read by views.sql as the working file’s view reads it', async () => {
    const shown = await w.query('select * from dm."FactSag" order by all')
    const version = await openPublished(join(w.root, 'published'), { verifyFiles: true })
    try {
      expect(await version.session.rows('select * from "FactSag" order by all')).toEqual(shown)
    } finally {
      version.close()
    }
  })

  it('does not go back to an older month', async () => {
    await w.deliver(Sag, 'T 0461 2022-12', [])
    await expect(w.monthRun('2022-11')).rejects.toMatchObject({ error: { code: 'S005' } })
  })
})
