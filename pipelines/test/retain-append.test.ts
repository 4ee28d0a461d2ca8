import { contract, dataomraade, field, fixedClock, kilde, parseConfig } from '@flis/core'
import { expect, it } from 'vitest'
import { retain } from '../src/operations/retain.js'
import { rebuild } from '../src/rebuild/rebuild.js'
import { testWarehouse } from '../src/testing/test-warehouse.js'

const Haendelse = contract('Haendelse', {
  kilde: 'HAEND',
  mode: 'append',
  fields: { Id: field.key.text(), Tekst: field.text() },
})
const areas = [
  dataomraade('Hændelser', {
    kilder: [kilde('HAEND', { senders: ['X'], types: ['D'] })],
    contracts: [Haendelse],
    models: [],
  }),
]
const now = '2022-11-05T10:00:00'

it('events that were appended before the checkpoint stay, twice over; late ones are too late (L070)', async () => {
  const w = await testWarehouse({ areas, now })
  const options = {
    warehouse: w.root,
    areas,
    clock: fixedClock(now),
    config: parseConfig({ areas: ['Hændelser'] }),
  }
  const history = () => w.query('select Id, Tekst, _fra, _til from dsa_hist."Haendelse" order by all')
  const months: Readonly<Record<string, readonly { readonly Id: string; readonly Tekst: string }[]>> = {
    '2022-07': [{ Id: '1', Tekst: 'A' }],
    '2022-08': [
      { Id: '1', Tekst: 'B' },
      { Id: '2', Tekst: 'A' },
    ],
    '2022-09': [{ Id: '1', Tekst: 'B' }],
    '2022-10': [{ Id: '1', Tekst: 'A' }],
  }
  for (const [month, rows] of Object.entries(months)) await w.deliver(Haendelse, `H 0751 ${month}`, rows)
  await w.intake()
  const before = await history()
  for (const periode of ['2022-08', '2022-10']) {
    expect(await retain({ ...options, before: periode })).toMatchObject({ lost: [] })
    expect(await history()).toEqual(before)
    expect((await rebuild(options)).equal).toBe(true)
  }
  await w.deliver(Haendelse, 'H 0751 2022-09 002', [{ Id: '1', Tekst: 'C' }])
  await w.deliver(Haendelse, 'H 0751 2022-08 002', [{ Id: '1', Tekst: 'C' }])
  await w.intake()
  expect(
    await w.query(
      `select loebenr, periode, state, code from ops.deliveries where loebenr = 2 order by periode`,
    ),
  ).toEqual([
    { loebenr: 2, periode: '2022-08', state: 'rejected', code: 'L070' },
    { loebenr: 2, periode: '2022-09', state: 'loaded', code: null },
  ])
  expect((await rebuild(options)).equal).toBe(true)
  await w.close()
})
