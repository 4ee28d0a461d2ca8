import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { dyingProcess, type LifeEnd } from '../../../test/mortality/dying-process.js'
import { type Act, atOnce, folderServer } from '../../../test/mortality/folder-server.js'
import { land, recoverLanding } from '../src/index.js'
import { givenOut } from '../src/land/delivery-source.js'
import { sftpLogin } from '../src/sftp/sftp-options.js'
import { sftpSource } from '../src/sftp/sftp-source.js'
import { kyZip, SAG_HEADER } from './landed-ky.js'
import { type LandingWarehouse, landingWarehouse } from './landing-warehouse.js'

const HOST_KEY = `SHA256:${'a'.repeat(43)}`
const nameOf = (loebenr: number): string => `KY_0751_2022-10_${String(loebenr).padStart(3, '0')}_F.zip`

const arrivalsFrom = async ({ env, root }: LandingWarehouse, act: Act) => {
  const { archive, rejected, staging } = env.warehouse.paths
  const options = { host: 'sftp.example', user: 'flis', privateKey: 'x', hostKey: HOST_KEY, tries: 1 }
  const source = sftpSource({
    ...{ login: await sftpLogin(options, root), path: 'IN', receipts: 'OUT', archive, rejected, staging },
    connect: async () => folderServer(join(root, 'server'), act),
  })
  return (await givenOut(env, source)).ready
}

/** Lands what waits on the server, in a process that dies at an act. */
const dies = async (warehouse: LandingWarehouse, end: LifeEnd | undefined) => {
  const { act, acts, dead, warehouse: mortal } = dyingProcess(end)
  const env = { ...warehouse.env, warehouse: mortal(warehouse.env.warehouse) }
  const landing = land(...env.areas)(await arrivalsFrom(warehouse, act))(env)()
  return { died: (await Promise.race([dead, landing])) === 'dead', acts }
}

describe('a process that dies while it lands from a server', () => {
  let warehouse: LandingWarehouse
  let root: string
  const standing = async (folder: string): Promise<readonly string[]> =>
    (await readdir(join(root, 'server', folder))).filter((name) => !name.startsWith('.')).sort()
  /** One that can be taken in, and one that cannot. */
  const put = async (loebenr: number): Promise<void> => {
    const into = join(root, 'server/IN')
    const zip = kyZip(`${SAG_HEADER}\na;1;2022-01-0${(loebenr % 9) + 1};${loebenr}\n`)
    await warehouse.put(nameOf(loebenr), zip, {}, into)
    await warehouse.put(nameOf(loebenr + 1), zip, { recipients: ['Andre'] }, into)
  }
  beforeAll(async () => {
    warehouse = await landingWarehouse()
    root = warehouse.root
    for (const each of ['IN', 'OUT']) await mkdir(join(root, 'server', each), { recursive: true })
  })

  it('has taken nothing twice and nothing half, whatever its last act', { timeout: 300_000 }, async () => {
    // the first landing of all makes views too
    await put(1)
    await warehouse.land(await arrivalsFrom(warehouse, atOnce))
    await put(3)
    const { acts } = await dies(warehouse, undefined)
    expect(acts.filter((each) => each === 'remove')).toHaveLength(4)
    const ends = acts.flatMap((act, index): LifeEnd[] => [
      { act: index + 1, when: 'before' },
      ...(['run', 'rows', 'value'].includes(act) ? [] : [{ act: index + 1, when: 'after' as const }]),
    ])
    for (const [nth, end] of ends.entries()) {
      const loebenr = 5 + nth * 2
      const where = `died ${end.when} act ${end.act} of ${acts.length}, ${acts[end.act - 1]}`
      await put(loebenr)
      expect(await dies(warehouse, end), where).toMatchObject({ died: true })
      await recoverLanding(warehouse.env, warehouse.session)
      await warehouse.land(await arrivalsFrom(warehouse, atOnce))
      // a half removed pair goes with the next look
      await arrivalsFrom(warehouse, atOnce)
      expect(await standing('IN'), where).toEqual([])
      const found = await warehouse.rows(
        `select file_name, state, code
         from ops.deliveries
         where loebenr >= ${loebenr} and state <> 'duplicate'
         group by all
         having state = 'rejected' or count(*) = 1
         order by 1`,
      )
      expect(found, where).toEqual([
        { file_name: nameOf(loebenr), state: 'received', code: null },
        { file_name: nameOf(loebenr + 1), state: 'rejected', code: 'L011' },
      ])
      for (const [nr, status] of [
        [loebenr, 'ACCEPTED'],
        [loebenr + 1, 'REJECTED'],
      ] as const)
        expect(
          await readFile(join(root, 'server/OUT', `${nameOf(nr)}.businessreceipt`), 'utf8'),
          where,
        ).toContain(`<Status>${status}</Status>`)
    }
    expect(await warehouse.filesIn('staging/sftp')).toEqual([])
    expect(await warehouse.filesIn('archive/.leaving-sftp')).toEqual([])
  })
})
