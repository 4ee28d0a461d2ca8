import { describe, expect, it } from 'vitest'
import { type LandingWarehouse, landingWarehouse } from './landing-warehouse.js'
import { zipBytes } from './zip-bytes.js'

const KY = 'KY_0751_2022-10_001_F.zip'
const TEA = 'KY_0751_2022-10_001_F_TEA.zip'
const kyZip = (sagId = 'a') =>
  zipBytes([
    { name: 'KYSag.csv', data: `SagId;KleNummer;OprettetDato\n${sagId};1;2022-01-01\n` },
    { name: 'KYYdelse.csv', data: 'YdelseId;SagId\n' },
  ])
const entry = { kilde: 'KY', kommune: '0751', kildesystem: 'KommunernesYdelsessystem', senders: ['NC'] }
const tea = { kilde: 'KY', kommune: '0751', kildesystem: 'TEA', senders: ['TEAM'] }

const facts = async (warehouse: LandingWarehouse) =>
  JSON.parse(String((await warehouse.deliveries()).at(-1)?.facts)) as unknown

describe('the kildesystem of a delivery', () => {
  it('is the Sender where nothing is configured', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(KY, kyZip())
    expect(await warehouse.land()).toEqual([{ id: `NC:${KY}`, state: 'received', code: null }])
  })

  it('is what the Sender means in the table of deliverers, in id and ledger', async () => {
    const warehouse = await landingWarehouse({ config: { leverandører: [entry] } })
    await warehouse.put(KY, kyZip())
    const id = `KommunernesYdelsessystem:${KY}`
    expect(await warehouse.land()).toEqual([{ id, state: 'received', code: null }])
    expect(await warehouse.deliveries()).toMatchObject([{ id, kildesystem: 'KommunernesYdelsessystem' }])
  })

  it('is the Sender for a kommune that the table does not name', async () => {
    const warehouse = await landingWarehouse({ config: { leverandører: [entry] } })
    await warehouse.put('KY_0101_2022-10_001_F.zip', kyZip())
    expect(await warehouse.land()).toMatchObject([{ id: 'NC:KY_0101_2022-10_001_F.zip', state: 'received' }])
  })

  it('of a kommune without an entry is that of 0000', async () => {
    const warehouse = await landingWarehouse({ config: { leverandører: [{ ...entry, kommune: '0000' }] } })
    await warehouse.put('KY_0101_2022-10_001_F.zip', kyZip())
    expect(await warehouse.land()).toMatchObject([
      { id: 'KommunernesYdelsessystem:KY_0101_2022-10_001_F.zip', state: 'received' },
    ])
  })

  it('is part of the identity: two systems of a kommune each count their own løbenr', async () => {
    const warehouse = await landingWarehouse({ config: { leverandører: [entry, tea] } })
    await warehouse.put(KY, kyZip('a'))
    await warehouse.put(TEA, kyZip('b'), { sender: 'TEAM' })
    expect(await warehouse.land()).toEqual([
      { id: `KommunernesYdelsessystem:${KY}`, state: 'received', code: null },
      { id: `TEA:${TEA}`, state: 'received', code: null },
    ])
    expect(
      await warehouse.rows('select kildesystem, extract_time from ops.deliveries order by kildesystem'),
    ).toEqual([
      { kildesystem: 'KommunernesYdelsessystem', extract_time: 20221031001 },
      { kildesystem: 'TEA', extract_time: 20221031001 },
    ])
    await warehouse.put(TEA, kyZip('c'), { sender: 'TEAM' })
    expect(await warehouse.land()).toEqual([{ id: `TEA:${TEA}~2`, state: 'rejected', code: 'L005' }])
  })

  it('with one file name for both is two identities', async () => {
    const warehouse = await landingWarehouse({ config: { leverandører: [entry, tea] } })
    for (const [sender, system] of [
      ['NC', 'KommunernesYdelsessystem'],
      ['TEAM', 'TEA'],
    ] as const) {
      await warehouse.put(KY, kyZip(sender), { sender })
      expect(await warehouse.land()).toEqual([{ id: `${system}:${KY}`, state: 'received', code: null }])
    }
  })

  it('whose senders are two is one identity, whoever of them sends', async () => {
    const senders = ['NC', 'NETC']
    const warehouse = await landingWarehouse({ config: { leverandører: [{ ...entry, senders }] } })
    for (const [sender, state] of [
      ['NC', 'received'],
      ['NETC', 'duplicate'],
    ] as const) {
      await warehouse.put(KY, kyZip(), { sender })
      expect(await warehouse.land()).toMatchObject([{ state }])
    }
  })

  it('is told by the file name where one Sender carries both systems', async () => {
    const warehouse = await landingWarehouse({
      config: { leverandører: [entry, { ...tea, senders: ['NC'] }] },
    })
    await warehouse.put(KY, kyZip())
    await warehouse.put(TEA, kyZip(), { sender: 'NC' })
    expect((await warehouse.land()).map(({ id }) => id)).toEqual([
      `KommunernesYdelsessystem:${KY}`,
      `TEA:${TEA}`,
    ])
  })
})

describe('a Sender', () => {
  it('that the table names may deliver, though the Kilde does not know it', async () => {
    const warehouse = await landingWarehouse({ config: { leverandører: [tea] } })
    await warehouse.put(KY, kyZip(), { sender: 'TEAM' })
    expect(await warehouse.land()).toEqual([{ id: `TEA:${KY}`, state: 'received', code: null }])
  })

  it('of the settings takes the place of the Kilde’s own', async () => {
    const warehouse = await landingWarehouse({ config: { kilder: { KY: { senders: ['NETC'] } } } })
    await warehouse.put(KY, kyZip(), { sender: 'NETC' })
    await warehouse.put('KY_0751_2022-10_002_F.zip', kyZip(), { sender: 'NC' })
    expect(await warehouse.land()).toEqual([
      { id: `NETC:${KY}`, state: 'received', code: null },
      { id: 'NC:KY_0751_2022-10_002_F.zip', state: 'rejected', code: 'L012' },
    ])
    expect(await facts(warehouse)).toMatchObject({ expected: 'NETC', found: 'NC' })
  })

  it.each([
    ['names it for another kommune', { leverandører: [{ ...tea, kommune: '0101' }] }, `TEAM:${KY}`, {}],
    [
      'names it no longer',
      { leverandører: [{ ...tea, to: '2022-10-30' }] },
      `TEA:${KY}`,
      { kildesystem: 'TEA', detail: 'its validity as deliverer has ended' },
    ],
    [
      'does not name it yet',
      { leverandører: [{ ...tea, from: '2022-11-01' }] },
      `TEA:${KY}`,
      { kildesystem: 'TEA', detail: 'its validity as deliverer has not begun' },
    ],
    [
      'names it no longer, though the Kilde knows it',
      { kilder: { KY: { senders: ['TEAM'] } }, leverandører: [{ ...tea, to: '2022-10-30' }] },
      `TEA:${KY}`,
      { kildesystem: 'TEA' },
    ],
  ])('is refused L012 when the table %s', async (_, config, id, told) => {
    const warehouse = await landingWarehouse({ config })
    await warehouse.put(KY, kyZip(), { sender: 'TEAM' })
    expect(await warehouse.land()).toEqual([{ id, state: 'rejected', code: 'L012' }])
    expect(await facts(warehouse)).toMatchObject({ kilde: 'KY', found: 'TEAM', ...told })
  })

  it('that was the deliverer may still correct a periode of its time', async () => {
    const warehouse = await landingWarehouse({ config: { leverandører: [{ ...tea, to: '2022-09-30' }] } })
    await warehouse.put('KY_0751_2022-09_002_F.zip', kyZip(), { sender: 'TEAM' })
    expect(await warehouse.land()).toMatchObject([{ id: 'TEA:KY_0751_2022-09_002_F.zip', state: 'received' }])
  })
})
