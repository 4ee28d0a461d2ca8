import { contract, dataomraade, field, kilde } from '@flis/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type LandedWarehouse, landedWarehouse } from './landed.js'

const Event = contract('Event', {
  kilde: 'T',
  mode: 'append',
  unit: ['Hvem'],
  fields: { Id: field.key.text(), Hvem: field.text(), Tal: field.integer().optional() },
})
const area = dataomraade('T', { kilder: [kilde('T', { types: ['D'] })], contracts: [Event], models: [] })

let w: LandedWarehouse
beforeEach(async () => {
  w = await landedWarehouse(area)
})
afterEach(() => w.close())

/** `id=number` or `id=number@who`. */
const rowsOf = (words: string) =>
  words.split(' ').map((word) => {
    const [Id = '', rest = ''] = word.split('=')
    const [Tal = '', Hvem = 'x'] = rest.split('@')
    return { Id, Hvem, Tal: Tal === '' ? null : Tal }
  })

const land = (periode: string, words: string, kommune = '0751') =>
  w.land({ contract: Event, kommune, periode, type: 'D', rows: rowsOf(words) })

const bring = async (...list: readonly (readonly [string, string])[]): Promise<void> => {
  for (const [periode, words] of list) {
    await land(periode, words)
    await w.historise()
  }
}

const versions = async (): Promise<readonly string[]> =>
  (
    await w.session.rows(
      `select Id, Tal, _fra // 1000 % 100 as fra, _til // 1000 % 100 as til, _til, _leverance[11:17] as leverance, _linje
       from dsa_hist."Event" order by _kommune, Id, _fra, _leverance`,
    )
  ).map(
    (row) =>
      `${String(row.Id)}=${String(row.Tal)} ${String(row.fra)}–${row._til === 99991231999n ? '' : String(row.til)} :${String(row._linje)}`,
  )

describe('events', () => {
  it('of one id are versions where the content changes; absence ends nothing', async () => {
    await bring(
      ['2022-10-01', 'a=1 b=1'],
      ['2022-10-02', 'b=2'],
      ['2022-10-03', 'b=2 c=1'],
      ['2022-10-04', 'b=1'],
    )
    expect(await versions()).toEqual(['a=1 1– :2', 'b=1 1–2 :3', 'b=2 2–4 :2', 'b=1 4– :2', 'c=1 3– :3'])
  })

  it('are of one id within kommune and kildesystem only', async () => {
    await land('2022-10-01', 'a=1')
    await land('2022-10-02', 'a=2', '0461')
    await w.historise()
    expect(await versions()).toEqual(['a=2 2– :2', 'a=1 1– :2'])
  })

  it('that come late part what looked like one version', async () => {
    await bring(['2022-10-01', 'a=1'], ['2022-10-03', 'b=1 a=1'], ['2022-10-05', 'a=1'])
    expect(await versions()).toEqual(['a=1 1– :2', 'b=1 3– :2'])
    await bring(['2022-10-02', 'a=2'])
    expect(await versions()).toEqual(['a=1 1–2 :2', 'a=2 2–3 :2', 'a=1 3– :3', 'b=1 3– :2'])
  })

  it('that come late before all others take their place as the first', async () => {
    await bring(['2022-10-03', 'a=1'], ['2022-10-04', 'a=2'], ['2022-10-01', 'x=1 a=1'])
    expect(await versions()).toEqual(['a=1 1–4 :3', 'a=2 4– :2', 'x=1 1– :2'])
  })

  it('know the difference between a number and none', async () => {
    await bring(['2022-10-01', 'a='], ['2022-10-02', 'a=0'], ['2022-10-03', 'a='])
    expect(await versions()).toEqual(['a=null 1–2 :2', 'a=0 2–3 :2', 'a=null 3– :2'])
  })

  it('of a withdrawn delivery leave no trace', async () => {
    await bring(['2022-10-01', 'a=1 b=1'], ['2022-10-02', 'a=2 c=1'], ['2022-10-03', 'a=1'])
    await w.session.run(`update ops.deliveries set state = 'withdrawn' where periode = '2022-10-02'`)
    await w.historise()
    expect(await versions()).toEqual(['a=1 1– :2', 'b=1 1– :3'])
    await w.session.run(`update ops.deliveries set state = 'withdrawn' where periode = '2022-10-01'`)
    await w.historise()
    expect(await versions()).toEqual(['a=1 3– :2'])
  })

  it('that break the contract stay out, and equal ones of a delivery count once', async () => {
    await bring(['2022-10-01', 'a=1'], ['2022-10-02', 'a=x b=1 b=1 c=1 c=2'])
    expect(await versions()).toEqual(['a=1 1– :2', 'b=1 2– :3'])
    expect(
      await w.session.rows(
        `select accepted, quarantined, duplicates from ops.deliveries where periode = '2022-10-02'`,
      ),
    ).toEqual([{ accepted: 1n, quarantined: 3n, duplicates: 1n }])
  })

  it('tell which units changed, and no others', async () => {
    const units = async () =>
      w.session.rows(
        `select count(distinct unit) as n, bool_and(unit in (
           select hash(_kommune, _kildesystem, Hvem) from dsa_hist."Event" where Hvem <> 'z'
         )) as known from ops.changes`,
      )
    await bring(['2022-10-01', 'a=1@x b=1@y c=1@z'])
    await w.session.run('delete from ops.changes')
    await bring(['2022-10-02', 'a=2@x b=1@y c=1@z d=1@v'])
    expect(await units()).toEqual([{ n: 2n, known: true }])
    await w.session.run('delete from ops.changes')
    await bring(['2022-10-03', 'a=2@y'])
    expect(await units()).toEqual([{ n: 2n, known: true }])
  })

  it('change nothing when historised again', async () => {
    await bring(['2022-10-01', 'a=1'], ['2022-10-02', 'a=2'])
    const before = [await versions(), await w.session.rows('select * from ops.changes')]
    await w.historise()
    expect([await versions(), await w.session.rows('select * from ops.changes')]).toEqual(before)
  })

  it('of which too many fail are held whole', async () => {
    await land('2022-10-01', Array.from({ length: 60 }, (_, i) => `s${i}=${i < 21 ? 'x' : '1'}`).join(' '))
    await w.historise()
    expect(await versions()).toEqual([])
    expect(await w.session.rows('select state, code from ops.deliveries')).toEqual([
      { state: 'held', code: 'L061' },
    ])
  })
})
