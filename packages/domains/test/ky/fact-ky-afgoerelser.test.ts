import { month, sql, text } from '@flis/core'
import { BorgerPerson, DimBorger } from '@flis/dm'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  DimAfgørelsestype,
  DimKleNummer,
  DimKYOrganisation,
  DimKYSagOversigt,
  DimKYSagsbehandler,
  FactKYAfgørelser,
  KleEmne,
  KYAfgoerelse,
} from '../../src/ky/index.js'
import { insertSager, type KyWarehouse, kyWarehouse, type SourceRow } from './warehouse.js'

const afgoerelse = (id: string, nr: number, sag: string, tidspunkt: string, type: string): SourceRow => ({
  AfgoerelseId: id,
  RaekkeNr: nr,
  SagId: sag,
  Afgoerelsestype: type,
  AfgoerelseTidspunkt: tidspunkt,
})

const NATIONAL = { kommune: '0000', kildesystem: 'KOMBIT' }

describe('FactKYAfgørelser', () => {
  let warehouse: KyWarehouse

  /** DimTid, type, state of the case, AntalAfgørelser. */
  const rowsOf = async (id: string, kildesystem = 'NC') => {
    const rows = await warehouse.rows(sql`
      select fact.DimTid, kind.Afgørelsestype, standing.Sagstilstand, fact.AntalAfgørelser
      from ${FactKYAfgørelser} as fact
      join ${DimAfgørelsestype} as kind on kind.DimAfgørelsestypeID = fact.DimAfgørelsestype
      join ${DimKYSagOversigt} as standing on standing.DimKYSagOversigtID = fact.DimKYSagOversigt
      where fact.AfgørelseId = ${text(id)} and fact._kildesystem = ${text(kildesystem)}`)
    return rows.map((row) => Object.values(row).join(' '))
  }

  beforeAll(async () => {
    warehouse = await kyWarehouse()
    await warehouse.insert(KleEmne, [{ Nummer: '32.24.00', Titel: 'Emne', Niveau: 'Emne' }], NATIONAL)
    await warehouse.insert(BorgerPerson, [{ Personnummer: '0101410001', Status: '01' }], NATIONAL)
    await insertSager(warehouse, [
      {
        name: 'S1',
        oprettet: '2022-04-10',
        tilstande: [
          ['Bevilget', '2022-05-10'],
          ['Afsluttet', '2022-06-20'],
          ['Under Oplysning', '2022-07-05'],
        ],
        sag: { SagsbehandlerId: 'SB1', OrganisationId: 'ORG1', BevillingsmodtagerCpr: '0101570001' },
      },
      { name: 'S2', oprettet: '2022-04-10', tilstande: [] },
    ])
    await warehouse.insert(KYAfgoerelse, [
      afgoerelse('again', 1, 'S1', '2022-05-10T10:00:00', 'Bevilling'),
      afgoerelse('again', 2, 'S1', '2022-05-20T10:00:00', 'Delvis bevilling'),
      afgoerelse('again', 3, 'S1', '2022-07-20T10:00:00', 'Ophør'),
      afgoerelse('in the night', 1, 'S1', '2022-05-10T22:30:00Z', 'Bevilling'),
      afgoerelse('of an unknown case', 1, 'S9', '2022-05-10T10:00:00', 'Bevilling'),
      afgoerelse('later', 1, 'S1', '2022-07-01T10:00:00', 'Bevilling'),
      afgoerelse('of two cases', 1, 'S2', '2022-05-10T10:00:00', 'Bevilling'),
      afgoerelse('of two cases', 2, 'S1', '2022-05-11T10:00:00', 'Ophør'),
    ])
    await warehouse.insert(KYAfgoerelse, [afgoerelse('again', 1, 'S1', '2022-06-10T10:00:00', 'Bevilling')], {
      kildesystem: 'NC2',
    })
    await warehouse.buildAll(month('2022-06'), [FactKYAfgørelser])
  })

  it.each([
    ['again: the latest row, with how often', 'again', ['20220520 Delvis bevilling Afsluttet 2']],
    ['in the night: on the Danish day', 'in the night', ['20220511 Bevilling Afsluttet 1']],
    ["after the run month's end: not there", 'later', []],
    ['of two cases: that of the latest row', 'of two cases', ['20220511 Ophør Afsluttet 2']],
    ['of an unknown case', 'of an unknown case', ['20220510 Bevilling Ukendt 1']],
  ])('a decision made %s', async (_name, id, rows) => {
    expect(await rowsOf(id)).toEqual(rows)
  })

  it('keeps decisions with one id apart by kildesystem', async () => {
    expect(await rowsOf('again', 'NC2')).toEqual(['20220610 Bevilling Ukendt 1'])
  })

  const keysOf = async (id: string) => {
    const rows = await warehouse.rows(sql`
      select
        kle.Nummer,
        modtager.Personnummer as modtager,
        bevilling.Personnummer as bevilling,
        sagsbehandler.SagsbehandlerId,
        organisation.OrganisationId
      from ${FactKYAfgørelser} as fact
      join ${DimKleNummer} as kle on kle.DimKleNummerID = fact.DimKleNummer
      join ${DimBorger} as modtager on modtager.DimBorgerID = fact.DimBorgerYdelsesmodtager
      join ${DimBorger} as bevilling on bevilling.DimBorgerID = fact.DimBorgerBevillingsmodtager
      join ${DimKYSagsbehandler} as sagsbehandler
        on sagsbehandler.DimKYSagsbehandlerID = fact.DimKYSagsbehandler
      join ${DimKYOrganisation} as organisation on organisation.DimKYOrganisationID = fact.DimKYOrganisation
      where fact.AfgørelseId = ${text(id)} and fact._kildesystem = 'NC'`)
    return rows.map((row) => Object.values(row))
  }

  it('has what is known of the case, and −1 for what is not', async () => {
    expect(await keysOf('again')).toEqual([['32.24.00', '0101410001', 'Ukendt', 'SB1', 'ORG1']])
    expect(await keysOf('of an unknown case')).toEqual([Array(5).fill('Ukendt')])
  })
})
