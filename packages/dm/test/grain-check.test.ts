import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { column, fact, type Model, sql } from '@flis/core'
import { afterAll, describe, expect, it } from 'vitest'
import { checkTable } from '../src/checks.js'
import { DimTid } from '../src/dimensions/dim-tid.js'
import type { Part, Table } from '../src/table.js'
import { inMemory } from './engine.js'

const session = inMemory()
const folder = mkdtempSync(join(tmpdir(), 'flis-grain-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const monthly = fact('FactMonthly', {
  grain: ['DimTid', 'YdelseId'],
  columns: { DimTid: DimTid.key, YdelseId: column('VARCHAR', 'id') },
  sql: () => sql`select 1`,
})
const plain = fact('FactPlain', {
  grain: ['YdelseId'],
  columns: { DimTid: DimTid.key, YdelseId: column('VARCHAR', 'id') },
  sql: () => sql`select 1`,
})
const days = fact('FactDays', {
  grain: ['DimTid'],
  columns: { DimTid: DimTid.key, YdelseId: column('VARCHAR', 'id') },
  sql: () => sql`select 1`,
})

type FactRow = readonly [day: number | null, id: string]
let written = 0

const partOf = async (rows: readonly FactRow[]): Promise<Part> => {
  const name = `part${++written}`
  const path = join(folder, `${name}.parquet`)
  const values = rows.map(([day, id]) => `(${day ?? 'null'}::integer, '${id}')`).join(', ')
  await session().run(`copy (select * from (values ${values}) as r("DimTid", "YdelseId")) to '${path}'`)
  return { sha256: name, path, rows: BigInt(rows.length), bytes: 0n }
}

const tableOf = (model: Model, ...parts: readonly Part[]): Table => ({
  model: model.name,
  layers: parts.map((part, layer) => ({ layer, rows: [part], units: [], kommuner: [] })),
})

const check = async (model: Model, rows: readonly FactRow[]): Promise<void> =>
  checkTable(session(), model, tableOf(model, await partOf(rows)), undefined)

/** The same day of every month of the calendar, 1988 to 2060. */
const everyMonth = (id: string): readonly FactRow[] =>
  Array.from(
    { length: 73 * 12 },
    (_, nth): FactRow => [(1988 + Math.floor(nth / 12)) * 10000 + ((nth % 12) + 1) * 100 + 28, id],
  )

describe('the grain of new parts', () => {
  it.each<readonly [string, Model, readonly FactRow[]]>([
    ['a row a month', monthly, [...everyMonth('a'), ...everyMonth('b')]],
    [
      'several days of one month',
      monthly,
      [
        [20220601, 'a'],
        [20220630, 'a'],
        [20220630, 'b'],
      ],
    ],
    [
      'the unknown day once',
      monthly,
      [
        [-1, 'a'],
        [20220630, 'a'],
      ],
    ],
    [
      'no day in it',
      plain,
      [
        [20220630, 'a'],
        [20220630, 'b'],
      ],
    ],
    [
      'nothing but the day',
      days,
      [
        [20220630, 'a'],
        [20220731, 'a'],
      ],
    ],
  ])('is accepted with %s', async (_, model, rows) => {
    await expect(check(model, rows)).resolves.toBeUndefined()
  })

  it.each<readonly [string, Model, readonly FactRow[]]>([
    ['a month twice', monthly, [...everyMonth('a'), [20220628, 'a']]],
    [
      'a day twice among several of its month',
      monthly,
      [
        [20220601, 'a'],
        [20220630, 'a'],
        [20220601, 'a'],
      ],
    ],
    [
      'the unknown day twice',
      monthly,
      [
        [-1, 'a'],
        [-1, 'a'],
      ],
    ],
    [
      'an id twice where there is no day in it',
      plain,
      [
        [20220630, 'a'],
        [20220731, 'a'],
      ],
    ],
    [
      'a day twice where there is nothing else in it',
      days,
      [
        [20220630, 'a'],
        [20220630, 'b'],
      ],
    ],
    ['a key that is NULL', monthly, [[null, 'a']]],
  ])('is refused with %s (M002)', async (_, model, rows) => {
    await expect(check(model, rows)).rejects.toMatchObject({
      error: { code: 'M002', facts: { model: model.name } },
    })
  })

  it('is not looked at again in parts that stood before', async () => {
    const faulty = await partOf([
      [20220630, 'a'],
      [20220630, 'a'],
    ])
    const standing = tableOf(monthly, faulty)
    const added = tableOf(monthly, faulty, await partOf([[20220731, 'a']]))
    await expect(checkTable(session(), monthly, added, standing)).resolves.toBeUndefined()
    await expect(checkTable(session(), monthly, added, undefined)).rejects.toMatchObject({
      error: { code: 'M002' },
    })
  })
})
