import {
  compileSql,
  contract,
  field,
  ident,
  joined,
  openInstance,
  openSession,
  type Relation,
  raw,
  relationsOf,
  type Session,
  sql,
  text,
  versionsOf,
} from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'

const KYSag = contract('KYSag', { kilde: 'KY', mode: 'full', fields: { SagId: field.key.text() } })
const KYYdelse = contract('KYYdelse', {
  kilde: 'KY',
  mode: 'full',
  fields: { YdelseId: field.key.text(), SagId: field.text() },
})
const DimTid: Relation = { relation: { of: 'model', name: 'DimTid', definition: null } }

const resolve = ({ of, name }: Relation['relation']): string => `"${of} ${name}"`

let session: Session
beforeAll(async () => {
  session = await openSession(await openInstance(':memory:'))
  await session.run(`create table "contract KYSag" as select unnest(['a', 'b', 'it''s']) as "SagId"`)
  await session.run(`create table "contract KYYdelse" as select 'y1' as "YdelseId", 'a' as "SagId"`)
  await session.run(`create table "versions KYSag" as select 'a' as "SagId", 1 as "_fra"`)
  await session.run(`create table "model DimTid" as select -1 as "DimTidID"`)
})

/** The rows as lists of values, in the query's order. */
const rowsOf = async (query: string): Promise<readonly unknown[]> =>
  (await session.rows(query)).map((row) => Object.values(row))

describe('a template becomes SQL that the engine runs', () => {
  it.each([
    [
      'a relation by the name it is given',
      sql`select count(*) from ${KYSag}`,
      'select count(*) from "contract KYSag"',
      [[3n]],
    ],
    [
      'all versions of a contract apart from its rows',
      sql`select "_fra" from ${versionsOf(KYSag)}`,
      'select "_fra" from "versions KYSag"',
      [[1]],
    ],
    ['a model', sql`select "DimTidID" from ${DimTid}`, 'select "DimTidID" from "model DimTid"', [[-1]]],
    [
      'a text and an identifier that are said to be so',
      sql`select ${ident('SagId')} from ${KYSag} where ${ident('SagId')} = ${text("it's")}`,
      `select "SagId" from "contract KYSag" where "SagId" = 'it''s'`,
      [["it's"]],
    ],
    [
      'whole numbers',
      sql`select ${7} as a, ${9007199254740993n} as b, ${0} as c`,
      'select 7 as a, 9007199254740993 as b, 0 as c',
      [[7, 9007199254740993n, 0]],
    ],
    [
      'negative numbers, which must not become a comment after a minus',
      sql`select 1 -${-2} as a, 5 -${-2n} as b`,
      'select 1 -(-2) as a, 5 -(-2) as b',
      [[3, 7]],
    ],
    ['minus nought as nought', sql`select ${-0}`, 'select 0', [[0]]],
    [
      'a template in a template',
      sql`select count(*) from (${sql`select "SagId" from ${KYSag} limit ${2}`})`,
      'select count(*) from (select "SagId" from "contract KYSag" limit 2)',
      [[2n]],
    ],
    ['SQL of the programmer as it is', sql`select ${raw('1 + 1')}`, 'select 1 + 1', [[2]]],
    [
      'pieces with a separator between them',
      sql`select ${joined([text('a'), ident('SagId'), sql`${3} as c`], ', ')} from ${KYYdelse}`,
      `select 'a', "SagId", 3 as c from "contract KYYdelse"`,
      [['a', 'a', 3]],
    ],
    ['no pieces as nothing', sql`select 1${joined([], ', ')}`, 'select 1', [[1]]],
    ['one piece without separator', sql`select ${joined([text('a')], ', ')}`, `select 'a'`, [['a']]],
  ])('%s', async (_name, template, written, rows) => {
    const query = compileSql(template, resolve)
    expect(query).toBe(written)
    expect(await rowsOf(query)).toEqual(rows)
  })

  it('resolves at the place of use: the same template reads from elsewhere', async () => {
    const template = sql`select "SagId" from ${KYSag} as sager`
    expect(await rowsOf(compileSql(template, () => `(select 'z' as "SagId")`))).toEqual([['z']])
  })
})

describe('the relations of a template', () => {
  it.each([
    ['none', sql`select ${1}`, []],
    [
      'each once, in order of first use',
      sql`from ${KYSag} join ${DimTid} join ${KYSag}`,
      ['KYSag', 'DimTid'],
    ],
    [
      'also those inside other templates',
      sql`from (${sql`from ${DimTid}`}) join ${KYYdelse}`,
      ['DimTid', 'KYYdelse'],
    ],
    [
      'also those in pieces',
      joined([sql`from ${KYYdelse}`, sql`from ${KYSag}`], ' union '),
      ['KYYdelse', 'KYSag'],
    ],
  ])('%s', (_name, template, names) => {
    expect(relationsOf(template).map((each) => each.name)).toEqual(names)
  })

  it('keep rows and versions of a contract apart, and lead to the definition itself', () => {
    const [rows, versions] = relationsOf(sql`from ${KYSag} join ${versionsOf(KYSag)}`)
    expect([rows?.of, versions?.of]).toEqual(['contract', 'versions'])
    expect(rows?.definition).toBe(KYSag)
    expect(versions?.definition).toBe(KYSag)
  })
})
