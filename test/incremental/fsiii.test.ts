import { BroPlanlagtIndsatsTilstand, FactPlanlagtIndsats, FactTilstand, fsiii } from '@flis/domains/fsiii'
import { type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { putCodes, putPersons, putReports, putSenders } from '../conformance/fsiii-warehouse.js'
import { deliveryReport, type Resource } from '../reference/fhir-bundle.js'
import {
  carePlan,
  condition,
  encounter,
  followUp,
  OPFØLGNING,
  procedure,
} from '../reference/fsiii-resources.js'
import { notAsComputed } from './as-computed.js'

const ANNA = '0101410001'
const BO = '0101570001'
const CARL = '0101900001'
const UUID = '17312894-b23f-43d9-9723-b725ac25d872'

const koder = (...indsatser: readonly { readonly code: string; readonly display: string }[]) => [
  { code: 'H', display: 'Pleje', concept: indsatser.filter((each) => each.code !== UUID) },
  {
    code: 'b07bbb6d-16b2-4cee-b5a5-771ca5beb67c',
    display: 'Pleje',
    concept: indsatser.filter((each) => each.code === UUID),
  },
  {
    code: 'J',
    display: 'Tilstande',
    concept: ['J1.3', 'J3.2'].map((code) => ({ code, display: `Tilstand ${code}` })),
  },
]
const HYGIEJNE = { code: 'H1.1', display: 'Personlig hygiejne' }

/** Units that the newest layer of a table took the place of; null where it was written anew. */
const replaced = async (w: TestWarehouse, table: string): Promise<number | null> => {
  const [row] = await w.query(
    `with layers as (
       select layer, role, p."rows" as n
       from ops.layers l left join ops.parts p on p.sha256 = l.sha256
       where l.model = '${table}' and version = (select max(nr) from ops.versions)
     )
     select max(layer)::integer as top, (sum(n) filter (role = 'units' and layer = (select max(layer) from layers)))::integer as units
     from layers`,
  )
  return row?.top === 0 ? null : Number(row?.units ?? 0)
}

describe('FSIII, run by run', () => {
  let w: TestWarehouse
  const sent = new Map<string, number>()
  const tell = (kommune: string, day: string, citizen: string, ...resources: readonly Resource[]) => {
    const nr = (sent.get(`${kommune} ${day}`) ?? 0) + 1
    sent.set(`${kommune} ${day}`, nr)
    const report = deliveryReport(`${day} ${nr}`, `${day}T08:00:00Z`, citizen, '123456789012345', resources)
    const loebenr = String(nr).padStart(3, '0')
    return putReports(w, { kommune, periode: day, loebenr, form: 'json', bundles: [report] })
  }
  /** What stands otherwise than one computation over everything gives: nothing. */
  const run = async (month: string): Promise<Readonly<Record<string, number>>> => {
    await w.monthRun(month)
    return await notAsComputed(w, fsiii, month)
  }
  const tilstand = (id: string, status: string, kontakter: readonly string[] = []) =>
    condition({ id, kode: 'J1.3', registreret: '2022-03-10', status, grad: 'B3', kontakter })
  const plan = (id: string, kode: string, tilstande: readonly string[]) =>
    carePlan({ id, kode, status: 'active', start: '2022-03-12', tilstande })

  beforeAll(async () => {
    w = await testWarehouse({ areas: [fsiii], now: '2023-01-02' })
    await putCodes(w, { periode: '2022-01', concept: koder(HYGIEJNE) })
    await tell(
      '0751',
      '2022-03-12',
      ANNA,
      tilstand('t-anna', 'active', ['k-anna']),
      plan('p-anna', 'H1.1', ['t-anna']),
    )
    await tell('0000', '2022-03-12', BO, tilstand('t-bo', 'active'), plan('p-bo', 'H1.1', ['t-bo', 't-ny']))
    await tell('0751', '2022-03-12', CARL, plan('p-carl', 'H1.1', []))
    await tell(
      '0751',
      '2022-05-10',
      ANNA,
      tilstand('t-anna', 'inactive'),
      followUp({
        id: 'o',
        status: 'final',
        resultat: 'E3',
        tidspunkt: '2022-05-10',
        tilstande: ['t-anna'],
        planer: ['p-anna'],
      }),
    )
    await w.monthRun('2022-04')
  })
  afterAll(() => w.close())

  it('shows a follow-up and an end when their month has come', async () => {
    const slut = async () =>
      (await w.rows(FactTilstand)).map((row) =>
        [row.TilstandId, row.DimTidSlut, row.DimTidOpfølgning].join(' '),
      )
    expect(await slut()).toEqual(['t-anna -1 -1', 't-bo -1 -1'])
    expect(await run('2022-05')).toEqual({})
    expect(await slut()).toEqual(['t-anna 20220510 20220510', 't-bo -1 -1'])
    expect(await replaced(w, 'FactTilstand')).toBe(1)
    expect(await replaced(w, 'FactPlanlagtIndsats')).toBe(1)
  })

  it('follows citizens of CPR, senders, and a tilstand that comes after what is linked to it', async () => {
    await putPersons(w, { periode: '2022-05', rows: { [ANNA]: '1941-01-01', [BO]: '1957-01-01' } })
    await putSenders(w, { periode: '2022-05', rows: { '123456789012345': '0101' } })
    await tell(
      '0000',
      '2022-05-20',
      BO,
      condition({ id: 't-ny', kode: 'J3.2', registreret: '2022-03-01', status: 'active' }),
    )
    expect(await run('2022-05')).toEqual({})
    expect(await replaced(w, 'FactPlanlagtIndsats')).toBe(2)
    const rows = (await w.rows(FactPlanlagtIndsats)).filter((row) => row.IndsatsId === 'p-bo')
    expect(new Set(rows.map((row) => `${row.DimKommune} ${row.DimAlder}`))).toEqual(new Set(['101 65']))
    expect(
      (await w.rows(BroPlanlagtIndsatsTilstand)).map((row) => `${row.IndsatsId} ${row.TilstandId}`),
    ).toEqual(['p-anna t-anna', 'p-bo t-bo', 'p-bo t-ny'])
  })

  it('resolves references to what is told of other citizens, forgets what is taken back, and follows codes', async () => {
    const other = (status: string) => [
      followUp({
        id: 'o-carl',
        status,
        resultat: 'E2',
        tidspunkt: '2022-05-21',
        tilstande: ['t-bo'],
        planer: ['p-bo'],
      }),
      encounter({
        id: 'k-anna',
        type: OPFØLGNING,
        status: 'planned',
        start: '2022-09-01',
        tilstande: status === 'final' ? ['t-bo'] : [],
      }),
      procedure({
        id: 'l-carl',
        kode: 'H1.1',
        status: 'completed',
        leveret: '2022-05-21',
        tilstande: ['t-anna'],
      }),
    ]
    await tell('0751', '2022-05-21', CARL, ...other('final'))
    expect(await run('2022-05')).toEqual({})
    const af = async (id: string) => {
      const row = (await w.rows(FactTilstand)).find((each) => each.TilstandId === id)
      return [row?.DimTidOpfølgning, row?.DimTidOpfølgningKontakt].join(' ')
    }
    expect(await af('t-bo')).toBe('20220521 20220901')
    // Anna's newest version names the contact no longer
    expect(await af('t-anna')).toBe('20220510 -1')
    const keys = async () => new Set((await w.rows(FactPlanlagtIndsats)).map((row) => row.DimPlanlagtIndsats))
    const before = await keys()
    await tell('0751', '2022-05-22', CARL, ...other('entered-in-error'), plan('p-uuid', UUID, []))
    await putCodes(w, { periode: '2022-02', concept: koder(HYGIEJNE, { ...HYGIEJNE, code: UUID }) })
    expect(await run('2022-05')).toEqual({})
    expect(await af('t-bo')).toBe('-1 -1')
    // the new code is the pair of the one that all others were sent with
    expect(await keys()).toEqual(before)
    expect(await replaced(w, 'FactPlanlagtIndsats')).toBe(3)
  })
})
