import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type LandingWarehouse, landingWarehouse, shaOf } from './landing-warehouse.js'
import { zipBytes } from './zip-bytes.js'

const NAME = 'KY_0751_2022-10_001_F.zip'
const ID = `NC:${NAME}`

const kyZip = (sagId: string): Buffer =>
  zipBytes([
    { name: 'KYSag.csv', data: `SagId;KleNummer;OprettetDato;Note\n${sagId};1;2022-01-01;\n` },
    { name: 'KYYdelse.csv', data: 'YdelseId;SagId;SlutDato\n' },
  ])

const sagIds = async (warehouse: LandingWarehouse) =>
  (await warehouse.rows('select SagId from raadata."KYSag" order by 1')).map((row) => row.SagId)

const received = { id: ID, state: 'received', code: null }

describe('the same identity again', () => {
  it('with the same bytes is a duplicate without effect, acknowledged, whatever its metadata', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(NAME, kyZip('a'))
    expect(await warehouse.land()).toEqual([received])
    await warehouse.put(NAME, kyZip('a'))
    expect(await warehouse.land()).toEqual([{ id: `${ID}~2`, state: 'duplicate', code: null }])
    await warehouse.put(NAME, kyZip('a'), { uuid: '0b9c1c52-9d8e-4a0c-8a53-5a0f0f6f7f11' })
    expect(await warehouse.land()).toEqual([{ id: `${ID}~3`, state: 'duplicate', code: null }])
    expect(await warehouse.filesIn('inbox')).toEqual([])
    expect(await sagIds(warehouse)).toEqual(['a'])
    const [, second] = await warehouse.deliveries()
    expect(second).toMatchObject({
      kilde: 'KY',
      kommune: '0751',
      state: 'duplicate',
      rows_in: 0,
      extract_time: 20221031001,
      facts: JSON.stringify({ delivery: ID }),
      acknowledged: true,
    })
    expect(await warehouse.rows('select count(*) as n from ops.raadata')).toEqual([{ n: 2 }])
  })

  it('with other bytes is rejected L005, and both byte sets are kept', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(NAME, kyZip('a'))
    await warehouse.land()
    await warehouse.put(NAME, kyZip('b'))
    expect(await warehouse.land()).toEqual([{ id: `${ID}~2`, state: 'rejected', code: 'L005' }])
    expect(await sagIds(warehouse)).toEqual(['a'])
    const kept = await warehouse.filesIn('archive/sha256')
    for (const sha of [shaOf(kyZip('a')), shaOf(kyZip('b'))])
      expect(kept).toContain(join(sha.slice(0, 2), sha))
    const [, second] = await warehouse.deliveries()
    expect(JSON.parse(String(second?.facts))).toEqual({
      file: NAME,
      kilde: 'KY',
      kommune: '0751',
      kildesystem: 'NC',
      detail: `taken in as ${ID}`,
      delivery: `${ID}~2`,
    })
  })

  it('after an L005: the rejected bytes are L005 again, those that were taken in a duplicate', async () => {
    const warehouse = await landingWarehouse()
    const states: unknown[] = []
    for (const sagId of ['a', 'b', 'b', 'a']) {
      await warehouse.put(NAME, kyZip(sagId))
      for (const { state, code } of await warehouse.land()) states.push([state, code])
    }
    expect(states).toEqual([
      ['received', null],
      ['rejected', 'L005'],
      ['rejected', 'L005'],
      ['duplicate', null],
    ])
    expect((await warehouse.deliveries()).map((row) => row.id)).toEqual([ID, `${ID}~2`, `${ID}~3`, `${ID}~4`])
  })

  it.each([
    ['loaded', 'duplicate'],
    ['held', 'duplicate'],
  ])('of one that is %s by now is a %s', async (state, expected) => {
    const warehouse = await landingWarehouse()
    await warehouse.put(NAME, kyZip('a'))
    await warehouse.land()
    await warehouse.session.run(`update ops.deliveries set state = '${state}'`)
    await warehouse.put(NAME, kyZip('a'))
    expect(await warehouse.land()).toMatchObject([{ state: expected }])
  })

  it('after a rejection is taken in once it is right: nothing had been', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(NAME, kyZip('a'), { recipients: ['ANDRE'] })
    expect(await warehouse.land()).toEqual([{ id: ID, state: 'rejected', code: 'L011' }])
    await warehouse.put(NAME, kyZip('a'))
    expect(await warehouse.land()).toEqual([{ id: `${ID}~2`, state: 'received', code: null }])
    expect(await sagIds(warehouse)).toEqual(['a'])

    await warehouse.put('KY_0751_2022-11_001_F.zip', 'no zip')
    await warehouse.land()
    await warehouse.put('KY_0751_2022-11_001_F.zip', kyZip('b'))
    expect(await warehouse.land()).toMatchObject([{ state: 'received' }])
  })

  it('twice rejected is rejected twice', async () => {
    const warehouse = await landingWarehouse()
    for (const id of [ID, `${ID}~2`]) {
      await warehouse.put(NAME, 'no zip')
      expect(await warehouse.land()).toEqual([{ id, state: 'rejected', code: 'L030' }])
    }
    expect(await warehouse.filesIn('rejected')).toEqual([NAME, `${NAME}.error.json`, `${NAME}.metadata`])
  })

  it('in one batch: the first of the source is taken in', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(NAME, kyZip('a'))
    await warehouse.put(NAME, kyZip('b'), {}, join(warehouse.root, 'anden'))
    const both = [...(await warehouse.arrivals()), ...(await warehouse.arrivals('anden'))]
    expect(await warehouse.land(both)).toEqual([received, { id: `${ID}~2`, state: 'rejected', code: 'L005' }])
    expect(await warehouse.filesIn('anden')).toEqual([])
    expect(await sagIds(warehouse)).toEqual(['a'])
  })
})

describe('another identity', () => {
  it('with the same bytes is an ordinary delivery, its bytes kept once', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(NAME, kyZip('a'))
    await warehouse.put('KY_0751_2022-10_002_F.zip', kyZip('a'))
    expect(await warehouse.land()).toEqual([
      received,
      { id: 'NC:KY_0751_2022-10_002_F.zip', state: 'received', code: null },
    ])
    expect(await warehouse.rows('select extract_time from ops.deliveries order by 1')).toEqual([
      { extract_time: 20221031001 },
      { extract_time: 20221031002 },
    ])
    const sha = shaOf(kyZip('a'))
    expect((await warehouse.filesIn('archive/sha256')).filter((name) => name.endsWith(sha))).toHaveLength(1)
    expect(await sagIds(warehouse)).toEqual(['a', 'a'])
  })

  it('is the same file name from another kildesystem', async () => {
    const warehouse = await landingWarehouse()
    const name = 'LIFA_0000_2022-10_001_F.csv'
    const csv = 'AdresseId;DistriktsNavn\n1;x\n'
    for (const sender of ['LIFA', 'Anden']) {
      await warehouse.put(name, csv, { sender })
      expect(await warehouse.land()).toEqual([{ id: `${sender}:${name}`, state: 'received', code: null }])
    }
  })

  it('never gets an id that another delivery has', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(NAME, kyZip('a'))
    await warehouse.land()
    // no name of ours, but written as the second arrival would be
    await warehouse.put(`${NAME}~2`, 'x', { sender: 'NC' })
    expect(await warehouse.land()).toEqual([{ id: `${ID}~2`, state: 'rejected', code: 'L001' }])
    await warehouse.put(NAME, kyZip('a'))
    expect(await warehouse.land()).toEqual([{ id: `${ID}~3`, state: 'duplicate', code: null }])
  })
})
