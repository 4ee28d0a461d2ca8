import { month, sql } from '@flis/core'
import { BorgerPerson, DimBorger } from '@flis/dm'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  DimAfgørelsestype,
  DimKleNummer,
  DimKYOrganisation,
  DimKYSagOversigt,
  DimKYSagsbehandler,
  DimYdelsesart,
  FactKYSager,
  KleEmne,
  KYAfgoerelse,
  KYSag,
  KYYdelse,
} from '../../src/ky/index.js'
import { sagerRows } from './sager-rows.js'
import { insertLoads, insertSager, type KyWarehouse, kyWarehouse, type SourceRow } from './warehouse.js'

const RUN = month('2022-06')

describe('keys of FactKYSager', () => {
  let warehouse: KyWarehouse

  const OPEN_CASE = { oprettet: '2022-04-10', tilstande: [] } as const

  const afgoerelse = (id: string, nr: number, sag: string, tidspunkt: string, type: string): SourceRow => ({
    AfgoerelseId: id,
    RaekkeNr: nr,
    SagId: sag,
    Afgoerelsestype: type,
    AfgoerelseTidspunkt: tidspunkt,
  })
  const ydelse = (id: string, sag: string, start: string, art: string): SourceRow => ({
    YdelseId: id,
    SagId: sag,
    Ydelsesart: art,
    Ydelsestype: 'Løbende',
    StartDato: start,
  })

  beforeAll(async () => {
    warehouse = await kyWarehouse()
    await warehouse.insert(
      KleEmne,
      [
        { Nummer: '32', Titel: 'Kontante ydelser', Niveau: 'Hovedgruppe' },
        { Nummer: '32.24.00', Titel: 'Kontanthjælp', Niveau: 'Emne', Foraelder: '32.24' },
      ],
      { kommune: '0000', kildesystem: 'KOMBIT' },
    )
    await warehouse.insert(
      BorgerPerson,
      ['0101410001', '0101570001'].map((Personnummer) => ({ Personnummer, Status: '01' })),
      { kommune: '0000', kildesystem: 'CPR' },
    )
    await insertSager(warehouse, [
      {
        ...OPEN_CASE,
        name: 'known',
        sag: { BevillingsmodtagerCpr: '0101570001', SagsbehandlerId: 'SB1', OrganisationId: 'ORG1' },
      },
      {
        ...OPEN_CASE,
        name: 'unknown',
        sag: { KleNummer: '99.99.99', YdelsesmodtagerCpr: '0101900001', SagsbehandlerId: '' },
      },
      { ...OPEN_CASE, name: 'same' },
      {
        name: 'intervals',
        oprettet: '2022-02-01',
        tilstande: [
          ['Bevilget', '2022-03-31'],
          ['Under Oplysning', '2022-04-10'],
          ['Bevilget', '2022-04-20'],
          ['Afslag', '2022-06-01'],
        ],
      },
    ])
    await insertSager(warehouse, [{ ...OPEN_CASE, name: 'same', sag: { SagsbehandlerId: 'SB1' } }], {
      kildesystem: 'NC2',
    })
    await insertSager(
      warehouse,
      [
        {
          ...OPEN_CASE,
          name: 'same',
          tilstande: [['Afslag', '2022-04-12']],
          sag: { SagsbehandlerId: 'SB1' },
        },
      ],
      { kommune: '0461' },
    )
    await warehouse.insert(KYAfgoerelse, [
      afgoerelse('A2', 1, 'known', '2022-05-10T10:00:00', 'Bevilling'),
      afgoerelse('A1', 1, 'known', '2022-06-10T10:00:00', 'Ophør'),
      afgoerelse('A3', 1, 'known', '2022-07-10T10:00:00', 'Bevilling'),
      afgoerelse('A4', 1, 'intervals', '2022-04-05T10:00:00', 'Bevilling'),
    ])
    await warehouse.insert(KYYdelse, [
      ydelse('Y2', 'known', '2022-06-01', 'Kontanthjælp'),
      ydelse('Y1', 'known', '2022-06-15', 'Førtidspension'),
    ])
    // Cases that the extract of April no longer holds.
    const gone = { til: 20220430001n }
    await insertLoads(warehouse, KYSag, ['2022-03', '2022-04'].map(month))
    await insertSager(
      warehouse,
      [
        { name: 'gone while open', oprettet: '2022-02-10', tilstande: [['Bevilget', '2022-05-02']] },
        { name: 'gone and closed since', oprettet: '2022-02-10', tilstande: [['Afslag', '2022-05-02']] },
        {
          name: 'gone, closed and open again',
          oprettet: '2022-02-10',
          tilstande: [
            ['Afslag', '2022-04-02'],
            ['Bevilget', '2022-06-02'],
          ],
        },
        { name: 'gone before it was created', oprettet: '2022-04-10', tilstande: [] },
      ],
      gone,
    )
    await warehouse.buildAll(RUN, [FactKYSager])
  })

  it('are those of the case’s number, citizens, caseworker, organisation and earliest ydelse', async () => {
    const rows = await warehouse.rows(sql`
      select
        kle.Nummer,
        modtager.Personnummer as modtager,
        bevilling.Personnummer as bevilling,
        sagsbehandler.SagsbehandlerId,
        organisation.OrganisationId,
        art.Ydelsesart
      from ${FactKYSager} as fact
      join ${DimKleNummer} as kle on kle.DimKleNummerID = fact.DimKleNummer
      join ${DimBorger} as modtager on modtager.DimBorgerID = fact.DimBorgerYdelsesmodtager
      join ${DimBorger} as bevilling on bevilling.DimBorgerID = fact.DimBorgerBevillingsmodtager
      join ${DimKYSagsbehandler} as sagsbehandler
        on sagsbehandler.DimKYSagsbehandlerID = fact.DimKYSagsbehandler
      join ${DimKYOrganisation} as organisation on organisation.DimKYOrganisationID = fact.DimKYOrganisation
      join ${DimYdelsesart} as art on art.DimYdelsesartID = fact.DimYdelsesart
      where fact.SagId = 'known' and fact.DimTid = 20220430`)
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['32.24.00', '0101410001', '0101570001', 'SB1', 'ORG1', 'Kontanthjælp'],
    ])
  })

  it('are −1 for a number unknown to KLE or to CPR, and for what is not told', async () => {
    const rows = await warehouse.rows(sql`
      select distinct
        DimKleNummer, DimBorgerYdelsesmodtager, DimBorgerBevillingsmodtager, DimKYSagsbehandler,
        DimKYOrganisation, DimAfgørelsestype, DimYdelsesart
      from ${FactKYSager}
      where SagId = 'unknown'`)
    expect(rows.map((row) => Object.values(row))).toEqual([Array(7).fill('-1')])
  })

  it('have the latest decision by the end of the month', async () => {
    const rows = await warehouse.rows(sql`
      select fact.DimTid, coalesce(nullif(kind.Afgørelsestype, 'Ukendt'), '') as type
      from ${FactKYSager} as fact
      join ${DimAfgørelsestype} as kind on kind.DimAfgørelsestypeID = fact.DimAfgørelsestype
      where fact.SagId = 'known'
      order by fact.DimTid`)
    expect(rows.map((row) => Object.values(row).join(' ').trim())).toEqual([
      '20220430',
      '20220531 Bevilling',
      '20220630 Ophør',
    ])
  })

  it('point to the interval standing at the end of the month', async () => {
    const rows = await warehouse.rows(sql`
      select fact.DimTid, standing.Sagstilstand, standing.FraDato, fact.DimAfgørelsestype <> -1 as decided
      from ${FactKYSager} as fact
      join ${DimKYSagOversigt} as standing on standing.DimKYSagOversigtID = fact.DimKYSagOversigt
      where fact.SagId = 'intervals'
      order by fact.DimTid`)
    expect(rows.map((row) => Object.values(row).join(' '))).toEqual([
      '20220228 Oprettet 2022-02-01 false',
      '20220331 Bevilget 2022-03-31 false',
      '20220430 Bevilget 2022-04-20 true',
      '20220531 Bevilget 2022-04-20 true',
      '20220630 Afslag 2022-06-01 true',
    ])
  })

  it('keep cases and caseworkers with one id apart by kommune and kildesystem', async () => {
    const rows = await warehouse.rows(sql`
      select fact.DimKommune, fact._kildesystem, fact.DimTid, fact.Sagstilstand, sagsbehandler._kommune
      from ${FactKYSager} as fact
      join ${DimKYSagsbehandler} as sagsbehandler
        on sagsbehandler.DimKYSagsbehandlerID = fact.DimKYSagsbehandler
      where fact.SagId = 'same'
      order by all`)
    expect(rows.map((row) => Object.values(row).join(' '))).toEqual([
      '461 NC 20220430 Afslag 0461',
      '751 NC 20220430 Oprettet ',
      '751 NC 20220531 Oprettet ',
      '751 NC 20220630 Oprettet ',
      '751 NC2 20220430 Oprettet 0751',
      '751 NC2 20220531 Oprettet 0751',
      '751 NC2 20220630 Oprettet 0751',
    ])
  })

  it.each([
    ['gone while open', ['20220228 (Oprettet; 18; 18; o)', '20220331 (Oprettet; 49; 49; )']],
    [
      'gone and closed since',
      [
        '20220228 (Oprettet; 18; 18; o)',
        '20220331 (Oprettet; 49; 49; )',
        '20220430 (Oprettet; 79; 79; )',
        '20220531 (Afslag; 81; 81; sa)',
      ],
    ],
    ['gone, closed and open again', ['20220228 (Oprettet; 18; 18; o)', '20220331 (Oprettet; 49; 49; )']],
    ['gone before it was created', []],
  ])('a case %s: while it is open, no further than the last day that it is good for', async (sag, rows) => {
    expect(await sagerRows(warehouse, sag)).toEqual(rows)
  })
})
