import { month, sql, text } from '@flis/core'
import { BorgerPerson, DimBorger } from '@flis/dm'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  DimKYOpgaveOversigt,
  DimKYOrganisation,
  DimKYSagOversigt,
  DimKYSagsbehandler,
  FactKYOpgaver,
  KYOpgave,
} from '../../src/ky/index.js'
import { insertLoads, insertSager, type KyWarehouse, kyWarehouse, type SourceRow } from './warehouse.js'

const RUN = month('2022-06')

interface OpgaverExample {
  readonly name: string
  readonly opgave: SourceRow
  /** DimTid: opgavetid, flags o = oprettet, a = afsluttet. */
  readonly rows: readonly string[]
  /** Tilstand and AfsluttetDato of DimKYOpgaveOversigt; absent: no member. */
  readonly oversigt?: readonly [tilstand: string, afsluttet: string | null]
}

const task = (Tilstand: string, OprettetDato: string, AfsluttetDato: string | null): SourceRow => ({
  Tilstand,
  OprettetDato,
  AfsluttetDato,
})

/** What the specification's sentences say; the extract is that of October 2022. */
const EXAMPLES: readonly OpgaverExample[] = [
  {
    name: 'Åben: to the run month',
    opgave: task('Åben', '2022-04-20', null),
    rows: ['20220430: 10 o', '20220531: 41', '20220630: 71'],
    oversigt: ['Åben', null],
  },
  {
    name: 'Gennemført: to the month of its AfsluttetDato',
    opgave: task('Gennemført', '2022-03-20', '2022-05-02'),
    rows: ['20220331: 11 o', '20220430: 41', '20220531: 43 a'],
    oversigt: ['Gennemført', '2022-05-02'],
  },
  {
    name: 'Afbrudt on the day on which it was created',
    opgave: task('Afbrudt', '2022-03-31', '2022-03-31'),
    rows: ['20220331: 0 oa'],
    oversigt: ['Afbrudt', '2022-03-31'],
  },
  {
    name: "ended on the run month's last day",
    opgave: task('Gennemført', '2022-06-10', '2022-06-30'),
    rows: ['20220630: 20 oa'],
    oversigt: ['Gennemført', '2022-06-30'],
  },
  {
    name: "ended after the run month's end: Åben still",
    opgave: task('Gennemført', '2022-06-10', '2022-07-01'),
    rows: ['20220630: 20 o'],
    oversigt: ['Åben', null],
  },
  {
    name: 'Åben with AfsluttetDato: counts as open',
    opgave: task('Åben', '2022-05-10', '2022-05-20'),
    rows: ['20220531: 21 o', '20220630: 51'],
    oversigt: ['Åben', null],
  },
  {
    name: 'closed without AfsluttetDato: on the last day of the periode of the extract, here after the run month',
    opgave: task('Gennemført', '2022-06-10', null),
    rows: ['20220630: 20 o'],
    oversigt: ['Åben', null],
  },
  {
    name: 'created after the run month: no row',
    opgave: task('Åben', '2022-07-01', null),
    rows: [],
  },
]

let warehouse: KyWarehouse

const rowsOf = async (id: string): Promise<readonly string[]> => {
  const rows = await warehouse.rows(sql`
    select
      DimTid,
      Opgavetid,
      concat(case when DimJaNejOprettet = 1 then 'o' end, case when DimJaNejAfsluttet = 1 then 'a' end) as flags
    from ${FactKYOpgaver}
    where OpgaveId = ${text(id)}
    order by DimTid`)
  return rows.map((row) => `${row.DimTid}: ${row.Opgavetid} ${row.flags}`.trim())
}

beforeAll(async () => {
  warehouse = await kyWarehouse()
  await warehouse.insert(
    KYOpgave,
    EXAMPLES.map(({ name, opgave }) => ({ OpgaveId: name, ...opgave })),
  )
  await warehouse.insert(
    BorgerPerson,
    ['0101410001', '0101570001'].map((Personnummer) => ({ Personnummer, Status: '01' })),
    { kommune: '0000', kildesystem: 'CPR' },
  )
  await insertSager(warehouse, [
    {
      name: 'S1',
      oprettet: '2022-04-10',
      tilstande: [
        ['Bevilget', '2022-05-10'],
        ['Afsluttet', '2022-06-30'],
      ],
      sag: { SagsbehandlerId: 'SB1', OrganisationId: 'ORG1' },
    },
    { name: 'later', oprettet: '2022-07-02', tilstande: [], sag: { SagsbehandlerId: 'SB1' } },
  ])
  await insertSager(
    warehouse,
    [{ name: 'S1', oprettet: '2022-01-01', tilstande: [], sag: { SagsbehandlerId: 'SB1' } }],
    { kildesystem: 'NC2' },
  )
  const open = task('Åben', '2022-03-15', null)
  await warehouse.insert(KYOpgave, [
    { ...open, OpgaveId: 'of a case', SagId: 'S1' },
    {
      ...open,
      OpgaveId: 'with its own',
      SagId: 'S1',
      BorgerCpr: '0101570001',
      SagsbehandlerId: 'SB2',
      OrganisationId: 'ORG2',
    },
    { ...open, OpgaveId: 'of no case' },
    { ...open, OpgaveId: 'of an unknown case', SagId: 'S9', BorgerCpr: '0101900001' },
    { ...open, OpgaveId: 'of a later case', SagId: 'later', SagsbehandlerId: '' },
  ])
  await warehouse.insert(KYOpgave, [{ ...open, OpgaveId: 'of a case', SagId: 'S1' }], { kildesystem: 'NC2' })
  await insertLoads(warehouse, KYOpgave, ['2022-03', '2022-04'].map(month))
  await warehouse.insert(
    KYOpgave,
    [
      { ...task('Åben', '2022-03-10', null), OpgaveId: 'gone while open' },
      { ...task('Gennemført', '2022-03-10', '2022-05-10'), OpgaveId: 'gone, with its end' },
      { ...task('Åben', '2022-04-10', null), OpgaveId: 'gone before it was created' },
    ],
    { fra: 20220331001n, til: 20220430001n },
  )
  await warehouse.buildAll(RUN, [FactKYOpgaver])
})

describe('FactKYOpgaver', () => {
  it.each(EXAMPLES)('$name', async ({ name, rows, oversigt }) => {
    expect(await rowsOf(name)).toEqual(rows)
    const member = await warehouse.rows(sql`
      select Tilstand, AfsluttetDato from ${DimKYOpgaveOversigt} where OpgaveId = ${text(name)}`)
    expect(member.map((row) => Object.values(row))).toEqual(oversigt === undefined ? [] : [oversigt])
  })

  it.each([
    ['gone while open', ['20220331: 21 o']],
    ['gone, with its end', ['20220331: 21 o', '20220430: 51', '20220531: 61 a']],
    ['gone before it was created', []],
  ])('a task %s', async (id, rows) => {
    expect(await rowsOf(id)).toEqual(rows)
  })
})

describe('keys of FactKYOpgaver', () => {
  const keysOf = async (id: string, kildesystem = 'NC') => {
    const rows = await warehouse.rows(sql`
      select
        coalesce(borger.Personnummer, '') as Personnummer,
        coalesce(sagsbehandler.SagsbehandlerId, '') as SagsbehandlerId,
        coalesce(organisation.OrganisationId, '') as OrganisationId
      from ${FactKYOpgaver} as fact
      join ${DimKYOpgaveOversigt} as opgave on opgave.DimKYOpgaveOversigtID = fact.DimKYOpgaveOversigt
      join ${DimBorger} as borger on borger.DimBorgerID = fact.DimBorger
      join ${DimKYSagsbehandler} as sagsbehandler
        on sagsbehandler.DimKYSagsbehandlerID = fact.DimKYSagsbehandler
      join ${DimKYOrganisation} as organisation on organisation.DimKYOrganisationID = fact.DimKYOrganisation
      where opgave.OpgaveId = ${text(id)} and fact._kildesystem = ${text(kildesystem)}`)
    return [...new Set(rows.map((row) => Object.values(row).join(' ')))]
  }

  it.each([
    ['of a case', ['0101410001 SB1 ORG1']],
    ['with its own', ['0101570001 SB2 ORG2']],
    ['of no case', ['Ukendt Ukendt Ukendt']],
    ['of an unknown case', ['Ukendt Ukendt Ukendt']],
    ['of a later case', ['0101410001 SB1 Ukendt']],
  ])('of a task %s', async (id, keys) => {
    expect(await keysOf(id)).toEqual(keys)
  })

  const intervalsOf = async (id: string, kildesystem = 'NC') => {
    const rows = await warehouse.rows(sql`
      select fact.DimTid, standing.Sagstilstand
      from ${FactKYOpgaver} as fact
      join ${DimKYSagOversigt} as standing on standing.DimKYSagOversigtID = fact.DimKYSagOversigt
      where fact.OpgaveId = ${text(id)} and fact._kildesystem = ${text(kildesystem)}
      order by fact.DimTid`)
    return rows.map((row) => Object.values(row).join(' '))
  }

  it('point to the interval of the case standing at month end, −1 before the case was created', async () => {
    expect(await intervalsOf('of a case')).toEqual([
      '20220331 Ukendt',
      '20220430 Oprettet',
      '20220531 Bevilget',
      '20220630 Afsluttet',
    ])
  })

  it.each(['of no case', 'of an unknown case', 'of a later case'])('are −1 for a task %s', async (id) => {
    expect(new Set((await intervalsOf(id)).map((row) => row.split(' ')[1]))).toEqual(new Set(['Ukendt']))
  })

  it('take the case of the same kildesystem', async () => {
    expect((await intervalsOf('of a case', 'NC2')).map((row) => row.split(' ')[1])).toEqual(
      Array(4).fill('Oprettet'),
    )
  })
})
