import { utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Env, fixedClock, type LandStep, month, stream } from '@flis/core'
import { describe, expect, it } from 'vitest'
import { type Arrival, folder, land, recoverLanding } from '../src/index.js'
import { borger, fsiii, ky } from './landing-areas.js'
import { landingWarehouse } from './landing-warehouse.js'
import { zipBytes } from './zip-bytes.js'

const kyZip = zipBytes([
  { name: 'KYSag.csv', data: 'SagId;KleNummer;OprettetDato;Note\na;1;2022-01-01;\nbroken\n' },
  { name: 'KYYdelse.csv', data: 'YdelseId;SagId;SlutDato\n' },
])
const lifa = 'AdresseId;DistriktsNavn\n1;x\n'

describe('arrivals land', () => {
  const names = [
    'KY_0751_2022-10_002_F.zip',
    'navn uden mening.zip',
    'KY_0751_2022-10_001_F.zip',
    'KY_0101_2022-11_001_F.zip',
    'LIFA_0000_2022-10_001_F.csv',
    'KY_0101_2022-10_001_F.zip',
  ]
  const inOrder = [
    'NC:KY_0101_2022-10_001_F.zip',
    'NC:KY_0751_2022-10_001_F.zip',
    'LIFA:LIFA_0000_2022-10_001_F.csv',
    'NC:KY_0751_2022-10_002_F.zip',
    'NC:KY_0101_2022-11_001_F.zip',
    'Nogen:navn uden mening.zip',
  ]

  it.each([
    ['as listed', (arrivals: readonly Arrival[]) => arrivals],
    ['turned about', (arrivals: readonly Arrival[]) => [...arrivals].reverse()],
  ])('by extract time, Kilde, kommune, name, given %s', async (_, order) => {
    const warehouse = await landingWarehouse()
    for (const name of names) await warehouse.put(name, name.startsWith('LIFA') ? lifa : kyZip)
    const landed = await warehouse.land(order(await warehouse.arrivals()))
    expect(landed.map(({ id }) => id)).toEqual(inOrder)
  })

  it('through a stream from the folder to the ledger', async () => {
    const warehouse = await landingWarehouse()
    for (const name of names) await warehouse.put(name, name.startsWith('LIFA') ? lifa : kyZip)
    const result = await stream(folder('inbox'), land(ky, borger), { batch: 4 }).run(warehouse.env)
    expect(result).toMatchObject({ right: { batches: 2, outputs: [{}, {}] } })
    expect(await warehouse.filesIn('inbox')).toEqual([])
    expect(await warehouse.rows('select count(*) as n from ops.deliveries where acknowledged')).toEqual([
      { n: 6 },
    ])
    expect(await stream(folder('inbox'), land(ky)).run(warehouse.env)).toMatchObject({
      right: { outputs: [{ landed: [] }] },
    })
  })

  it('of their own areas only; those of the others are left waiting, right or wrong', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put('KY_0751_2022-10_001_F.zip', kyZip)
    await warehouse.put('LIFA_0000_2022-10_001_F.csv', lifa)
    await warehouse.put('LIFA_0999_2022-10_001_F.csv', lifa)
    expect(await warehouse.land(undefined, [ky, fsiii])).toMatchObject([
      { id: 'NC:KY_0751_2022-10_001_F.zip' },
    ])
    expect(await warehouse.filesIn('inbox')).toHaveLength(4)
    expect(await warehouse.land(undefined, [borger])).toMatchObject([{ state: 'received' }, { code: 'L003' }])
  })

  it('as L002 when no area of the warehouse has the Kilde', async () => {
    const warehouse = await landingWarehouse({ areas: [ky] })
    await warehouse.put('LIFA_0000_2022-10_001_F.csv', lifa)
    expect(await warehouse.land()).toMatchObject([{ state: 'rejected', code: 'L002' }])
  })

  it('and one that has gone since it was listed is passed over', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put('KY_0751_2022-10_001_F.zip', kyZip)
    const arrivals = await warehouse.arrivals()
    await warehouse.land(arrivals)
    expect(await warehouse.land(arrivals)).toEqual([])
    expect(await warehouse.deliveries()).toHaveLength(1)
  })
})

describe('the plan’s land steps', () => {
  const step = (file: string): LandStep => ({
    kind: 'land',
    id: `land ${file}`,
    file,
    kilde: 'KY',
    phase: 2,
    kommune: '0751' as LandStep['kommune'],
    why: 'missing',
    because: [],
  })
  const planned = (env: Env, ...files: readonly string[]): Env => ({
    ...env,
    run: { ...env.run, plan: { month: month('2022-10'), steps: files.map(step) } },
  })

  it('are told from start to end, each with its outcome and rows', async () => {
    const warehouse = await landingWarehouse()
    const [first, second, third] = [1, 2, 3].map((nr) => `KY_0751_2022-10_00${nr}_F.zip`) as [
      string,
      string,
      string,
    ]
    await warehouse.put(first, kyZip)
    await warehouse.put(second, 'no zip')
    await warehouse.put(third, kyZip)
    await warehouse.land(undefined, [ky], planned(warehouse.env, first, second))
    const told = (file: string, outcome: string, rows: number) => [
      { event: 'step-started', step: `land ${file}`, why: 'missing' },
      { event: 'step-committing', step: `land ${file}` },
      { event: 'step-done', step: `land ${file}`, outcome, rows },
    ]
    expect(warehouse.events).toEqual([...told(first, 'received', 2), ...told(second, 'rejected', 0)])
  })

  it('tell how far reading has come', async () => {
    const warehouse = await landingWarehouse()
    const file = 'LIFA_0000_2022-10_001_F.csv'
    const large = `${lifa}${'2;Et distrikt med et ganske langt navn\n'.repeat(600_000)}`
    await warehouse.put(file, large)
    await warehouse.land(undefined, [borger], planned(warehouse.env, file))
    const progress = warehouse.events.filter((each) => each.event === 'step-progress')
    expect(progress.length).toBeGreaterThan(1)
    for (const each of progress) {
      expect(each).toMatchObject({ step: `land ${file}`, of: large.length, unit: 'bytes' })
      if (each.event === 'step-progress') expect(each.done).toBeLessThanOrEqual(large.length)
    }
    expect(warehouse.events.at(-1)).toMatchObject({ event: 'step-done', rows: 600_001 })
  })
})

describe('landing stops', () => {
  it('before the next delivery when the run is to stop; what has landed stays', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put('KY_0751_2022-10_001_F.zip', kyZip)
    await warehouse.put('KY_0751_2022-10_002_F.zip', kyZip)
    const abort = new AbortController()
    const arrivals = (await warehouse.arrivals()).map((each) => ({
      ...each,
      acknowledge: async (outcome: Parameters<Arrival['acknowledge']>[0]) => {
        await each.acknowledge(outcome)
        abort.abort()
      },
    }))
    const result = await warehouse.tryLanding(arrivals, [ky], { ...warehouse.env, signal: abort.signal })
    expect(result).toMatchObject({ code: 'S004' })
    expect(await warehouse.deliveries()).toHaveLength(1)
    expect(await warehouse.filesIn('staging')).toEqual([])
    await recoverLanding(warehouse.env, warehouse.session)
    await warehouse.land()
    expect(await warehouse.deliveries()).toMatchObject([{ acknowledged: true }, { acknowledged: true }])
  })

  it('with the file’s name when the failure is not the delivery’s', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put('KY_0751_2022-10_001_F.zip', kyZip)
    await writeFile(join(warehouse.root, 'raadata'), 'in the way')
    expect(await warehouse.tryLanding()).toMatchObject({
      code: 'S999',
      facts: { file: 'KY_0751_2022-10_001_F.zip' },
    })
    expect(await warehouse.deliveries()).toEqual([])
    expect(await warehouse.filesIn('inbox')).toHaveLength(2)
  })

  it('when the source cannot be told; the delivery stays committed, and the next run tells it', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put('KY_0751_2022-10_001_F.zip', kyZip)
    const failing = (await warehouse.arrivals()).map((each) => ({
      ...each,
      acknowledge: () => Promise.reject(new Error('the source is away')),
    }))
    expect(await warehouse.tryLanding(failing)).toMatchObject({ code: 'S999' })
    expect(await warehouse.deliveries()).toMatchObject([{ state: 'received', acknowledged: false }])
    expect(await warehouse.land()).toEqual([
      { id: 'NC:KY_0751_2022-10_001_F.zip', state: 'received', code: null },
    ])
    expect(await warehouse.deliveries()).toMatchObject([{ state: 'received', acknowledged: true }])
  })
})

describe('a folder as source', () => {
  const NAME = 'KY_0751_2022-10_001_F.zip'

  it('gives out what is ready, and reports what is still on its way', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(NAME, kyZip)
    await warehouse.put('KY_0751_2022-10_002_F.zip', 'short', { size: 100 })
    await writeFile(join(warehouse.paths.inbox, 'KY_0751_2022-10_003_F.zip'), 'no metadata')
    const { ready, waiting } = await folder('inbox').list(warehouse.env)
    expect(ready.map(({ fileName }) => fileName)).toEqual([NAME])
    expect(waiting.map(({ fileName, why }) => [fileName, why])).toEqual([
      ['KY_0751_2022-10_002_F.zip', 'still arriving'],
      ['KY_0751_2022-10_003_F.zip', 'no metadata'],
    ])
    await warehouse.land()
    expect(await warehouse.filesIn('inbox')).toHaveLength(3)
  })

  it('may lie anywhere', async () => {
    const warehouse = await landingWarehouse()
    const elsewhere = join(warehouse.root, '..', 'andetsteds')
    await warehouse.put(NAME, kyZip, {}, elsewhere)
    expect(await folder(elsewhere).list(warehouse.env)).toMatchObject({ ready: [{ fileName: NAME }] })
    expect(await folder('../andetsteds').list(warehouse.env)).toMatchObject({ ready: [{ fileName: NAME }] })
  })

  it.each([
    ['has not grown for less than its patience', '2022-11-02T12:14:59', []],
    ['has not grown for all its patience', '2022-11-02T12:15:00', [{ code: 'L010' }]],
    ['grew after the clock', '2022-11-02T11:00:00', []],
  ])('rejects a short file only once it %s', async (_, now, expected) => {
    const warehouse = await landingWarehouse()
    await warehouse.put(NAME, kyZip, { size: kyZip.length + 1 })
    const grown = fixedClock('2022-11-02T12:00:00')().toSeconds()
    await utimes(join(warehouse.paths.inbox, NAME), grown, grown)
    const env = { ...warehouse.env, clock: fixedClock(now) }
    const { ready } = await folder('inbox').list(env)
    expect(await warehouse.land(ready, [ky], env)).toMatchObject(expected)
    expect(await warehouse.filesIn('inbox')).toHaveLength(expected.length === 0 ? 2 : 0)
  })
})
