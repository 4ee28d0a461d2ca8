import { open, readdir, readFile, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { exists, FlisFailure, type Session, sha256File } from '@flis/core'
import { type Catalogue, newestVersion, type Pointer, pointerFile } from '@flis/dm'
import { currentCheckpoint, readCheckpoint } from '@flis/dsa-hist'
import {
  ANY_RUN,
  badFiles,
  type Check,
  type Finding,
  ofLedger,
  ok,
  type Patient,
  warning,
  wrong,
} from './check.js'

const sizeOf = async (path: string): Promise<number | undefined> => {
  try {
    const found = await stat(path)
    return found.isFile() ? found.size : undefined
  } catch {
    return undefined
  }
}

/** A Parquet file ends with its magic: one that was cut short does not. */
const isWholeParquet = async (path: string): Promise<boolean> => {
  const size = await sizeOf(path)
  if (size === undefined || size < 12) return false
  const handle = await open(path, 'r')
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, size - 4)
    return buffer.toString('latin1') === 'PAR1'
  } finally {
    await handle.close()
  }
}

const hashIs = async ({ deep }: Patient, path: string, sha256: string): Promise<boolean> =>
  !deep || (await sha256File(path)) === sha256

const raadata = ofLedger(async (session, patient) => {
  const rows = await session.rows('select delivery, path, sha256 from ops.raadata order by path')
  const bad: string[] = []
  let delivery = ''
  for (const row of rows) {
    const path = join(patient.paths.root, String(row.path))
    if ((await isWholeParquet(path)) && (await hashIs(patient, path, String(row.sha256)))) continue
    bad.push(String(row.path))
    delivery = String(row.delivery)
  }
  return badFiles(bad, rows.length, `flis deliveries reread ${delivery}`)
})

const archive = ofLedger(async (session, patient) => {
  const rows = await session.rows(
    `select sha256, max(bytes) as bytes
     from (
       select sha256, bytes from ops.deliveries where checkpoint is null
       union all
       select metadata_sha256, null from ops.deliveries where checkpoint is null
     )
     where sha256 is not null
     group by sha256
     order by sha256`,
  )
  const bad: string[] = []
  for (const row of rows) {
    const sha256 = String(row.sha256)
    const name = `archive/sha256/${sha256.slice(0, 2)}/${sha256}`
    const path = join(patient.paths.root, name)
    const size = await sizeOf(path)
    const whole = size !== undefined && (row.bytes === null || BigInt(size) === row.bytes)
    if (!whole || !(await hashIs(patient, path, sha256))) bad.push(name)
  }
  return badFiles(bad, rows.length, 'restore archive from a copy')
})

const brokenVersion = async (patient: Patient, folder: string, catalogue: Catalogue): Promise<Finding> => {
  const files = catalogue.tables.flatMap(({ layers }) =>
    layers.flatMap(({ rows, units }) => [...rows, ...units]),
  )
  const bad: string[] = []
  for (const { file, bytes, sha256 } of files) {
    const path = join(folder, file)
    if ((await sizeOf(path)) !== bytes || !(await hashIs(patient, path, sha256))) bad.push(file)
  }
  return bad.length > 0
    ? badFiles(bad, files.length, 'flis rebuild --swap')
    : ok(
        `version ${catalogue.version} of ${catalogue.month} is whole (${files.length} files)`,
        `version ${catalogue.version} af ${catalogue.month} er hel (${files.length} filer)`,
      )
}

const published = ofLedger(async (session, patient) => {
  const { published } = patient.paths
  const newest = await newestVersion(session)
  if (newest === 0) return ok('nothing has been published yet', 'der er endnu ikke udgivet noget')
  const pointer = await readFile(pointerFile(published), 'utf8')
    .then((text) => JSON.parse(text) as Partial<Pointer>)
    .catch(() => ({}) as Partial<Pointer>)
  const { version } = pointer
  if (version === undefined)
    return wrong('current.json is missing or damaged', 'current.json mangler eller er beskadiget', ANY_RUN)
  if (version !== newest)
    return warning(
      `readers have version ${version}, the ledger ${newest}`,
      `læsere har version ${version}, ledgeren ${newest}`,
      ANY_RUN,
    )
  const folder = join(published, String(version))
  try {
    const catalogue = JSON.parse(await readFile(join(folder, 'catalogue.json'), 'utf8')) as Catalogue
    return await brokenVersion(patient, folder, catalogue)
  } catch {
    return wrong(
      `version ${version} has no readable catalogue`,
      `version ${version} har intet læsbart katalog`,
      'flis rebuild --swap',
    )
  }
})

const parts = ofLedger(async (session, patient) => {
  const rows = await session.rows('select sha256, path, bytes from ops.parts order by path')
  const bad: string[] = []
  for (const row of rows) {
    const path = join(patient.paths.published, String(row.path))
    const size = await sizeOf(path)
    const whole = size !== undefined && BigInt(size) === row.bytes
    if (!whole || !(await hashIs(patient, path, String(row.sha256)))) bad.push(String(row.path))
  }
  if (bad.length > 0) return badFiles(bad, rows.length, 'flis rebuild --swap')
  const known = new Set(rows.map((row) => String(row.sha256)))
  const names = await readdir(join(patient.paths.published, 'parts'), { recursive: true }).catch(() => [])
  const loose = names.filter((name) => {
    const sha256 = /([0-9a-f]{64})\.parquet$/.exec(name)?.[1]
    return sha256 !== undefined && !known.has(sha256)
  })
  return loose.length === 0
    ? ok(`${rows.length} parts, all referred to`, `${rows.length} dele, alle i brug`)
    : warning(
        `${loose.length} parts that nothing refers to`,
        `${loose.length} dele, som intet henviser til`,
        ANY_RUN,
      )
})

const packages = ofLedger(async (session, patient) => {
  const rows = await session.rows(
    'select id, path, sha256, bytes, state, removed from ops.packages order by path',
  )
  const lost = rows.filter((row) => row.state === 'lost').length
  const here = rows.filter((row) => row.state !== 'lost' && row.removed === null)
  const bad: string[] = []
  let taken = 0
  for (const row of here) {
    const path = join(patient.paths.root, String(row.path))
    const size = await sizeOf(path)
    if (size === undefined) taken++
    else if (BigInt(size) !== row.bytes || !(await hashIs(patient, path, String(row.sha256))))
      bad.push(String(row.path))
  }
  if (bad.length > 0) return badFiles(bad, here.length, 'flis packages verify')
  if (lost > 0)
    return warning(
      `${lost} packages were lost before they reached the outbox`,
      `${lost} datapakker gik tabt, før de nåede outbox`,
      'flis packages list',
    )
  return ok(
    `${here.length - taken} in the outbox, ${taken} taken by receivers`,
    `${here.length - taken} i outbox, ${taken} hentet af modtagere`,
  )
})

const outbox = ofLedger(async (session, { paths }) => {
  if (!(await exists(paths.outbox)))
    return wrong('the folder outbox is missing', 'mappen outbox mangler', `mkdir ${paths.outbox}`)
  const known = new Set((await session.rows('select path from ops.packages')).map((row) => String(row.path)))
  const found = await readdir(paths.outbox, { recursive: true, withFileTypes: true })
  const unknown = found
    .filter((each) => each.isFile() && !each.name.startsWith('.'))
    .map((each) => join(each.parentPath, each.name).slice(paths.root.length + 1))
    .filter((path) => !known.has(path))
  const [first] = unknown
  return first === undefined
    ? ok('holds packages of the ledger only', 'rummer kun datapakker fra ledgeren')
    : warning(
        `${unknown.length} files are no package of the ledger, e.g. ${first}`,
        `${unknown.length} filer er ingen datapakke i ledgeren, fx ${first}`,
        'move them elsewhere',
      )
})

const checkpointFinding = async (session: Session, { paths, deep }: Patient): Promise<Finding> => {
  const deleting = await session.value(`select count(*) from ops.checkpoints where state = 'deleting'`)
  if (deleting !== 0n)
    return warning(
      'retention was stopped while it deleted',
      'sletning af gamle Rådata blev afbrudt undervejs',
      ANY_RUN,
    )
  const record = await currentCheckpoint(session)
  if (record === undefined) return ok('no Rådata have been deleted', 'ingen Rådata er slettet')
  try {
    if (deep) await readCheckpoint(paths.root, record)
    else {
      const catalogue = join(paths.root, record.path, 'catalogue.json')
      if ((await sha256File(catalogue)) !== record.sha256) throw new Error('damaged')
      const { files } = JSON.parse(await readFile(catalogue, 'utf8')) as {
        readonly files: readonly { readonly file: string }[]
      }
      for (const { file } of files)
        if (!(await isWholeParquet(join(paths.root, record.path, file)))) throw new Error('damaged')
    }
    return ok(`checkpoint ${record.nr} is whole`, `checkpoint ${record.nr} er helt`)
  } catch (thrown) {
    const file = thrown instanceof FlisFailure ? ` (${thrown.error.facts.file ?? ''})` : ''
    return wrong(
      `checkpoint ${record.nr} is damaged${file}: no rebuild is possible without it`,
      `checkpoint ${record.nr} er beskadiget${file}: uden det kan intet genopbygges`,
      `restore ${record.path} from a copy`,
    )
  }
}

/** Less than this, and no run can begin. */
const LEAST_FREE = 64 * 1024 ** 2

const disk: Check['look'] = async ({ paths, freeBytes }) => {
  const free = await freeBytes(paths.root)
  const used = (await sizeOf(paths.database)) ?? 0
  const { blocks, bsize } = await statfs(paths.root)
  const share = Math.round((100 * free) / Math.max(1, blocks * bsize))
  const said = `${Math.floor(free / 1024 ** 2)} MiB (${share} %)`
  if (free < LEAST_FREE)
    return wrong(`the disk is full: ${said} free`, `disken er fuld: ${said} ledig`, 'make room on the disk')
  return free < 2 * used
    ? warning(
        `${said} free: less than twice the working file`,
        `${said} ledig: mindre end det dobbelte af arbejdsfilen`,
        'make room on the disk',
      )
    : ok(`${said} free`, `${said} ledig`)
}

/** What lies on disk, against what the ledger says of it. */
export const FILE_CHECKS: readonly Check[] = [
  { name: 'Rådata', look: raadata },
  { name: 'archive', look: archive },
  { name: 'checkpoint', look: ofLedger(checkpointFinding) },
  { name: 'published', look: published },
  { name: 'parts', look: parts },
  { name: 'packages', look: packages },
  { name: 'outbox', look: outbox },
  { name: 'disk', look: disk },
]
