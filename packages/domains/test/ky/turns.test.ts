import { type Model, month, raw, type Sql, sql } from '@flis/core'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  DimKYOpgaveOversigt,
  DimKYSagOversigt,
  FactKYAfgørelser,
  FactKYOpgaver,
  FactKYSager,
  KYAfgoerelse,
  KYOpgave,
  KYSag,
  KYYdelse,
} from '../../src/ky/index.js'
import { turnedUnits, unitsOf } from './units.js'
import { insertLoads, insertSager, type KyWarehouse, kyWarehouse } from './warehouse.js'

const JUNE = { after: month('2022-05'), until: month('2022-06') }

type States = readonly (readonly [tilstand: string, fra: string])[]

/** Case, creation, states; whether the passing of June turns its intervals. */
const CASES: readonly (readonly [name: string, oprettet: string, tilstande: States, turned: boolean])[] = [
  ['an open case', '2022-05-10', [['Bevilget', '2022-05-20']], true],
  ['a case without states', '2022-05-10', [], true],
  [
    'a case that was reopened',
    '2022-05-01',
    [
      ['Afslag', '2022-05-10'],
      ['Bevilget', '2022-05-20'],
    ],
    true,
  ],
  [
    'a case with a state in June',
    '2022-05-10',
    [
      ['Afslag', '2022-05-20'],
      ['Afsluttet', '2022-06-30'],
    ],
    true,
  ],
  ['a case created in June', '2022-06-30', [['Afslag', '2022-05-20']], true],
  [
    'a closed case',
    '2022-05-10',
    [
      ['Bevilget', '2022-05-12'],
      ['Afslag', '2022-05-20'],
    ],
    false,
  ],
  [
    'a closed case with a state in July',
    '2022-05-10',
    [
      ['Afslag', '2022-05-20'],
      ['Bevilget', '2022-07-01'],
    ],
    false,
  ],
  ['a case created in July', '2022-07-01', [], false],
]

const CLOSED: States = [['Afslag', '2022-05-20']]

let warehouse: KyWarehouse

/** The cases whose units a query names. */
const casesOf = async (units: string): Promise<readonly string[]> => {
  await warehouse.session.run(`create or replace temp table named_units as ${units}`)
  const rows = await warehouse.rows(sql`
    select distinct SagId
    from (
      select _unit, SagId from ${KYSag} as sag
      union all
      select _unit, SagId from ${KYAfgoerelse} as afgoerelse
      union all
      select _unit, SagId from ${KYOpgave} as opgave
    )
    where _unit in (select unit from named_units)
    order by SagId`)
  return rows.map((row) => String(row.SagId))
}

const turnedIn = (model: Model): Promise<readonly string[]> => casesOf(turnedUnits(model, JUNE))

const neighboursOf = (model: Model, sag: string): Promise<readonly string[]> => {
  const { recompute } = model
  const neighbours = recompute.by === 'unit' ? recompute.neighbours : undefined
  if (neighbours === undefined) throw new Error('no neighbours')
  const changed: Sql = raw(`(select hash('0751', 'NC', '${sag}') as unit)`)
  return casesOf(unitsOf(neighbours(changed)))
}

beforeAll(async () => {
  warehouse = await kyWarehouse()
  await insertSager(
    warehouse,
    CASES.map(([name, oprettet, tilstande]) => ({ name, oprettet, tilstande })),
  )
  const closed = { oprettet: '2022-05-10', tilstande: CLOSED }
  await insertSager(
    warehouse,
    ['first ydelse in June', 'second ydelse in June', 'decided in June', 'task ended in June'].map(
      (name) => ({
        ...closed,
        name,
      }),
    ),
  )
  const ydelse = (SagId: string, StartDato: string) => ({
    YdelseId: `${SagId} ${StartDato}`,
    SagId,
    Ydelsesart: 'Kontanthjælp',
    Ydelsestype: 'Løbende',
    StartDato,
  })
  await warehouse.insert(KYYdelse, [
    ydelse('first ydelse in June', '2022-06-30'),
    ydelse('second ydelse in June', '2022-05-31'),
    ydelse('second ydelse in June', '2022-06-30'),
    ydelse('a closed case', '2022-07-01'),
  ])
  const gone = { til: 20220430001n }
  await insertLoads(warehouse, KYSag, [month('2022-03'), month('2022-04')])
  await insertSager(
    warehouse,
    [
      { name: 'gone, with a state in June', oprettet: '2022-02-10', tilstande: [['Afslag', '2022-06-02']] },
      { name: 'gone, with a state in May', oprettet: '2022-02-10', tilstande: [['Afslag', '2022-05-02']] },
    ],
    gone,
  )
  const decision = (AfgoerelseId: string, RaekkeNr: number, SagId: string, dag: string) => ({
    AfgoerelseId,
    RaekkeNr,
    SagId,
    Afgoerelsestype: 'Bevilling',
    AfgoerelseTidspunkt: `${dag}T10:00:00`,
  })
  await warehouse.insert(KYAfgoerelse, [
    decision('A1', 1, 'decided in June', '2022-06-30'),
    decision('A2', 1, 'a closed case', '2022-05-31'),
    decision('A3', 1, 'a case with a state in June', '2022-05-31'),
    decision('A4', 1, 'a case created in June', '2022-05-31'),
    decision('A5', 1, 'one case', '2022-01-31'),
    decision('A5', 2, 'another case', '2022-01-31'),
    decision('A6', 2, 'another case', '2022-01-31'),
  ])
  const task = (OpgaveId: string, SagId: string, Tilstand: string, AfsluttetDato: string | null) => ({
    OpgaveId,
    SagId,
    Tilstand,
    OprettetDato: '2022-02-10',
    AfsluttetDato,
  })
  await warehouse.insert(KYOpgave, [
    task('O1', 'task ended in June', 'Gennemført', '2022-06-01'),
    task('O2', 'a closed case', 'Gennemført', '2022-05-31'),
    task('O3', 'an open case', 'Åben', '2022-06-01'),
  ])
  await warehouse.insert(KYOpgave, [task('O4', 'older case of the task', 'Gennemført', null)], {
    fra: 20220331001n,
    til: 20220430001n,
  })
  await warehouse.insert(KYOpgave, [task('O4', 'newer case of the task', 'Gennemført', null)], {
    fra: 20220430001n,
  })
})

describe('the passing of June turns', () => {
  it('intervals of what is open, begins or enters a state in it', async () => {
    const named = await turnedIn(DimKYSagOversigt)
    for (const [name, , , turned] of CASES) expect([name, named.includes(name)]).toEqual([name, turned])
  })

  it('months of cases whose earliest ydelse begins, and of vanished ones that enter a state', async () => {
    expect(await turnedIn(FactKYSager)).toEqual(['first ydelse in June', 'gone, with a state in June'])
  })

  it('tasks that end', async () => {
    expect(await turnedIn(DimKYOpgaveOversigt)).toEqual(['task ended in June'])
  })

  it('decisions made in it, and those whose case begins or enters a state', async () => {
    expect(await turnedIn(FactKYAfgørelser)).toEqual([
      'a case created in June',
      'a case with a state in June',
      'decided in June',
    ])
  })
})

describe('with a changed case are computed', () => {
  it('the cases with rows of one of its decisions', async () => {
    expect(await neighboursOf(FactKYAfgørelser, 'one case')).toEqual(['another case'])
    expect(await neighboursOf(FactKYAfgørelser, 'another case')).toEqual(['one case'])
    expect(await neighboursOf(FactKYAfgørelser, 'a closed case')).toEqual([])
  })

  it.each([DimKYOpgaveOversigt, FactKYOpgaver])(
    '$name: the cases of closed tasks that were once in it',
    async (model) => {
      expect(await neighboursOf(model, 'older case of the task')).toEqual(['newer case of the task'])
      expect(await neighboursOf(model, 'newer case of the task')).toEqual([])
    },
  )
})
