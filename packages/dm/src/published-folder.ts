import { mkdir, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Dataomraade,
  type Env,
  exists,
  FLEXIBLE_RUNS,
  linkFile,
  quoteText,
  removePath,
  replacedRules,
  type Session,
  syncFolder,
  writeFileAtomically,
} from '@flis/core'
import { inBuildOrder } from './build-order.js'
import { standingOf } from './built-from.js'
import { type Catalogue, catalogueTable, publishedName, viewsSql } from './catalogue.js'
import { partsFolder } from './staging.js'
import { newestVersion, tablesOfVersion } from './standing.js'
import type { Table } from './table.js'

/** The release of flis that writes versions; stands in catalogues and manifests. */
export const FLIS_VERSION = '0.1.0'

/** What the pointer says: the version that readers open. */
export interface Pointer {
  readonly version: number
}

export const pointerFile = (published: string): string => join(published, 'current.json')

const linkParts = async (folder: string, table: Table): Promise<void> => {
  for (const layer of table.layers)
    for (const role of ['rows', 'units'] as const)
      for (const [nth, part] of layer[role].entries())
        await linkFile(part.path, join(folder, publishedName(table.model, layer.layer, role, nth)))
}

/** What readers have now; undefined before the first version. */
const presentCatalogue = async (published: string): Promise<Catalogue | undefined> => {
  if (!(await exists(pointerFile(published)))) return undefined
  const { version } = JSON.parse(await readFile(pointerFile(published), 'utf8')) as Pointer
  const file = join(published, String(version), 'catalogue.json')
  return (await exists(file)) ? (JSON.parse(await readFile(file, 'utf8')) as Catalogue) : undefined
}

const catalogueOf = async (
  session: Session,
  published: string,
  areas: readonly Dataomraade[],
  version: number,
  tables: ReadonlyMap<string, Table>,
): Promise<Catalogue> => {
  const [row] = await session.rows(`select run, month, published from ops.versions where nr = ${version}`)
  const models = inBuildOrder(areas)
  const stood = await standingOf(session)
  const known = new Set(models.map((model) => model.name))
  // Tables of areas that this run knows nothing of go on as they were described before.
  const others = (await presentCatalogue(published))?.tables.filter(
    ({ name }) => !known.has(name) && tables.has(name),
  )
  return {
    version,
    run: Number(row?.run),
    month: String(row?.month),
    published: String(row?.published),
    flis: FLIS_VERSION,
    tables: [
      ...(others ?? []),
      ...models.flatMap((model) => {
        const table = tables.get(model.name)
        const of = areas.filter((area) => area.models.includes(model)).map((area) => area.name)
        return table === undefined
          ? []
          : [catalogueTable(model, of, replacedRules(areas, [model]), table, stood.get(model.name)?.day)]
      }),
    ],
  }
}

/**
 * Brings the folder `published/` in line with the ledger: writes the newest version if it is not there, then moves
 * the pointer. Called at the end of each run and at the start of the next: so a kill in between is made good.
 */
export const finishPublishing = async (
  env: Env,
  session: Session,
  areas: readonly Dataomraade[],
): Promise<void> => {
  const { published } = env.warehouse.paths
  const version = await newestVersion(session)
  if (version === 0) return
  const folder = join(published, String(version))
  if (!(await exists(folder))) {
    const tables = await tablesOfVersion(session, published, version)
    const making = join(published, `.${version}.tmp`)
    await removePath(making)
    await mkdir(making, { recursive: true })
    for (const table of tables.values()) await linkParts(making, table)
    const catalogue = await catalogueOf(session, published, areas, version, tables)
    await writeFileAtomically(join(making, 'catalogue.json'), `${JSON.stringify(catalogue, null, 2)}\n`)
    await writeFileAtomically(join(making, 'views.sql'), viewsSql(catalogue))
    await rename(making, folder)
    await syncFolder(published)
  }
  await writeFileAtomically(pointerFile(published), `${JSON.stringify({ version } satisfies Pointer)}\n`)
}

const FLEXIBLE = FLEXIBLE_RUNS.map(quoteText).join(', ')

/**
 * Removes versions that are no longer kept (the newest `keep`, and of each month the last that was no flexible run's), and
 * parts that no kept version refers to.
 */
export const retainVersions = async (env: Env, session: Session, keep: number): Promise<void> => {
  const { published } = env.warehouse.paths
  const rows = await session.rows(
    `select versions.nr
     from ops.versions as versions
     left join ops.runs as runs on runs.id = versions.run
     qualify row_number() over (order by versions.nr desc) > ${keep}
       and (
         coalesce(runs.kind in (${FLEXIBLE}), false)
         or row_number() over (
           partition by versions.month, coalesce(runs.kind in (${FLEXIBLE}), false)
           order by versions.nr desc
         ) > 1
       )`,
  )
  const gone = rows.map((row) => Number(row.nr))
  if (gone.length > 0) {
    const orphaned = await session.rows(
      `select sha256, path
       from ops.parts
       where sha256 not in (
         select sha256 from ops.layers where sha256 is not null and version not in (${gone.join(', ')})
       )`,
    )
    await session.transaction(async () => {
      await session.run(`delete from ops.versions where nr in (${gone.join(', ')})`)
      await session.run(`delete from ops.layers where version in (${gone.join(', ')})`)
      if (orphaned.length > 0)
        await session.run(
          `delete from ops.parts where sha256 in (${orphaned.map((row) => `'${String(row.sha256)}'`).join(', ')})`,
        )
    })
    for (const row of orphaned) await removePath(join(published, String(row.path)))
  }
  await sweepVersions(env, session)
}

/** Folders of versions that the ledger does not know: left by a kill, or no longer kept. */
const sweepVersions = async (env: Env, session: Session): Promise<void> => {
  const { published } = env.warehouse.paths
  if (!(await exists(published))) return
  const known = new Set((await session.rows('select nr from ops.versions')).map((row) => String(row.nr)))
  for (const name of await readdir(published)) {
    const version = /^\.?(\d+)(\.tmp)?$/.exec(name)
    if (version !== null && !(known.has(name) && !name.startsWith('.')))
      await removePath(join(published, name))
  }
}

/** Removes parts that no ledger row names: a run wrote them and was stopped before it could publish. */
export const sweepParts = async (env: Env, session: Session): Promise<void> => {
  const folder = partsFolder(env.warehouse.paths.published)
  if (!(await exists(folder))) return
  const known = new Set((await session.rows('select sha256 from ops.parts')).map((row) => String(row.sha256)))
  for (const name of await readdir(folder, { recursive: true })) {
    const sha256 = /([0-9a-f]{64})\.parquet$/.exec(name)?.[1]
    if (sha256 !== undefined && !known.has(sha256)) await removePath(join(folder, name))
  }
}
