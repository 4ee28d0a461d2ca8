import { createHash } from 'node:crypto'
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import {
  type Dataomraade,
  type Env,
  emptyPlan,
  type FlisError,
  fixedClock,
  month,
  openWarehouse,
  parseConfig,
  prepareLedger,
  type Row,
  type RunEvent,
  type Session,
  silentLog,
  warehouseKey,
  warehousePaths,
} from '@flis/core'
import { afterEach } from 'vitest'
import { metadataXml } from '../src/envelope/metadata.js'
import { type Arrival, folder, type Landed, land } from '../src/index.js'
import { borger, fsiii, ky } from './landing-areas.js'
import { temporaryFolder } from './temporary-folder.js'

const open: (() => void)[] = []

afterEach(() => {
  for (const close of open.splice(0)) close()
})

/** What of a delivery is not as usual. */
export interface Unusual {
  readonly sender?: string
  readonly recipients?: readonly string[]
  /** SizeInBytes, when it does not tell the truth. */
  readonly size?: number
  /** FileName in the metadata, when it is another. */
  readonly named?: string
  /** The whole metadata file. */
  readonly metadata?: string
  /** FileTransferUUID. */
  readonly uuid?: string
  /** SFTPDynamicRoutingInfo. */
  readonly routing?: { readonly infRef: string; readonly senderAuthority: string }
}

const SENDERS: Readonly<Record<string, string>> = {
  KY: 'NC',
  LIFA: 'LIFA',
  FSIII: 'Trifork',
  FSIIIKoder: 'KOMBIT',
}

const senderOf = (fileName: string): string => SENDERS[fileName.split('_')[0] ?? ''] ?? 'Nogen'

export const shaOf = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex')

/** A DuckDB value as tests compare it: counts as numbers, lists as arrays. */
const plain = (value: unknown): unknown => {
  if (typeof value === 'bigint') return Number(value)
  if (typeof value === 'object' && value !== null && 'items' in value) return value.items
  return value
}

export interface LandingOptions {
  readonly config?: unknown
  readonly areas?: readonly Dataomraade[]
  readonly now?: string
  /** A folder name below the temporary one. */
  readonly folder?: string
}

/** A warehouse in a temporary folder, with an inbox to put deliveries in. */
export const landingWarehouse = async (options: LandingOptions = {}) => {
  const root = join(await temporaryFolder(), options.folder ?? 'lager')
  const paths = warehousePaths(root)
  await mkdir(paths.inbox, { recursive: true })
  const config = parseConfig(options.config ?? {})
  const warehouse = await openWarehouse(paths, config)
  const session: Session = await warehouse.session()
  open.push(() => {
    session.close()
    warehouse.instance.closeSync()
  })
  await prepareLedger(session)
  const events: RunEvent[] = []
  const env: Env = {
    warehouse,
    areas: options.areas ?? [ky, borger, fsiii],
    clock: fixedClock(options.now ?? '2022-11-02T12:00:00'),
    key: warehouseKey('00'.repeat(32)),
    log: silentLog,
    config,
    reporter: (event) => events.push(event),
    signal: new AbortController().signal,
    run: { id: 7, month: month('2022-10'), plan: emptyPlan(month('2022-10')) },
  }
  const put = async (
    fileName: string,
    data: Buffer | string,
    unusual: Unusual = {},
    into: string = paths.inbox,
  ) => {
    await mkdir(into, { recursive: true })
    const sizeInBytes = unusual.size ?? Buffer.byteLength(data)
    const { uuid, routing } = unusual
    const metadata =
      unusual.metadata ??
      metadataXml({
        fileName: unusual.named ?? fileName,
        sizeInBytes,
        sender: unusual.sender ?? senderOf(fileName),
        recipients: unusual.recipients ?? ['FLIS'],
        ...(uuid === undefined ? {} : { fileTransferUuid: uuid }),
        ...(routing === undefined ? {} : { routing }),
      })
    await writeFile(join(into, fileName), data)
    await writeFile(join(into, `${fileName}.metadata`), metadata)
  }
  const arrivals = async (path = 'inbox'): Promise<readonly Arrival[]> => (await folder(path).list(env)).ready
  const tryLanding = async (
    given?: readonly Arrival[],
    areas: readonly Dataomraade[] = env.areas,
    world: Env = env,
  ): Promise<Landed | FlisError> => {
    const result = await land(...areas)(given ?? (await arrivals()))(world)()
    return result._tag === 'Right' ? result.right : result.left
  }
  const rows = async (query: string): Promise<readonly Row[]> =>
    (await session.rows(query)).map(
      (row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)])) as Row,
    )
  return {
    root,
    paths,
    env,
    session,
    events,
    put,
    arrivals,
    tryLanding,
    rows,
    /** Lands what stands in the inbox; an error fails the test. */
    land: async (...given: Parameters<typeof tryLanding>): Promise<Landed['landed']> => {
      const result = await tryLanding(...given)
      if ('landed' in result) return result.landed
      throw new Error(`FLIS-${result.code} ${JSON.stringify(result.facts)}`)
    },
    deliveries: () => rows('select * from ops.deliveries order by run, file_name, length(id), id'),
    quarantine: () =>
      rows(
        'select file, line, contract, codes, "row", state from ops.quarantine order by file, line, contract',
      ),
    quality: () => rows('select * from ops.quality order by test, contract, delivery'),
    /** Every file below a folder of the warehouse, hidden ones too. */
    filesIn: async (path: string): Promise<readonly string[]> => {
      const found = await readdir(join(root, path), { recursive: true, withFileTypes: true }).catch(() => [])
      return found
        .filter((each) => each.isFile())
        .map((each) => relative(join(root, path), join(each.parentPath, each.name)))
        .sort()
    },
    bytesOf: async (path: string): Promise<number> => (await stat(join(root, path))).size,
  }
}

export type LandingWarehouse = Awaited<ReturnType<typeof landingWarehouse>>
