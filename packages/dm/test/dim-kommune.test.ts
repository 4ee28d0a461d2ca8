import {
  compileSql,
  dsaTableDdl,
  month,
  openInstance,
  openSession,
  type Row,
  type Session,
  warehouseKey,
} from '@flis/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DimKommune, modelQuery, RefKommune, relationsFor } from '../src/index.js'

let session: Session
beforeEach(async () => {
  session = await openSession(await openInstance(':memory:'))
  await session.run('create schema dsa_hist')
  await session.run('create schema ops')
  await session.run(
    'create table ops.loads (contract varchar, kommune varchar, kildesystem varchar, periode varchar, extract_time bigint)',
  )
  await session.run(dsaTableDdl(RefKommune))
})
afterEach(() => session.close())

const OPEN = '99991231999'

/** A row of RefKommune: code, name, from and until which extract, from whom. */
const delivered = (
  kode: string,
  navn: string,
  fra: string,
  til = OPEN,
  kildesystem = 'KOMBIT',
): Promise<number> =>
  session.run(`insert into dsa_hist."RefKommune" values
    ('${kode}', '${navn}', '1082', 'Region Midtjylland', date '2007-01-01', null, '0000', '${kildesystem}', ${fra}, ${til}, 'x', 2)`)

const members = async (): Promise<readonly Row[]> => {
  const query = modelQuery(
    DimKommune,
    { month: month('2022-10'), from: null },
    relationsFor({}, () => ''),
    warehouseKey('ab'.repeat(32)),
  )
  return session.rows(
    `select DimKommuneID, KommuneKode, KommuneNavn, RegionNavn from (${query.text}) order by 1`,
  )
}

const member = async (key: number): Promise<readonly unknown[] | undefined> => {
  const found = (await members()).find((each) => each.DimKommuneID === key)
  return found === undefined ? undefined : [found.KommuneKode, found.KommuneNavn, found.RegionNavn]
}

describe('DimKommune', () => {
  it('has the 98 kommuner that ship with flis and Christiansø, until a RefKommune is delivered', async () => {
    expect(await members()).toHaveLength(100)
    expect(await member(411)).toEqual(['0411', 'Christiansø', 'Ukendt'])
    expect(await member(751)).toEqual(['0751', 'Aarhus Kommune', 'Region Midtjylland'])
    expect(await member(-1)).toEqual(['Ukendt', 'Ukendt', 'Ukendt'])
  })

  it('has the delivered names afterwards, and also kommuner beside the 98', async () => {
    await delivered('0751', 'Aarhus', '20220131001')
    await delivered('0411', 'Christiansø', '20220131001')
    expect(await member(751)).toEqual(['0751', 'Aarhus', 'Region Midtjylland'])
    expect(await member(411)).toEqual(['0411', 'Christiansø', 'Region Midtjylland'])
    expect(await members()).toHaveLength(100)
  })

  it('keeps the code of a kommune that the delivered table leaves out, with the texts of an unknown one', async () => {
    await delivered('0751', 'Aarhus', '20220131001')
    expect(await member(101)).toEqual(['0101', 'Ukendt', 'Ukendt'])
  })

  it('keeps the last version of a kommune that a later delivery no longer holds', async () => {
    await delivered('0751', 'Aarhus', '20220131001', '20220228001')
    await delivered('0751', 'Århus', '20211231001', '20220131001')
    expect(await member(751)).toEqual(['0751', 'Aarhus', 'Region Midtjylland'])
  })

  it.each([
    ['the later extract', ['20220131001', OPEN], ['20220228001', OPEN], 'B'],
    ['the later extract, whoever sent it', ['20220331001', OPEN], ['20220228001', OPEN], 'A'],
    ['what is still held', ['20220131001', OPEN], ['20220228001', '20220331001'], 'A'],
  ])(
    'of two that deliver the same kommune takes %s',
    async (_what, [a = '', aTil = ''], [b = '', bTil = ''], taken) => {
      await delivered('0751', 'A', a, aTil, 'A')
      await delivered('0751', 'B', b, bTil, 'B')
      expect(await member(751)).toEqual(['0751', taken, 'Region Midtjylland'])
      expect(await members()).toHaveLength(100)
    },
  )

  it.each([
    ["'0751'", 751],
    ["'0000'", -1],
    ['null', -1],
    ["'x'", -1],
  ])('the key of %s is %i', async (code, key) => {
    expect(await session.value(`select ${compileSql(DimKommune.of(code), () => '')}`)).toBe(key)
  })
})
