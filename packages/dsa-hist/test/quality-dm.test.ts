import { join } from 'node:path'
import { contract, dataomraade, field, quoteText } from '@flis/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type MadeTables, testMonth } from '../src/index.js'
import { type LandedWarehouse, landedWarehouse } from './landed.js'

const Sag = contract('Sag', { kilde: 'PR', mode: 'full', fields: { Id: field.key.text() } })
const area = dataomraade('Prøve', { contracts: [Sag], models: [] })

let w: LandedWarehouse
let path: string
beforeAll(async () => {
  w = await landedWarehouse(area)
  await w.historise()
  path = join(w.env.warehouse.paths.root, 'fact.parquet')
  // 0101: two months that readers have, one of them old; 0751: only the run's own month, and one that is new.
  await w.session.run(
    `copy (
       select * from (values
         ('0101', 20220131), ('0101', 20220131), ('0101', 20210831), ('0101', 20221031),
         ('0751', 20221031), ('0751', 20220930)
       ) as t(_kommune, DimTid)
     ) to ${quoteText(path)} (format parquet)`,
  )
})
afterAll(() => w.close())

const part = (rows: bigint, at = path) => ({ area: 'Prøve', model: 'FactSag', path: at, rows })
const recomputed = (without: readonly string[] = []) => ({
  area: 'Prøve',
  model: 'FactSag',
  paths: [path],
  dayColumn: 'DimTid',
  without,
  ofTheCountry: false,
})

const after = async (made: MadeTables) => {
  await testMonth(w.env, w.session, [area], made)
  const rows = await w.session.rows(
    `select m.test, m.kommune, m.unit, m.measured, coalesce(q.severity, '') as severity, coalesce(q.count, 0)::integer as n
     from ops.measures as m
     left join ops.quality as q
       on q.test = m.test and q.kommune = m.kommune and q.contract = m.contract and q.unit = m.unit
     where m.contract = 'FactSag'
     order by all`,
  )
  return rows.map((row) => [row.test, row.kommune, row.unit, row.measured, row.severity, row.n].join(' | '))
}

describe('K08, to DM', () => {
  it('balances when each file holds the rows that the ledger says', async () => {
    expect(await after({ parts: [part(6n)], recomputed: [], publishedMonth: null })).toEqual([
      'K08 balance | 0000 | rækker i DM | 6 |  | 0',
    ])
  })

  it('is fejl when a file has lost rows, or is gone', async () => {
    expect(await after({ parts: [part(9n)], recomputed: [], publishedMonth: null })).toEqual([
      'K08 balance | 0000 | rækker i DM | 6 | fejl | 3',
    ])
    const gone = join(w.env.warehouse.paths.root, 'gone.parquet')
    expect(await after({ parts: [part(6n), part(4n, gone)], recomputed: [], publishedMonth: null })).toEqual([
      'K08 balance | 0000 | rækker i DM | 6 | fejl | 4',
    ])
  })
})

describe('K04, months computed anew', () => {
  it('tells the months that readers had, and finds those more than a year back', async () => {
    expect(await after({ parts: [part(6n)], recomputed: [recomputed()], publishedMonth: '2022-08' })).toEqual(
      [
        'K04 genberegnede måneder | 0101 | måneder | 2 |  | 0',
        'K04 genberegnede måneder | 0101 | ældste måned | 2021-08 | opmærksomhed | 1',
        'K08 balance | 0000 | rækker i DM | 6 |  | 0',
      ],
    )
  })

  it('tells of the country where the files do not say whose their rows are', async () => {
    const ofNobody = join(w.env.warehouse.paths.root, 'country.parquet')
    await w.session.run(`copy (select * exclude (_kommune) from '${path}') to '${ofNobody}' (format parquet)`)
    const country = { ...recomputed(), paths: [ofNobody], ofTheCountry: true }
    expect(await after({ parts: [part(6n)], recomputed: [country], publishedMonth: '2022-08' })).toEqual([
      'K04 genberegnede måneder | 0000 | måneder | 2 |  | 0',
      'K04 genberegnede måneder | 0000 | ældste måned | 2021-08 | opmærksomhed | 1',
      'K08 balance | 0000 | rækker i DM | 6 |  | 0',
    ])
  })

  it('tells nothing of a kommune that is new, nor before anything was published', async () => {
    const own = ['K08 balance | 0000 | rækker i DM | 6 |  | 0']
    expect(
      await after({ parts: [part(6n)], recomputed: [recomputed(['0101'])], publishedMonth: '2022-08' }),
    ).toEqual(own)
    expect(await after({ parts: [part(6n)], recomputed: [recomputed()], publishedMonth: null })).toEqual(own)
  })
})
