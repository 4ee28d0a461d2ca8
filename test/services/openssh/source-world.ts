import { existsSync } from 'node:fs'
import { readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { asFlisError, contract, dataomraade, type FlisError, field, fixedClock, kilde } from '@flis/core'
import { land, main, sftp, stream, type TestWarehouse, testWarehouse } from '@flis/pipelines'
import { metadataXml } from '@flis/rawdata'
import type { SshServer } from './server.js'

const PRSag = contract('PRSag', {
  kilde: 'PR',
  mode: 'full',
  fields: { SagId: field.key.text(), Note: field.text().optional() },
})
export const proeve = dataomraade('Prøve', { kilder: [kilde('PR')], contracts: [PRSag], models: [] })

export const NOW = '2022-11-02T12:00:00'
/** Half an hour before {@link NOW}: longer than the patience with a file that does not grow. */
const LONG_AGO = new Date('2022-11-02T10:30:00Z')
const JUST_NOW = new Date('2022-11-02T10:59:00Z')

/** So many rows; noise, so that what a connection carries is as much as the file has. */
export const csvOf = (rows: number): string => {
  let state = 1
  const noise = (): string => {
    state = (state * 48_271) % 2_147_483_647
    return state.toString(36)
  }
  const lines = Array.from({ length: rows }, (_, nr) => `s${nr};${noise()}${noise()}${noise()}${noise()}`)
  return ['SagId;Note', ...lines, ''].join('\n')
}

export const nameOf = (loebenr = 1, kommune = '0751'): string =>
  `PR_${kommune}_2022-10_${String(loebenr).padStart(3, '0')}_F.csv`

export interface Sent {
  /** SizeInBytes, where it does not tell the truth. */
  readonly size?: number
  readonly recipients?: readonly string[]
}

const metadataOf = (fileName: string, text: string, { size, recipients }: Sent = {}): string =>
  metadataXml({
    fileName,
    sizeInBytes: size ?? Buffer.byteLength(text),
    sender: 'PRsystem',
    fileTransferUuid: '0b9c1c52-9d8e-4a0c-8a53-5a0f0f6f7f11',
    sendersFileId: 'a2b7',
    recipients: recipients ?? ['FLIS'],
  })

/** A server's folders as its users see them, and a warehouse that fetches from there. */
export const sourceWorld = async (server: SshServer) => {
  const w: TestWarehouse = await testWarehouse({ areas: [proeve], now: NOW })
  const waited: number[] = []
  const inFolder = (name: string): string => join(server.home, 'IN', name)
  const login = {
    host: server.host,
    port: server.port,
    user: server.user,
    privateKeyFile: server.privateKeyFile,
    hostKey: server.hostKey,
    timeoutSeconds: 5,
    wait: async (milliseconds: number) => void waited.push(milliseconds),
  }
  type Differing = Partial<typeof login> & { readonly path?: string; readonly receipts?: string | false }
  const source = (differing: Differing = {}) => sftp({ ...login, ...differing })
  const run = (differing: Differing = {}, signal = new AbortController().signal) =>
    main(stream(source(differing), land(proeve)), {
      warehouse: w.root,
      areas: [proeve],
      clock: fixedClock(NOW),
      signal,
      kind: 'intake',
      extent: 'intake',
    })
  return {
    w,
    waited,
    login,
    run,
    put: async (fileName: string, text: string, sent: Sent = {}) => {
      await writeFile(inFolder(fileName), text)
      await writeFile(inFolder(`${fileName}.metadata`), metadataOf(fileName, text, sent))
    },
    write: (name: string, text: string) => writeFile(inFolder(name), text),
    age: (name: string, how: 'long ago' | 'just now') => {
      const at = how === 'long ago' ? LONG_AGO : JUST_NOW
      return utimes(inFolder(name), at, at)
    },
    /** The error of a run; undefined when it has none. */
    failing: async (differing: Differing = {}, signal?: AbortSignal): Promise<FlisError | undefined> => {
      try {
        await run(differing, signal)
        return undefined
      } catch (thrown) {
        return asFlisError(thrown)
      }
    },
    deliveries: async () =>
      (
        await w.query(
          'select id, state, code, rows_in::integer as n from ops.deliveries order by length(id), id',
        )
      ).map((row) => [row.id, row.state, row.code, row.n].filter((each) => each !== null).join(' ')),
    standing: async (folder: 'IN' | 'OUT' = 'IN') => (await readdir(join(server.home, folder))).sort(),
    receipt: (fileName: string) =>
      readFile(join(server.home, 'OUT', `${fileName}.businessreceipt`), 'utf8').then((text) =>
        text.replaceAll(/\s*\n\s*/g, ''),
      ),
    /** What is fetched and not landed, and what half-written copies are left. */
    leftHere: async () => {
      const found: string[] = []
      for (const folder of ['staging', 'archive', 'archive/.leaving-sftp'])
        if (existsSync(join(w.root, folder)))
          for (const each of await readdir(join(w.root, folder), { recursive: true, withFileTypes: true }))
            if (each.isFile() && (folder !== 'archive' || /^\..*\.part$|\.json$/.test(each.name)))
              found.push(each.name)
      return found
    },
    clear: async () => {
      for (const folder of ['IN', 'OUT'])
        for (const name of await readdir(join(server.home, folder)))
          await rm(join(server.home, folder, name), { recursive: true })
      waited.length = 0
    },
  }
}

export type SourceWorld = Awaited<ReturnType<typeof sourceWorld>>
