import { join } from 'node:path'
import { FLEXIBLE_RUNS, type Month, quoteText, type Session } from '@flis/core'
import { partsFolder } from './staging.js'
import type { Layer, Part, Shown, Table } from './table.js'

/** Where the file of a part lies. */
const partPath = (published: string, sha256: string): string =>
  join(partsFolder(published), sha256.slice(0, 2), `${sha256}.parquet`)

/** Number of the newest version that readers use; 0 when nothing has been published. */
export const newestVersion = async (session: Session): Promise<number> =>
  Number(await session.value('select coalesce(max(nr), 0) from ops.versions where not beside'))

/**
 * The newest month that readers have; null when nothing has been published. Flexible runs can be ahead of all else: they
 * are left out, but for Borger runs where these are asked for.
 */
export const newestMonth = async (
  session: Session,
  { withBorgerRuns = false }: { readonly withBorgerRuns?: boolean } = {},
): Promise<Month | null> => {
  const left = FLEXIBLE_RUNS.filter((kind) => !(withBorgerRuns && kind === 'borger-run'))
  return (await session.value(
    `select max(versions.month)
     from ops.versions as versions
     left join ops.runs as runs on runs.id = versions.run
     where not versions.beside and coalesce(runs.kind, '') not in (${left.map(quoteText).join(', ')})`,
  )) as Month | null
}

/** The tables of a version, by model. */
export const tablesOfVersion = async (
  session: Session,
  published: string,
  version: number,
): Promise<ReadonlyMap<string, Table>> => {
  const rows = await session.rows(
    `select l.model, l.layer, l.role, l.sha256, l.kommuner, p."rows" as part_rows, p.bytes
     from ops.layers l
     left join ops.parts p on p.sha256 = l.sha256
     where l.version = ${version}
     order by l.model, l.layer, l.role, l.sha256`,
  )
  const tables = new Map<string, Map<number, Layer>>()
  const shown = new Map<string, Shown>()
  for (const row of rows) {
    const model = String(row.model)
    const items = (row.kommuner as unknown as { readonly items: readonly string[] } | null)?.items ?? []
    if (row.role === 'shown') {
      shown.set(model, { column: items[0] ?? '', from: Number(items[1]) })
      continue
    }
    const nr = Number(row.layer)
    const layers = tables.get(model) ?? new Map<number, Layer>()
    const layer = layers.get(nr) ?? { layer: nr, rows: [], units: [], kommuner: [] }
    const sha256 = row.sha256 === null ? undefined : String(row.sha256)
    const part: Part[] =
      sha256 === undefined
        ? []
        : [
            {
              sha256,
              path: partPath(published, sha256),
              rows: row.part_rows as bigint,
              bytes: row.bytes as bigint,
            },
          ]
    layers.set(nr, {
      layer: nr,
      rows: row.role === 'rows' ? [...layer.rows, ...part] : layer.rows,
      units: row.role === 'units' ? [...layer.units, ...part] : layer.units,
      kommuner: row.role === 'kommuner' ? items : layer.kommuner,
    })
    tables.set(model, layers)
  }
  return new Map(
    [...tables].map(([model, layers]) => {
      const from = shown.get(model)
      const sorted = [...layers.values()].sort((a, b) => a.layer - b.layer)
      return [model, { model, layers: sorted, ...(from === undefined ? {} : { shown: from }) }]
    }),
  )
}
