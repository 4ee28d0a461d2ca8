import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Env,
  emptyPlan,
  fixedClock,
  month,
  openWarehouse,
  parseConfig,
  prepareLedger,
  type Session,
  silentLog,
  silentReporter,
  warehouseKey,
  warehousePaths,
} from '@flis/core'
import { type Act, atOnce, folderServer } from '../../../test/mortality/folder-server.js'
import { listPackages, type SentTo, sendPackages } from '../src/index.js'
import type { Recipient } from '../src/send/recipient.js'
import { sftpTarget } from '../src/send/sftp-target.js'

export const TECHNICAL =
  '<r:Kvittering xmlns:r="x"><TechnicalReceipt><Receipt><Message>SUCCESS</Message></Receipt></TechnicalReceipt></r:Kvittering>'

/** A ledger with packages in the outbox, and a server with a platform that takes what is announced. */
export const sendWorld = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'flis-send-'))
  const paths = warehousePaths(join(folder, 'lager'))
  await mkdir(paths.outbox, { recursive: true })
  const remote = join(folder, 'server')
  for (const each of ['IN', 'OUT']) await mkdir(join(remote, each), { recursive: true })
  const config = parseConfig({})
  const warehouse = await openWarehouse(paths, config)
  const session = await warehouse.session()
  await prepareLedger(session)
  const envAt = (now: string): Env => ({
    ...{ warehouse, areas: [], config, clock: fixedClock(now), log: silentLog, reporter: silentReporter },
    key: warehouseKey('00'.repeat(32)),
    signal: new AbortController().signal,
    run: { id: 1, month: month('2022-10'), plan: emptyPlan(month('2022-10')) },
  })
  const hashes = new Map<string, string>()
  const make = async (id: string, text = `bytes of ${id}`): Promise<void> => {
    const [, area = '', kommune = '', periode = '', kind = '', nr = ''] = id.split('_')
    const path = `outbox/${id}.zip`
    await writeFile(join(paths.root, path), text)
    const sha256 = createHash('sha256').update(text).digest('hex')
    hashes.set(`${id}.zip`, sha256)
    await session.run(
      `insert into ops.packages by name
       select $id as id, $kommune as kommune, $area as area, $kind as kind, $periode as periode, $nr::integer as nr,
         1 as run, 'MAANED' as run_kind, 1 as version, $path as path, $sha256 as sha256, $bytes::bigint as bytes,
         '' as content_sha256, 'produced' as state, '' as produced`,
      { id, kommune, area, kind, periode, nr, path, sha256, bytes: String(text.length) },
    )
  }
  const recipientOf = (act: Act): Recipient => ({
    kommuner: ['0751'],
    target: sftpTarget(
      {
        ...{ name: 'Aarhus', host: 'sftp.example', user: 'flis', privateKey: 'x', tries: 1 },
        ...{ hostKey: `SHA256:${'a'.repeat(43)}`, sender: 'FLIS', recipients: ['LIS-0751'] },
      },
      { root: paths.root, connect: async () => folderServer(remote, act) },
    ),
  })
  const recipient = recipientOf(atOnce)
  /** What the platform has taken: file and the sender's id of the sending. */
  const taken: string[] = []
  const namesIn = async (where: 'IN' | 'OUT') => (await readdir(join(remote, where))).sort()
  return {
    ...{ session, recipient, recipientOf, taken, make, envAt },
    root: paths.root,
    env: envAt('2022-11-02T12:00:00'),
    send: async (
      of: {
        readonly session?: Session
        readonly env?: Env
        readonly recipient?: Recipient
        readonly now?: boolean
      } = {},
    ): Promise<SentTo> => {
      const from = of.session ?? session
      const records = listPackages(await from.rows('select * from ops.packages'))
      const env = of.env ?? envAt('2022-11-02T12:00:00')
      return sendPackages(env, from, of.recipient ?? recipient, records, { now: of.now === true })
    },
    /** The platform looks at what is announced, takes it and says so; files that are not whole are its complaint. */
    platform: async (receipt: string | undefined = TECHNICAL): Promise<void> => {
      for (const name of (await namesIn('OUT')).filter((each) => /^[^.].*\.trigger$/.test(each))) {
        const file = name.replace(/\.trigger$/, '')
        const sha256 = createHash('sha256')
          .update(await readFile(join(remote, 'OUT', file)))
          .digest('hex')
        const whole = sha256 === hashes.get(file)
        const [, id] = /<SendersFileId>(.*)<\/SendersFileId>/.exec(
          await readFile(join(remote, 'OUT', name), 'utf8'),
        ) ?? ['', 'none']
        taken.push(`${file} ${id}${whole ? '' : ' NOT WHOLE'}`)
        for (const each of [file, name]) await rm(join(remote, 'OUT', each))
        if (receipt !== undefined) await writeFile(join(remote, 'IN', `${file}.sftpreceipt`), receipt)
      }
    },
    say: (name: string, text: string) => writeFile(join(remote, 'IN', name), text),
    namesIn,
    /** Files that stand in OUT under their final names and are not what was made. */
    partial: async () => {
      const wrong: string[] = []
      for (const name of (await namesIn('OUT')).filter(
        (each) => each.endsWith('.zip') && !each.startsWith('.'),
      ))
        if (
          createHash('sha256')
            .update(await readFile(join(remote, 'OUT', name)))
            .digest('hex') !== hashes.get(name)
        )
          wrong.push(name)
      return wrong
    },
    states: async () =>
      (await session.rows('select id, state from ops.packages order by id')).map(
        (row) => `${String(row.id)} ${String(row.state)}`,
      ),
    sendings: async () =>
      (await session.rows('select * from ops.sendings order by package, nr')).map((row) =>
        [row.package, row.nr, row.state, row.code, row.reason].filter((each) => each !== null).join(' '),
      ),
    remote: (name: string) => join(remote, name),
    close: async () => {
      session.close()
      warehouse.instance.closeSync()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
