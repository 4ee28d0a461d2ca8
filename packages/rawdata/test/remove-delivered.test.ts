import { copyFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { forgetRaadata, removeDelivered } from '../src/index.js'
import { kyZip } from './landed-ky.js'
import { type LandingWarehouse, landingWarehouse, shaOf } from './landing-warehouse.js'

const SAG = 'SagId;KleNummer;OprettetDato;Note\na;1;2022-01-01;\nbroken\n'
const OLD = 'KY_0751_2022-09_001_F.zip'
const NEW = 'KY_0751_2022-10_001_F.zip'

/** Deletes the Rådata of some deliveries, as retention does once its checkpoint stands. */
const deleteThose = async (warehouse: LandingWarehouse, which: string): Promise<number> => {
  const { env, session } = warehouse
  await session.transaction(async () => {
    await session.run(`update ops.deliveries set checkpoint = 1 where ${which}`)
    await forgetRaadata(env, session, 1)
  })
  return removeDelivered(env, session, 1)
}

const content = (bytes: Buffer | string): string => {
  const sha256 = shaOf(bytes)
  return `sha256/${sha256.slice(0, 2)}/${sha256}`
}

describe('deleting the Rådata of a delivery', () => {
  it('removes its Parquet, its names and its bytes, and nothing of the others', async () => {
    const warehouse = await landingWarehouse()
    const [old, fresh] = [kyZip(SAG), kyZip(`${SAG}b;2;2022-02-02;\n`)]
    await warehouse.put(OLD, old)
    await warehouse.put(NEW, fresh)
    await warehouse.land()
    await deleteThose(warehouse, `periode = '2022-09'`)
    const archive = await warehouse.filesIn('archive')
    expect(archive.filter((name) => !name.startsWith('sha256/'))).toEqual([NEW, `${NEW}.metadata`])
    expect(archive).not.toContain(content(old))
    expect(archive).toContain(content(fresh))
    expect(await warehouse.filesIn('raadata')).toHaveLength(2)
    expect(await warehouse.rows('select count(*) as n from raadata."KYSag"')).toEqual([{ n: 2 }])
    expect(
      await warehouse.rows('select delivery, "row", state from ops.quarantine order by delivery'),
    ).toEqual([
      { delivery: `NC:${OLD}`, row: null, state: 'accepted loss' },
      { delivery: `NC:${NEW}`, row: 'broken', state: 'open' },
    ])
  })

  it('keeps bytes that another delivery needs', async () => {
    const warehouse = await landingWarehouse()
    const same = kyZip(SAG)
    await warehouse.put(OLD, same)
    await warehouse.put(NEW, same)
    await warehouse.land()
    await deleteThose(warehouse, `periode = '2022-09'`)
    const archive = await warehouse.filesIn('archive')
    expect(archive).toContain(content(same))
    expect(archive).toContain(NEW)
    expect(archive).not.toContain(OLD)
  })

  it('finds a name also where it is a copy of the bytes, and leaves other bytes of that name', async () => {
    const warehouse = await landingWarehouse()
    await warehouse.put(OLD, kyZip(SAG))
    await warehouse.land()
    // a file system without links
    const name = join(warehouse.paths.archive, OLD)
    await copyFile(name, `${name}.copy`)
    await rm(name)
    await copyFile(`${name}.copy`, name)
    // the same name with other bytes, rejected: it stays, with its bytes, while its delivery does
    await warehouse.put(OLD, kyZip(`${SAG}c;3;2022-03-03;\n`))
    await warehouse.land()
    await deleteThose(warehouse, `state = 'received'`)
    expect((await warehouse.filesIn('archive')).filter((each) => !each.startsWith('sha256/'))).toEqual([
      `${OLD}.copy`,
    ])
    expect(await warehouse.filesIn('rejected')).toContain(OLD)
  })

  it('takes what was rejected out of rejected/, its error file too', async () => {
    const warehouse = await landingWarehouse()
    const long = `${'x'.repeat(190)}.zip`
    await warehouse.put('nonsense.zip', 'no zip')
    await warehouse.put(long, 'no zip either')
    await warehouse.land()
    expect((await warehouse.filesIn('rejected')).length).toBe(6)
    await deleteThose(warehouse, `state = 'rejected'`)
    expect(await warehouse.filesIn('rejected')).toEqual([])
    expect(await warehouse.filesIn('archive')).toEqual([])
  })

  it('the view of a contract without any Rådata left is gone, and comes again with the next delivery', async () => {
    const warehouse = await landingWarehouse()
    const views = () =>
      warehouse.rows(`select view_name from duckdb_views() where schema_name = 'raadata' order by 1`)
    await warehouse.put(OLD, kyZip(SAG))
    await warehouse.land()
    await deleteThose(warehouse, 'true')
    expect(await views()).toEqual([])
    await warehouse.put(NEW, kyZip(SAG))
    await warehouse.land()
    expect(await warehouse.rows('select count(*) as n from raadata."KYSag"')).toEqual([{ n: 1 }])
  })

  it('goes on where it stood, and a repetition finds nothing', async () => {
    const warehouse = await landingWarehouse()
    const old = kyZip(SAG)
    await warehouse.put(OLD, old)
    await warehouse.land()
    await rm(join(warehouse.paths.archive, content(old)))
    expect(await deleteThose(warehouse, 'true')).toBeGreaterThan(0)
    expect(await warehouse.filesIn('archive')).toEqual([])
    expect(await removeDelivered(warehouse.env, warehouse.session, 1)).toBe(0)
  })
})
