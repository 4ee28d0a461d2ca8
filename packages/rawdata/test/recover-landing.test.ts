import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Arrival, land, recoverLanding } from '../src/index.js'
import { dying, type LifeEnd } from './dying.js'
import { type LandingWarehouse, landingWarehouse, shaOf } from './landing-warehouse.js'
import { zipBytes } from './zip-bytes.js'

const NAME = 'KY_0751_2022-10_001_F.zip'
const ID = `NC:${NAME}`
const SAG = 'SagId;KleNummer;OprettetDato;Ekstra\na;1;2022-01-01;x\nbroken\n'

const kyZip = (sag = SAG): Buffer =>
  zipBytes([
    { name: 'KYSag.csv', data: sag },
    { name: 'KYYdelse.csv', data: 'YdelseId;SagId;SlutDato\ny;a;\n' },
  ])

/** One that is taken in and one that is rejected; then a duplicate of the one, and the other put right. */
const firstPut = async (warehouse: LandingWarehouse): Promise<void> => {
  await warehouse.put(NAME, kyZip())
  await warehouse.put('KY_0751_2022-10_002_F.zip', 'no zip')
}
const secondPut = async (warehouse: LandingWarehouse): Promise<void> => {
  await warehouse.put(NAME, kyZip())
  await warehouse.put('KY_0751_2022-10_002_F.zip', kyZip())
}

/** After these the world is another, though nothing follows them. */
const DECISIVE = ['transaction', 'acknowledge']

const LEDGER = ['deliveries', 'raadata', 'quarantine', 'verified', 'quality']

/** All that landing leaves behind: the ledger, the views' rows, every file with its bytes. */
const stateOf = async (warehouse: LandingWarehouse) => {
  const files: Record<string, string> = {}
  for (const name of await warehouse.filesIn('.')) {
    if (!name.startsWith('flis.duckdb') && !name.startsWith('staging/spill'))
      files[name] = shaOf(await readFile(join(warehouse.root, name)))
  }
  const ledger: Record<string, unknown> = {}
  for (const table of LEDGER) ledger[table] = await warehouse.rows(`select * from ops.${table} order by all`)
  const views = await warehouse.rows(
    `select view_name as name from duckdb_views() where schema_name = 'raadata' order by 1`,
  )
  const rows: Record<string, unknown> = {}
  for (const { name } of views)
    rows[String(name)] = await warehouse.rows(`select * from raadata."${String(name)}" order by all`)
  return { files, ledger, rows }
}

const recover = (warehouse: LandingWarehouse) => recoverLanding(warehouse.env, warehouse.session)

/** The command: make good what a dead process left, then land what stands in the inbox. */
const command = async (warehouse: LandingWarehouse): Promise<void> => {
  await recover(warehouse)
  await warehouse.land()
}

/** The command in a process that dies; `false` when it was done before it could. */
const dies = async (warehouse: LandingWarehouse, end: LifeEnd | undefined) => {
  const life = dying(warehouse, end)
  const arrivals = life.arrivals(await warehouse.arrivals())
  const landing = land(...life.env.areas)(arrivals)(life.env)()
  const died = await Promise.race([life.dead, landing])
  return { died: died === 'dead', acts: life.acts }
}

describe('killed at any point, the same command again gives the undisturbed result', () => {
  let undisturbed: Awaited<ReturnType<typeof stateOf>>
  let acts: readonly string[]

  beforeAll(async () => {
    const warehouse = await landingWarehouse()
    await firstPut(warehouse)
    acts = (await dies(warehouse, undefined)).acts
    await secondPut(warehouse)
    await command(warehouse)
    undisturbed = await stateOf(warehouse)
  })

  it('and there is something to compare', () => {
    expect(undisturbed.ledger.deliveries).toHaveLength(4)
    expect(undisturbed.ledger.deliveries).toMatchObject(
      Array.from({ length: 4 }, () => ({ acknowledged: true })),
    )
    expect(Object.keys(undisturbed.rows)).toEqual(['KYSag', 'KYYdelse'])
    expect(acts.filter((each) => each === 'transaction')).toHaveLength(2)
    expect(acts.filter((each) => each === 'acknowledge')).toHaveLength(2)
  })

  // Before each act is after all that lies between it and the one before: files written, renamed, removed.
  it.each([0, 1, 2, 3])('(part %i of all points)', { timeout: 300_000 }, async (part) => {
    const ends = acts.flatMap((act, index): LifeEnd[] => [
      { act: index + 1, when: 'before' },
      ...(DECISIVE.includes(act) ? [{ act: index + 1, when: 'after' as const }] : []),
    ])
    for (const end of ends.filter((_, index) => index % 4 === part)) {
      const warehouse = await landingWarehouse()
      await firstPut(warehouse)
      const where = `died ${end.when} act ${end.act} of ${acts.length}, ${acts[end.act - 1]}`
      expect(await dies(warehouse, end), where).toMatchObject({ died: true })
      await command(warehouse)
      await secondPut(warehouse)
      await command(warehouse)
      expect(await stateOf(warehouse), where).toEqual(undisturbed)
    }
  })
})

/** Lands with a source that does not get to hear of it, or only half. */
const landUntold = async (
  warehouse: LandingWarehouse,
  tell: (arrival: Arrival, outcome: Parameters<Arrival['acknowledge']>[0]) => Promise<void> = async () =>
    undefined,
): Promise<void> => {
  const arrivals = (await warehouse.arrivals()).map((each) => ({
    ...each,
    acknowledge: async (outcome: Parameters<Arrival['acknowledge']>[0]) => {
      await tell(each, outcome)
      throw new Error('died')
    },
  }))
  await warehouse.tryLanding(arrivals)
}

describe('a delivery that was committed and whose source was not told', () => {
  it('is no duplicate when its pair still stands in the inbox', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(NAME, kyZip())
    await landUntold(warehouse)
    expect(await warehouse.deliveries()).toMatchObject([{ state: 'received', acknowledged: false }])
    expect(await warehouse.land()).toEqual([{ id: ID, state: 'received', code: null }])
    expect(await warehouse.deliveries()).toMatchObject([{ state: 'received', acknowledged: true }])
    expect(await warehouse.filesIn('inbox')).toEqual([])
  })

  it('leaves the inbox at recovery, without landing', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(NAME, 'no zip')
    await landUntold(warehouse)
    expect(await recover(warehouse)).toEqual({ acknowledged: 1, removed: 0 })
    expect(await warehouse.filesIn('inbox')).toEqual([])
    expect(await warehouse.filesIn('rejected')).toEqual([NAME, `${NAME}.error.json`, `${NAME}.metadata`])
    expect(await warehouse.deliveries()).toMatchObject([{ state: 'rejected', acknowledged: true }])
    expect(await recover(warehouse)).toEqual({ acknowledged: 0, removed: 0 })
  })

  it('is told also when its pair had left the inbox, so that the same again is a duplicate', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(NAME, kyZip())
    await landUntold(warehouse, (arrival, outcome) => arrival.acknowledge(outcome))
    expect(await warehouse.filesIn('inbox')).toEqual([])
    expect(await recover(warehouse)).toEqual({ acknowledged: 1, removed: 0 })
    await warehouse.put(NAME, kyZip())
    expect(await warehouse.land()).toEqual([{ id: `${ID}~2`, state: 'duplicate', code: null }])
  })

  it('leaves what the sender has put in its place meanwhile, and gets its names', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(NAME, kyZip())
    await landUntold(warehouse)
    await warehouse.put(NAME, kyZip(`${SAG}b;1;2022-01-01;\n`))
    expect(await recover(warehouse)).toEqual({ acknowledged: 1, removed: 0 })
    expect(await warehouse.filesIn('inbox')).toEqual([NAME, `${NAME}.metadata`])
    expect(shaOf(await readFile(join(warehouse.root, 'archive', NAME)))).toBe(shaOf(kyZip()))
    expect(await warehouse.land()).toEqual([{ id: `${ID}~2`, state: 'rejected', code: 'L005' }])
  })

  it('does not pass its rejection on to the same data with other metadata', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(NAME, kyZip(), { recipients: ['ANDRE'] })
    await landUntold(warehouse)
    await warehouse.put(NAME, kyZip())
    await command(warehouse)
    expect(await warehouse.deliveries()).toMatchObject([
      { state: 'rejected', code: 'L011', acknowledged: true },
      { state: 'received', code: null, acknowledged: true },
    ])
  })

  it('is looked for in every inbox named', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(NAME, kyZip(), {}, join(warehouse.root, 'anden'))
    const arrivals = (await warehouse.arrivals('anden')).map((each) => ({
      ...each,
      acknowledge: () => Promise.reject(new Error('died')),
    }))
    await warehouse.tryLanding(arrivals)
    await recoverLanding(warehouse.env, warehouse.session, ['inbox', 'anden'])
    expect(await warehouse.filesIn('anden')).toEqual([])
    expect(await warehouse.deliveries()).toMatchObject([{ acknowledged: true }])
  })

  it('that was rejected for being too short leaves the inbox too', async () => {
    const warehouse = await landingWarehouse({ config: { patienceMinutes: 0 } })
    await warehouse.put(NAME, 'short', { size: 100 })
    await landUntold(warehouse)
    expect(await warehouse.deliveries()).toMatchObject([{ code: 'L010', acknowledged: false }])
    await recover(warehouse)
    expect(await warehouse.filesIn('inbox')).toEqual([])
  })
})

describe('files that no ledger row names', () => {
  it('are removed when landing made them, and left when not', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(NAME, kyZip())
    await warehouse.land()
    const before = await warehouse.filesIn('.')
    const strays = [
      `raadata/KYSag/${'0'.repeat(64)}-1.parquet`,
      `raadata/KYSag/${'0'.repeat(64)}-1.parquet.tmp`,
      'archive/sha256/.KY_0751_2022-10_001_F.zip.part',
      'rejected/.x.part',
      'staging/land/scanned.csv',
    ]
    const others = ['raadata/KYSag/noter.txt', 'archive/noter.txt', 'staging/build/x.parquet']
    for (const each of [...strays, ...others]) {
      await mkdir(join(warehouse.root, each, '..'), { recursive: true })
      await writeFile(join(warehouse.root, each), 'x')
    }
    expect(await recover(warehouse)).toEqual({ acknowledged: 0, removed: strays.length })
    expect(await warehouse.filesIn('.')).toEqual([...before, ...others].sort())
  })

  it('are none in a warehouse that has not landed anything', async () => {
    const warehouse = await landingWarehouse()
    await rm(warehouse.paths.inbox, { recursive: true })
    expect(await recover(warehouse)).toEqual({ acknowledged: 0, removed: 0 })
  })
})
