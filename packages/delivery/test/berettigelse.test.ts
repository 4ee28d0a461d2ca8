import { compileSql, openInstance, openSession, type Session } from '@flis/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { berettigelseExamples, berettigelser, berettigelsesvindue } from '../src/berettigelse.js'

const PERIODS = 'Personnummer varchar, KommuneKode varchar, FraDato date, TilDato date, _sidst date'

let session: Session
beforeAll(async () => {
  session = await openSession(await openInstance(':memory:'))
  await session.run(`create table BorgerAdresse (${PERIODS})`)
  await session.run(`create table BorgerTilknytning (${PERIODS})`)
  await session.run('create table DimBorgerNummer (Nummer bigint, DimBorger bigint)')
  await session.run(
    `insert into DimBorgerNummer values
       (101570001, 1), (201570001, 1), (301570001, -1), (7516101570001, 5), (4616101570001, 6)`,
  )
})
afterAll(() => session.close())

type Period = readonly [number: string, kommune: string, fra: string, til: string | null, sidst?: string]

const fill = async (table: string, periods: readonly Period[]): Promise<void> => {
  await session.run(`delete from ${table}`)
  const day = (value: string | null | undefined): string => (value ? `date '${value}'` : 'null')
  for (const [number, kommune, fra, til, sidst] of periods)
    await session.run(
      `insert into ${table} values ('${number}', '${kommune}', ${day(fra)}, ${day(til)}, ${day(sidst)})`,
    )
}

const pairs = async (
  adresser: readonly Period[],
  tilknytninger: readonly Period[],
  runDate = '2022-10-31',
): Promise<readonly string[]> => {
  await fill('BorgerAdresse', adresser)
  await fill('BorgerTilknytning', tilknytninger)
  const statement = compileSql(berettigelser(berettigelsesvindue(runDate)), ({ name }) => `"${name}"`)
  const rows = await session.rows(`select DimBorger, Kommune from ${statement} as pairs order by all`)
  return rows.map((row) => `${row.DimBorger} ${row.Kommune}`)
}

const BORGER = '0101570001'

describe('a kommune is entitled to a citizen', () => {
  describe.each(berettigelseExamples.map((each) => [each.når, each] as const))(
    'when %s',
    (_when, { kørsel, fra, til, berettiget }) => {
      const expected = berettiget ? ['1 751'] : []
      it('as bopælskommune', async () => {
        expect(await pairs([[BORGER, '0751', fra, til]], [], kørsel)).toEqual(expected)
      })
      it('as betalings- or handlekommune', async () => {
        expect(await pairs([], [[BORGER, '0751', fra, til]], kørsel)).toEqual(expected)
      })
    },
  )

  it.each<[string, readonly Period[], readonly Period[], readonly string[]]>([
    [
      'once, whatever the reasons',
      [[BORGER, '0751', '2000-01-01', null]],
      [[BORGER, '0751', '2020-01-01', null]],
      ['1 751'],
    ],
    [
      'beside other kommuner',
      [
        [BORGER, '0751', '2000-01-01', '2020-01-01'],
        [BORGER, '0461', '2020-01-01', null],
      ],
      [[BORGER, '0101', '2021-01-01', null]],
      ['1 101', '1 461', '1 751'],
    ],
    ['by an older number', [['0201570001', '0751', '2000-01-01', null]], [], ['1 751']],
    ['not by a number that makes no citizen', [['0301570001', '0751', '2000-01-01', null]], [], []],
    ['not by a number that CPR does not know', [['0401570001', '0751', '2000-01-01', null]], [], []],
    [
      'by a replacement number as the one it means there',
      [
        ['6101570001', '0751', '2000-01-01', null],
        ['6101570001', '0461', '2000-01-01', '2012-10-31'],
      ],
      [['6101570001', '0101', '2000-01-01', null]],
      ['5 751'],
    ],
    [
      'by an open period that vanished on the first day',
      [[BORGER, '0751', '2000-01-01', null, '2012-10-31']],
      [],
      ['1 751'],
    ],
    [
      'not by one that vanished before the window',
      [[BORGER, '0751', '2000-01-01', null, '2012-09-30']],
      [],
      [],
    ],
    [
      'not by one that vanished before it began',
      [[BORGER, '0751', '2022-10-01', null, '2022-09-30']],
      [],
      [],
    ],
    [
      'by the end that a vanished period had',
      [[BORGER, '0751', '2000-01-01', '2015-01-01', '2010-01-31']],
      [],
      ['1 751'],
    ],
    [
      'by each residence alone, also where a later one overlaps it',
      [
        [BORGER, '0751', '2000-01-01', null],
        [BORGER, '0461', '2001-01-01', null],
      ],
      [],
      ['1 461', '1 751'],
    ],
  ])('%s', async (_how, adresser, tilknytninger, expected) => {
    expect(await pairs(adresser, tilknytninger)).toEqual(expected)
  })
})

describe('the window', () => {
  it.each([
    ['2022-10-31', '2012-10-31'],
    ['2024-02-29', '2014-02-28'],
    ['2023-02-28', '2013-02-28'],
    ['2022-02-28', '2012-02-28'],
    ['2022-11-05', '2012-11-05'],
  ])('up to %s begins on %s', (through, from) => {
    expect(berettigelsesvindue(through)).toEqual({ from, through })
  })
})
