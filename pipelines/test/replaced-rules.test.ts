import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import {
  contract,
  type Dataomraade,
  dataomraade,
  dimension,
  type FlisError,
  FlisFailure,
  fact,
  field,
  fixedClock,
  month,
  ofRules,
  parseConfig,
  raw,
  sql,
  withRules,
} from '@flis/core'
import { type Manifest, showPackage } from '@flis/delivery'
import { DimKommune, DimTid, rollout } from '@flis/dm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main, planOf } from '../src/run/main.js'
import { monthRun } from '../src/run/month-run.js'
import { type TestWarehouse, testWarehouse } from '../src/testing/test-warehouse.js'

const BSSag = contract('BSSag', {
  kilde: 'BS',
  mode: 'full',
  persons: ['borgere'],
  fields: {
    SagId: field.key.text(),
    Art: field.text(),
    StartDato: field.date(),
    Beloeb: field.decimal(12, 2, { data: 'økonomi' }),
  },
})
const DimArt = dimension('DimArt', {
  natural: ['Art'],
  columns: { Art: 'VARCHAR' },
  sql: () => sql`select distinct Art from ${BSSag} as sager`,
})
const own = { ydelse: (beloeb: string): string => `${beloeb}::decimal(12,2)` }
const factBS = ofRules((rules: typeof own) =>
  fact('FactBS', {
    grain: ['SagId', 'DimTid', 'DimKommune'],
    exported: true,
    rules: ['ydelse'],
    recompute: { by: 'unit' },
    columns: {
      DimTid: DimTid.key,
      DimKommune: DimKommune.key,
      DimArt: DimArt.key,
      SagId: 'VARCHAR',
      Beløb: 'DECIMAL(12,2)',
    },
    sql: ({ month: until, from }) => sql`
      select ${DimTid.of('m.last_day')} as DimTid, ${DimKommune.of('s._kommune')} as DimKommune,
        ${DimArt.of('s.Art')} as DimArt, s.SagId, ${raw(rules.ydelse('s.Beloeb'))} as "Beløb", s._unit, s._kommune
      from ${rollout(BSSag, { start: 'StartDato', end: '_sidst', until, from })}`,
  }),
)
const bs = withRules(own, (rules) =>
  dataomraade('Boligstøtte', { contracts: [BSSag], models: [factBS(rules)] }),
)
const doubled = bs.with({ ydelse: (beloeb) => `(${beloeb} * 2)::decimal(12,2)` })

describe('an area with a replaced rule', () => {
  let w: TestWarehouse
  const config = parseConfig({ areas: ['Boligstøtte'] })
  const options = (areas: readonly Dataomraade[]) => ({
    warehouse: w.root,
    areas,
    config,
    clock: fixedClock('2022-11-02T08:00:00'),
    month: month('2022-10'),
  })
  const run = (area: Dataomraade) => main(monthRun([area]), options([area]))
  const amounts = async () => (await w.rows(factBS(own))).map((row) => row.Beløb)
  const manifest = async (nr: number): Promise<Manifest> => {
    const folder = join(w.root, 'outbox', '0751', 'MAANED')
    const names = (await readdir(folder)).sort()
    return showPackage(join(folder, names[nr - 1] ?? ''))
  }
  const named = async (work: Promise<unknown>): Promise<FlisError> => {
    try {
      await work
    } catch (thrown) {
      if (thrown instanceof FlisFailure) return thrown.error
      throw thrown
    }
    throw new Error('no failure')
  }

  beforeAll(async () => {
    w = await testWarehouse({ areas: [bs], now: '2022-11-02', config })
    await w.deliver(BSSag, 'BS 0751 2022-10', [
      { SagId: 'a', Art: 'A', StartDato: '2022-10-01', Beloeb: '100.00' },
    ])
    await run(bs)
  })
  afterAll(() => w.close())

  it('has the tables that use the rule built anew, and no other', async () => {
    const { steps } = await planOf(monthRun([doubled]), options([doubled]))
    expect(steps.filter((each) => each.kind === 'build')).toMatchObject([
      { model: 'FactBS', kommune: '0751', why: 'changed code' },
    ])
    expect((await run(doubled)).version).toBe(2)
    expect(await amounts()).toEqual(['200.00'])
    expect((await run(doubled)).run).toBeNull()
  })

  it('is named in the manifests of its packages, the rule with its fingerprint', async () => {
    expect((await manifest(1)).rules).toEqual([])
    expect((await manifest(2)).rules).toEqual(doubled.replaced)
    expect((await manifest(2)).models.FactBS).not.toBe((await manifest(1)).models.FactBS)
  })

  it.each([
    {
      rule: 'of another type',
      ydelse: (of: string) => `${of}::double`,
      facts: { column: 'Beløb', found: 'DOUBLE' },
    },
    { rule: 'that names what is not there', ydelse: () => 's.Belob', facts: { detail: 'Binder Error' } },
    { rule: 'that is no SQL', ydelse: () => ')', facts: { detail: 'Parser Error' } },
  ])('$rule stops the run with M001, and readers keep what they have', async ({ ydelse, facts }) => {
    const error = await named(run(bs.with({ ydelse })))
    expect(error).toMatchObject({ code: 'M001', facts: { model: 'FactBS', ...facts } })
    expect(await amounts()).toEqual(['200.00'])
  })

  it('beside the original is M004: no warehouse holds both', async () => {
    const work = main(monthRun([bs, doubled]), options([bs, doubled]))
    expect(await named(work)).toMatchObject({ code: 'M004' })
  })

  it('gives what it gave before once the rule is put back', async () => {
    await run(doubled.with(own))
    expect(await amounts()).toEqual(['100.00'])
    const [first, third] = [await manifest(1), await manifest(3)]
    expect(third.rules).toEqual([])
    expect(third.contentSha256).toBe(first.contentSha256)
  })
})
