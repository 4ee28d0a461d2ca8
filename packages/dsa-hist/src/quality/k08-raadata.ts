import { join } from 'node:path'
import { exists, quoteText, sha256File } from '@flis/core'
import type { Testing } from './testing.js'

interface Kept {
  readonly delivery: string
  readonly contract: string
  readonly path: string
  readonly sha256: string
  readonly rows: bigint
}

const HASH_SHOWN = 12

/** The files of Rådata of the fresh deliveries, as the ledger has them; those that retention removed are not asked for. */
const keptFiles = async ({ env, session }: Testing): Promise<readonly Kept[]> => {
  const rows = await session.rows(
    `select parts.delivery, parts.contract, parts.path, parts.sha256, parts.rows_in - parts.broken as rows
     from ops.raadata as parts
     join fresh_deliveries as fresh on fresh.id = parts.delivery
     where fresh.checkpoint is null
     order by parts.path`,
  )
  return rows.map((row) => ({
    delivery: String(row.delivery),
    contract: String(row.contract),
    path: join(env.warehouse.paths.root, String(row.path)),
    sha256: String(row.sha256),
    rows: row.rows as bigint,
  }))
}

/** A path as the engine's readers take it: `[`, `*`, `?` would be a pattern. */
const listed = (paths: readonly string[]): string =>
  paths.map((path) => quoteText(path.replaceAll(/[[*?]/g, '[$&]'))).join(', ')

/**
 * K08, from file to Rådata: each file of a fresh delivery is there, holds its rows (those that landing could read),
 * and has the bytes that the ledger says. Rows of a balance, as SQL.
 */
export const raadataBalance = async (testing: Testing): Promise<readonly string[]> => {
  const kept = await keptFiles(testing)
  if (kept.length === 0) return []
  const hashes = new Map<string, string>()
  for (const { path } of kept) if (await exists(path)) hashes.set(path, await sha256File(path))
  const counted =
    hashes.size === 0
      ? []
      : await testing.session.rows(
          `select file_name, num_rows::bigint as n from parquet_file_metadata([${listed([...hashes.keys()])}])`,
        )
  const rowsOf = new Map(counted.map((row) => [String(row.file_name), row.n as bigint]))
  const values = kept.flatMap(({ delivery, contract, path, sha256, rows }) => {
    const found = rowsOf.get(path)
    const apart = found === undefined ? 1n : found > rows ? found - rows : rows - found
    const hash = hashes.get(path)
    const place = [delivery, contract].map(quoteText).join(', ')
    const shown = [found?.toString() ?? 'mangler', rows.toString()].map(quoteText).join(', ')
    const bytes = [hash ?? 'mangler', sha256].map((each) => quoteText(each.slice(0, HASH_SHOWN))).join(', ')
    return [
      `(${place}, null::varchar, ${shown}, 'rækker i Rådata', ${apart}::bigint)`,
      `(${place}, null::varchar, ${bytes}, 'SHA-256 af Rådata', ${hash === sha256 ? 0 : 1}::bigint)`,
    ]
  })
  return [
    `
     select *
     from (values ${values.join(',\n       ')}) as t(delivery, contract, "column", measured, expected, unit, apart)`,
  ]
}
