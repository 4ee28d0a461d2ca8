import { month, sql, text } from '@flis/core'
import { BorgerPerson, DimBorger } from '@flis/dm'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  DimAfgørelsestype,
  DimKleNummer,
  DimKYSagOversigt,
  DimYdelsesart,
  DimYdelsestype,
  FactKYYdelser,
  KleEmne,
  KYAfgoerelse,
  KYYdelse,
} from '../../src/ky/index.js'
import { insertLoads, insertSager, type KyWarehouse, kyWarehouse, type SourceRow } from './warehouse.js'
import { ydelse, ydelserRows } from './ydelser-rows.js'

const BEFORE = [['Bevilget', '2022-01-02']] as const

const afgoerelse = (id: string, sag: string, tidspunkt: string, type: string): SourceRow => ({
  AfgoerelseId: id,
  RaekkeNr: 1,
  SagId: sag,
  Afgoerelsestype: type,
  AfgoerelseTidspunkt: tidspunkt,
})

const NATIONAL = { kommune: '0000', kildesystem: 'KOMBIT' }

describe('keys of FactKYYdelser', () => {
  let warehouse: KyWarehouse

  beforeAll(async () => {
    warehouse = await kyWarehouse()
    const created = { oprettet: '2022-01-01', tilstande: BEFORE }
    await warehouse.insert(KleEmne, [{ Nummer: '32.24.00', Titel: 'Emne', Niveau: 'Emne' }], NATIONAL)
    await warehouse.insert(BorgerPerson, [{ Personnummer: '0101410001', Status: '01' }], NATIONAL)
    await insertSager(warehouse, [
      {
        name: 'intervals',
        oprettet: '2022-01-01',
        tilstande: [
          ['Bevilget', '2022-02-10'],
          ['Under Oplysning', '2022-03-31'],
          ['Bevilget', '2022-04-01'],
          ['Under Oplysning', '2022-04-10'],
          ['Bevilget', '2022-04-20'],
          ['Afslag', '2022-06-10'],
        ],
      },
      { ...created, name: 'known', sag: { BevillingsmodtagerCpr: '0101570001' } },
      { ...created, name: 'unknown', sag: { KleNummer: '99.99.99', YdelsesmodtagerCpr: '0101900001' } },
      { ...created, name: 'same' },
      {
        name: 'reopened',
        oprettet: '2022-01-01',
        tilstande: [...BEFORE, ['Afslag', '2022-04-05'], ['Under Oplysning', '2022-04-20']],
      },
    ])
    await insertSager(warehouse, [{ name: 'same', oprettet: '2022-01-01', tilstande: [] }], {
      kommune: '0461',
    })
    await warehouse.insert(KYYdelse, [
      ydelse('intervals', 'intervals', '2022-02-01', null),
      ydelse('known', 'known', '2022-06-01', null),
      ydelse('several decisions', 'known', '2022-03-31', '2022-06-02'),
      ydelse('several stretches', 'reopened', '2022-03-31', '2022-05-01'),
      { ...ydelse('unknown', 'unknown', '2022-06-01', null), Ydelsesart: 'Ukendt', Ydelsestype: 'Ukendt' },
      ydelse('of an unknown case', 'another', '2022-06-01', null),
      ydelse('same', 'same', '2022-06-29', null),
    ])
    await warehouse.insert(KYYdelse, [ydelse('same', 'same', '2022-06-30', null)], { kommune: '0461' })
    await warehouse.insert(KYYdelse, [ydelse('same', 'same', '2022-06-28', null)], { kildesystem: 'NC2' })
    await warehouse.insert(KYAfgoerelse, [
      afgoerelse('A1', 'known', '2022-04-10T10:00:00', 'Bevilling'),
      afgoerelse('A2', 'known', '2022-05-10T10:00:00', 'Ophør'),
      afgoerelse('A3', 'known', '2022-05-31T23:30:00Z', 'Bevilling'),
      afgoerelse('A4', 'reopened', '2022-04-30T10:00:00', 'Ophør'),
      afgoerelse('A5', 'reopened', '2022-04-10T10:00:00', 'Afslag'),
    ])
    await warehouse.insert(
      KYYdelse,
      [ydelse('open', 'known', '2022-03-10', null), ydelse('planned', 'known', '2022-03-10', '2022-05-02')],
      { til: 20220430001n },
    )
    await insertLoads(warehouse, KYYdelse, ['2022-03', '2022-04'].map(month))
    await warehouse.buildAll(month('2022-06'), [FactKYYdelser])
  })

  it('points to the interval standing at the end of the month', async () => {
    const rows = await warehouse.rows(sql`
      select fact.DimTid, standing.Sagstilstand, standing.FraDato
      from ${FactKYYdelser} as fact
      join ${DimKYSagOversigt} as standing on standing.DimKYSagOversigtID = fact.DimKYSagOversigt
      where fact.YdelseId = 'intervals'
      order by fact.DimTid`)
    expect(rows.map((row) => Object.values(row).join(' '))).toEqual([
      '20220228 Bevilget 2022-02-10',
      '20220331 Under Oplysning 2022-03-31',
      '20220430 Bevilget 2022-04-20',
      '20220531 Bevilget 2022-04-20',
      '20220630 Afslag 2022-06-10',
    ])
  })

  it('has the kommune, the art, the type, the number and the citizens of the case', async () => {
    const rows = await warehouse.rows(sql`
      select
        fact.DimKommune, art.Ydelsesart, kind.Ydelsestype, kle.Nummer, modtager.Personnummer,
        fact.DimBorgerBevillingsmodtager
      from ${FactKYYdelser} as fact
      join ${DimYdelsesart} as art on art.DimYdelsesartID = fact.DimYdelsesart
      join ${DimYdelsestype} as kind on kind.DimYdelsestypeID = fact.DimYdelsestype
      join ${DimKleNummer} as kle on kle.DimKleNummerID = fact.DimKleNummer
      join ${DimBorger} as modtager on modtager.DimBorgerID = fact.DimBorgerYdelsesmodtager
      where fact.YdelseId = 'known'`)
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['751', 'Kontanthjælp', 'Løbende', '32.24.00', '0101410001', '-1'],
    ])
  })

  it('has −1 for what is unknown, and is not confused by a source that writes Ukendt', async () => {
    const rows = await warehouse.rows(sql`
      select
        DimKleNummer, DimBorgerYdelsesmodtager, DimBorgerBevillingsmodtager, DimAfgørelsestype,
        DimYdelsesart <> -1 and DimYdelsestype <> -1 as known
      from ${FactKYYdelser}
      where YdelseId = 'unknown'`)
    expect(rows.map((row) => Object.values(row))).toEqual([['-1', '-1', '-1', '-1', 'true']])
  })

  const decisionsOf = async (id: string) => {
    const rows = await warehouse.rows(sql`
      select fact.DimTid, coalesce(nullif(kind.Afgørelsestype, 'Ukendt'), '') as type, fact.DageMedYdelse
      from ${FactKYYdelser} as fact
      join ${DimAfgørelsestype} as kind on kind.DimAfgørelsestypeID = fact.DimAfgørelsestype
      where fact.YdelseId = ${text(id)}
      order by fact.DimTid`)
    return rows.map((row) => Object.values(row).join(' '))
  }

  it('has the latest decision of the case by the end of the month', async () => {
    expect(await decisionsOf('several decisions')).toEqual([
      '20220331  1',
      '20220430 Bevilling 30',
      '20220531 Ophør 31',
      '20220630 Bevilling 2',
    ])
    expect(await decisionsOf('several stretches')).toEqual([
      '20220331  1',
      '20220430 Ophør 16',
      '20220531 Ophør 1',
    ])
  })

  it('has no row for a ydelse whose case is unknown', async () => {
    expect(await ydelserRows(warehouse, 'of an unknown case')).toEqual([])
  })

  it('takes the case of the same kommune and kildesystem', async () => {
    expect(await ydelserRows(warehouse, 'same')).toEqual(['20220630: 2/30 = 0.066667; 2'])
  })

  it('counts a vanished ydelse that was open to the last day that it is good for, a planned end as it stands', async () => {
    expect(await ydelserRows(warehouse, 'open')).toEqual(['20220331: 22/31 = 0.709677; 22'])
    expect(await ydelserRows(warehouse, 'planned')).toEqual([
      '20220331: 22/31 = 0.709677; 22',
      '20220430: 30/30 = 1.000000; 52',
      '20220531: 2/31 = 0.064516; 54',
    ])
  })
})
