import { createHash } from 'node:crypto'
import { copyFile, link, mkdir, readdir, readFile, rename, rm, watch, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readLedger } from '@flis/core'
import { writeSample } from '@flis/pipelines'
import { flis, jsonOf, newFolder } from '../../../pipelines/test/flis.js'
import type { Told, WatchProcess } from '../../../pipelines/test/watch-process.js'
import type { SshServer } from './server.js'

export const NOW = '2022-11-05T08:00:00'

type Json = Readonly<Record<string, unknown>>

/** How a server is named in settings; it is asked again and again without delay. */
export const serverSettings = (server: SshServer, differing: Json = {}): Json => ({
  ...{ type: 'sftp', host: server.host, port: server.port, user: server.user, hostKey: server.hostKey },
  ...{ privateKeyFile: server.privateKeyFile, backOffSeconds: 0, timeoutSeconds: 5, pollSeconds: 0.1 },
  ...differing,
})

/** Deliveries of some kommuner, two months, with what they come to when they are taken in by hand. */
export const watchWorld = async (
  server: SshServer,
  areas: readonly ('KY' | 'Borger')[],
  kommuner: readonly string[] = ['0751'],
) => {
  const sample = await newFolder()
  await writeSample({
    ...{
      out: sample,
      kommuner: [...kommuner],
      from: '2022-09',
      to: '2022-10',
      scale: 0.0005,
      seed: 1,
      faults: 0,
    },
    areas,
  })
  const names = (await readdir(sample)).sort()
  const namesOf = (...kilder: readonly string[]): readonly string[] =>
    names.filter((name) => kilder.some((each) => name.startsWith(`${each}_`)))

  let first: string | undefined
  const warehouse = async (settings: Json): Promise<string> => {
    const root = await newFolder()
    await flis(['init', root])
    const all = { areas: [...areas, 'Reference'], watch: { pollSeconds: 0.2 }, ...settings }
    await writeFile(join(root, 'flis.config.json'), JSON.stringify(all))
    // one key: so that tables and packages can be compared byte for byte
    if (first === undefined) first = root
    else await copyFile(join(first, 'key'), join(root, 'key'))
    return root
  }
  const dropped = async (folder: string, some: readonly string[]): Promise<void> => {
    for (const name of some) await link(join(sample, name), join(folder, name))
  }
  return {
    sample,
    names,
    namesOf,
    warehouse,
    /** Into an inbox, each file whole. */
    inbox: (root: string, some: readonly string[]) => dropped(join(root, 'inbox'), some),
    /** Onto the server, each file whole, as its user uploads it: under another name first. */
    upload: async (some: readonly string[], folder = 'IN'): Promise<void> => {
      await mkdir(join(server.home, folder), { recursive: true })
      for (const name of some) {
        const part = join(server.home, folder, `.${name}.part`)
        await copyFile(join(sample, name), part)
        await rename(part, join(server.home, folder, name))
      }
    },
    onServer: async (folder = 'IN') => (await readdir(join(server.home, folder))).sort(),
    clear: async (): Promise<void> => {
      for (const folder of ['IN', 'OUT'])
        for (const name of await readdir(join(server.home, folder)))
          await rm(join(server.home, folder, name), { recursive: true })
    },
  }
}

export type WatchWorld = Awaited<ReturnType<typeof watchWorld>>

/** What stands in a warehouse, whoever made it: deliveries, packages' contents, as of when. */
export const standingIn = async (root: string): Promise<unknown> => {
  const deliveries = jsonOf<readonly Json[]>(await flis(['-C', root, 'deliveries', '--json']))
  const ledger = await readLedger(join(root, 'published'))
  const packages = await ledger?.rows(
    'select area, kommune, kind, run_kind, periode, nr, content_sha256 from packages order by all',
  )
  ledger?.close()
  const status = jsonOf<Json>(await flis(['-C', root, 'status', '--json']))
  return {
    deliveries: deliveries
      .map(({ id, state, rows_in, accepted }) => ({ id, state, rows_in, accepted }))
      .sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1)),
    packages,
    borger: (status.borger as { readonly day?: string } | null)?.day,
    month: (status.version as { readonly month: string } | null)?.month,
    waiting: status.waiting,
  }
}

export const wasDone = (watch: WatchProcess, work: string): Promise<Told> =>
  watch.next(`${work} done`, (told) => told.event === 'watch-done' && told.work === work && told.run !== null)

export const stepBegan = (watch: WatchProcess, step: string): Promise<Told> =>
  watch.next(`step ${step}`, (told) => told.event === 'step-started' && String(told.step).startsWith(step))

export interface HealthTold {
  readonly state: string
  readonly sending: readonly {
    readonly waiting: number
    readonly awaiting: number
    readonly code: string | null
  }[]
  readonly troubles: readonly { readonly source: string; readonly code: string; readonly since: string }[]
  readonly waiting: { readonly unready: readonly { readonly fileName: string; readonly why: string }[] }
}

export const healthIn = async (root: string): Promise<HealthTold> =>
  JSON.parse(await readFile(join(root, 'health.json'), 'utf8')) as HealthTold

/** Waits until a watch says of itself what is waited for; it writes anew in each of its rounds. */
export const healthThat = async (root: string, fits: (health: HealthTold) => boolean): Promise<void> => {
  for await (const { filename } of watch(root))
    if (filename === 'health.json' && fits(await healthIn(root))) return
}

const SUCCESS = '<TechnicalReceipt><Receipt><Message>SUCCESS</Message></Receipt></TechnicalReceipt>'

/** The platform behind a server: takes what is announced, and says so now or later. */
export const platformOf = (server: SshServer) => {
  /** What it has taken: file, and the sender's id of the sending. */
  const taken: string[] = []
  const unsaid: string[] = []
  return {
    taken,
    take: async (): Promise<void> => {
      const names = await readdir(join(server.home, 'OUT'))
      for (const trigger of names.filter((name) => /^[^.].*\.trigger$/.test(name))) {
        const file = trigger.replace(/\.trigger$/, '')
        const xml = await readFile(join(server.home, 'OUT', trigger), 'utf8')
        const [, id = '?'] = /<SendersFileId>(.*)<\/SendersFileId>/.exec(xml) ?? []
        const digest = createHash('sha256').update(await readFile(join(server.home, 'OUT', file)))
        taken.push(`${file} ${id} ${digest.digest('hex')}`)
        for (const each of [trigger, file]) await rm(join(server.home, 'OUT', each))
        unsaid.push(file)
      }
    },
    say: async (receipt = SUCCESS): Promise<void> => {
      for (const file of unsaid.splice(0))
        await writeFile(join(server.home, 'IN', `${file}.sftpreceipt`), receipt)
    },
  }
}

/** Packages of a warehouse as the platform should have taken them: each once, as it was made. */
export const packagesIn = async (
  root: string,
): Promise<readonly { readonly taken: string; readonly state: string }[]> => {
  const ledger = await readLedger(join(root, 'published'))
  const rows = (await ledger?.rows('select id, sha256, state from packages order by id')) ?? []
  ledger?.close()
  return rows.map(({ id, sha256, state }) => ({
    taken: `${String(id)}.zip ${String(id)}~1 ${String(sha256)}`,
    state: String(state),
  }))
}
