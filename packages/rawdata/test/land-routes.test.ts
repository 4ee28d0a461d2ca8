import { describe, expect, it } from 'vitest'
import { waitingDelivery } from '../src/index.js'
import { borger, fsiii, ky } from './landing-areas.js'
import { landingWarehouse } from './landing-warehouse.js'
import { zipBytes } from './zip-bytes.js'

const KY = 'KY_0751_2022-10_001_F.zip'
const kyZip = zipBytes([
  { name: 'KYSag.csv', data: 'SagId;KleNummer;OprettetDato\na;1;2022-01-01\n' },
  { name: 'KYYdelse.csv', data: 'YdelseId;SagId\n' },
])
const LIFA_CSV = 'AdresseId;DistriktsNavn\n1;x\n'

const routes = {
  infRefs: { 'http://sp/KY': 'KY', 'http://sp/LIFA': 'LIFA' },
  authorities: { 55133018: '0751', 64942212: '0101', 19435075: '0000' },
}
const AARHUS = { infRef: 'http://sp/KY', senderAuthority: '55133018' }
const COUNTRY = { infRef: 'http://sp/LIFA', senderAuthority: '19435075' }

describe('a routed delivery', () => {
  it('lands where name and route agree', async () => {
    const warehouse = await landingWarehouse({ config: { routes } })
    await warehouse.put(KY, kyZip, { routing: AARHUS })
    expect(await warehouse.land()).toEqual([{ id: `NC:${KY}`, state: 'received', code: null }])
  })

  it('lands by its name where it has no routing information', async () => {
    const warehouse = await landingWarehouse({ config: { routes } })
    await warehouse.put(KY, kyZip)
    expect(await warehouse.land()).toMatchObject([{ state: 'received' }])
  })

  it('lands by its name where no routes are configured, whatever its routing information', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(KY, kyZip, { routing: { infRef: 'http://sp/LIFA', senderAuthority: '99999999' } })
    expect(await warehouse.land()).toMatchObject([{ state: 'received' }])
  })

  it.each([
    ['L002', 'its InfRef is unknown', { ...AARHUS, infRef: 'http://sp/ky' }, { column: 'InfRef' }],
    ['L002', 'it has no InfRef', { ...AARHUS, infRef: '' }, { column: 'InfRef' }],
    [
      'L003',
      'its authority is unknown',
      { ...AARHUS, senderAuthority: '11111111' },
      { column: 'SenderAuthority', found: '11111111', kilde: 'KY' },
    ],
    ['L003', 'it has no authority', { ...AARHUS, senderAuthority: '' }, { column: 'SenderAuthority' }],
    [
      'L013',
      'the route is another Kilde’s',
      { ...AARHUS, infRef: 'http://sp/LIFA' },
      { column: 'InfRef', expected: 'KY', found: 'LIFA' },
    ],
    [
      'L013',
      'the route is another kommune’s',
      { ...AARHUS, senderAuthority: '64942212' },
      { column: 'SenderAuthority', expected: '0751', found: '0101' },
    ],
  ])('is rejected %s when %s', async (code, _, routing, facts) => {
    const warehouse = await landingWarehouse({ config: { routes } })
    await warehouse.put(KY, kyZip, { routing })
    expect(await warehouse.land()).toEqual([{ id: `NC:${KY}`, state: 'rejected', code }])
    const [delivery] = await warehouse.deliveries()
    expect(JSON.parse(String(delivery?.facts))).toMatchObject(facts)
  })
})

describe('a name of an own pattern', () => {
  const KY_OWN = String.raw`sager-(?<periode>\d{6})(?:-(?<loebenr>\d+))?\.zip`
  const LIFA_OWN = String.raw`distrikter (?<periode>\d{4}-\d{2})\.csv`
  const config = { routes, kilder: { KY: { pattern: KY_OWN }, LIFA: { pattern: LIFA_OWN } } }

  it('gets Kilde and kommune from the route, and løbenr 1 where it tells none', async () => {
    const warehouse = await landingWarehouse({ config })
    await warehouse.put('sager-202210.zip', kyZip, { routing: AARHUS, sender: 'NC' })
    await warehouse.put('distrikter 2022-10.csv', LIFA_CSV, { routing: COUNTRY, sender: 'LIFA' })
    await warehouse.land()
    expect(
      await warehouse.rows(
        'select id, kilde, kommune, periode, loebenr, type, state from ops.deliveries order by id',
      ),
    ).toEqual([
      {
        id: 'LIFA:distrikter 2022-10.csv',
        kilde: 'LIFA',
        kommune: '0000',
        periode: '2022-10',
        loebenr: 1,
        type: 'F',
        state: 'received',
      },
      {
        id: 'NC:sager-202210.zip',
        kilde: 'KY',
        kommune: '0751',
        periode: '2022-10',
        loebenr: 1,
        type: 'F',
        state: 'received',
      },
    ])
  })

  it.each([
    ['L003', 'nothing tells its kommune', 'sager-202210.zip', undefined],
    ['L003', 'its route is the country’s', 'sager-202210.zip', { ...AARHUS, senderAuthority: '19435075' }],
    ['L001', 'it has the default pattern instead', KY, AARHUS],
    ['L001', 'it only begins like the pattern', 'sager-202210.zip.zip', AARHUS],
    ['L001', 'its løbenr is 0', 'sager-202210-000.zip', AARHUS],
    ['L001', 'its løbenr has four digits', 'sager-202210-1000.zip', AARHUS],
    ['L004', 'its month is none', 'sager-202213.zip', AARHUS],
    ['L004', 'its month is too far ahead', 'sager-202301.zip', AARHUS],
    ['L013', 'its route is another Kilde’s', 'sager-202210.zip', { ...AARHUS, infRef: 'http://sp/LIFA' }],
  ])('is rejected %s when %s', async (code, _, name, routing) => {
    const warehouse = await landingWarehouse({ config })
    await warehouse.put(name, kyZip, { sender: 'NC', ...(routing === undefined ? {} : { routing }) })
    expect(await warehouse.land()).toEqual([{ id: `NC:${name}`, state: 'rejected', code }])
  })

  it('that two Kilder have is the route’s', async () => {
    const both = String.raw`data-(?<periode>\d{6})\.(?<ext>csv|zip)`
    const warehouse = await landingWarehouse({
      config: { routes, kilder: { KY: { pattern: both }, LIFA: { pattern: both } } },
    })
    await warehouse.put('data-202210.zip', kyZip, { routing: AARHUS, sender: 'NC' })
    await warehouse.put('data-202210.csv', LIFA_CSV, { routing: COUNTRY, sender: 'LIFA' })
    await warehouse.land()
    expect(await warehouse.rows('select kilde, kommune, state from ops.deliveries order by kilde')).toEqual([
      { kilde: 'KY', kommune: '0751', state: 'received' },
      { kilde: 'LIFA', kommune: '0000', state: 'received' },
    ])
  })

  it('lands in the order of extract time, the listing’s order notwithstanding', async () => {
    const warehouse = await landingWarehouse({ config })
    const names = ['sager-202210-2.zip', 'sager-202210-10.zip', 'sager-202209.zip', 'sager-202210-1.zip']
    for (const name of names) await warehouse.put(name, kyZip, { routing: AARHUS, sender: 'NC' })
    expect((await warehouse.land()).map(({ id }) => id)).toEqual(
      ['sager-202209.zip', 'sager-202210-1.zip', 'sager-202210-2.zip', 'sager-202210-10.zip'].map(
        (name) => `NC:${name}`,
      ),
    )
  })
})

describe('the delivery of another stage', () => {
  const config = {
    routes,
    kilder: { LIFA: { pattern: String.raw`distrikter (?<periode>\d{4}-\d{2})\.csv` } },
  }

  it('is known by its own pattern, and left waiting', async () => {
    const warehouse = await landingWarehouse({ config })
    await warehouse.put('distrikter 2022-10.csv', LIFA_CSV, { sender: 'LIFA' })
    expect(await warehouse.land(undefined, [ky])).toEqual([])
    expect(await warehouse.filesIn('inbox')).toHaveLength(2)
    expect(await warehouse.land(undefined, [borger])).toMatchObject([{ state: 'received' }])
  })

  it('is known by its route, where the name tells nothing', async () => {
    const warehouse = await landingWarehouse({ config })
    await warehouse.put('noget.csv', LIFA_CSV, { routing: COUNTRY, sender: 'LIFA' })
    expect(await warehouse.land(undefined, [ky])).toEqual([])
    expect(await warehouse.land(undefined, [borger])).toMatchObject([{ state: 'rejected', code: 'L001' }])
  })

  it('is known by its name before its route: the two disagree, and one stage must reject it', async () => {
    const warehouse = await landingWarehouse({ config })
    await warehouse.put(KY, kyZip, { routing: COUNTRY })
    expect(await warehouse.land(undefined, [borger])).toEqual([])
    expect(await warehouse.land(undefined, [ky])).toMatchObject([{ state: 'rejected', code: 'L013' }])
  })

  it('is anybody’s when neither name nor route tells its Kilde', async () => {
    const warehouse = await landingWarehouse({ config })
    await warehouse.put('noget.csv', LIFA_CSV, { routing: { ...COUNTRY, infRef: 'x' } })
    expect(await warehouse.land(undefined, [ky])).toMatchObject([{ state: 'rejected', code: 'L002' }])
  })
})

describe('what waits', () => {
  const config = {
    routes,
    kilder: { KY: { pattern: String.raw`sager-(?<periode>\d{6})\.zip` } },
  }

  it.each([
    ['sager-202210.zip', AARHUS, { kilde: 'KY', kommune: '0751', periode: '2022-10' }],
    ['sager-202210.zip', undefined, { kilde: '', kommune: '0000', periode: '' }],
    ['sager-202213.zip', AARHUS, { kilde: '', kommune: '0000', periode: '' }],
    [KY, AARHUS, { kilde: '', kommune: '0000', periode: '' }],
    ['XX_0751_2022-10_001_F.zip', undefined, { kilde: '', kommune: '0000', periode: '' }],
    ['LIFA_0000_2022-10_001_F.csv', undefined, undefined],
    ['FSIII_0751_2022-13_001_D.zip', undefined, undefined],
    ['noget.zip', COUNTRY, undefined],
  ])('as %s with route %j is told as landing would take it', async (name, routing, expected) => {
    const warehouse = await landingWarehouse({ config, areas: [ky, borger, fsiii] })
    await warehouse.put(name, kyZip, routing === undefined ? {} : { routing })
    const [arrival] = await warehouse.arrivals()
    if (arrival === undefined) throw new Error('nothing waits')
    expect(await waitingDelivery(warehouse.env, [ky])(arrival)).toEqual(
      expected === undefined ? undefined : { fileName: name, ...expected },
    )
    expect(await warehouse.filesIn('inbox')).toHaveLength(2)
  })

  it('and has gone meanwhile is told by its name', async () => {
    const warehouse = await landingWarehouse({ config })
    expect(
      await waitingDelivery(warehouse.env, [borger])({
        fileName: 'LIFA_0000_2022-10_001_F.csv',
        metadataPath: '/nowhere.metadata',
      }),
    ).toEqual({
      fileName: 'LIFA_0000_2022-10_001_F.csv',
      kilde: 'LIFA',
      kommune: '0000',
      periode: '2022-10',
    })
  })
})
