import { openInstance, openSession, type Session } from '@flis/core'
import type { Manifest, ManifestFile } from './manifest.js'
import { type Measurable, measureTables } from './measure-tables.js'
import { csvText } from './package-format.js'
import { differs, type PackageZip, same } from './read-zip.js'
import { fileRelation, fileValue } from './table-file.js'

interface Unpacked {
  readonly zip: PackageZip
  readonly session: Session
  readonly format: Manifest['format']
  readonly file: ManifestFile
  readonly path: string
}

type Named = readonly (readonly [name: unknown, type: unknown])[]

const shown = (columns: Named): string =>
  columns.map(([name, type]) => `${String(name)} ${String(type)}`).join(', ')

const checkParquet = async ({ zip, session, file, path }: Unpacked): Promise<void> => {
  const found = await session
    .rows(`describe select * from ${fileRelation(path, 'parquet', [])}`)
    .catch(() => differs(zip.file, file.name, { detail: 'not a Parquet file' }))
  same(
    zip,
    file.name,
    'columns',
    shown(file.columns.map((each) => [each.name, each.type])),
    shown(found.map((row) => [row.column_name, row.column_type])),
  )
}

/** A value is of its type when it is written as the type's values are: the cast alone forgives too much. */
const badValue = (file: ManifestFile): string => {
  const checks = file.columns
    .filter((each) => each.type !== 'VARCHAR')
    .map((each) => {
      const text = `"${each.name.replaceAll('"', '""')}"`
      const good =
        each.type === 'JSON'
          ? `json_valid(${text})`
          : `${csvText(fileValue('csv', each), each.type)} = ${text}`
      return `when ${text} is not null and coalesce(not (${good}), true) then '${each.name.replaceAll("'", "''")}'`
    })
  return checks.length === 0 ? 'null::varchar' : `case ${checks.join('\n  ')} end`
}

const checkCsv = async ({ zip, session, format, file, path }: Unpacked): Promise<void> => {
  const unreadable = (): never => differs(zip.file, file.name, { detail: 'not a csv file of these columns' })
  const numbered = file.columns.map((_, nth) => ({ name: `c${nth}`, type: 'VARCHAR' }))
  const [header] = await session
    .rows(`select * from ${fileRelation(path, format, numbered, false)} limit 1`)
    .catch(unreadable)
  same(
    zip,
    file.name,
    'columns',
    file.columns.map((each) => each.name).join(', '),
    Object.values(header ?? {}).join(', '),
  )
  const [bad] = await session
    .rows(
      `select ${badValue(file)} as bad_column
       from ${fileRelation(path, format, file.columns)}
       where bad_column is not null
       limit 1`,
    )
    .catch(unreadable)
  if (bad !== undefined)
    differs(zip.file, file.name, {
      column: String(bad.bad_column),
      detail: 'a value that is not of its type',
    })
}

const checkColumns = async (unpacked: Unpacked): Promise<void> => {
  const { zip, format, file } = unpacked
  const names = file.columns.map((each) => each.name.toLowerCase())
  if (names.length === 0 || new Set(names).size !== names.length)
    differs(zip.file, file.name, { detail: 'columns that no table has' })
  await (format === 'parquet' ? checkParquet(unpacked) : checkCsv(unpacked))
  const unknown = Object.keys(file.totals).find((name) => !file.columns.some((each) => each.name === name))
  if (unknown !== undefined)
    differs(zip.file, file.name, { column: unknown, detail: 'a sum of a column that is not there' })
}

/** Compares the tables of a package, as they have been unpacked, with its manifest: columns, values, rows and sums. */
export const verifyTables = async (
  zip: PackageZip,
  { format, files }: Manifest,
  paths: readonly string[],
): Promise<void> => {
  const session = await openSession(await openInstance(':memory:'))
  try {
    for (const [nth, file] of files.entries())
      await checkColumns({ zip, session, format, file, path: paths[nth] ?? '' })
    const measured = await measureTables(
      session,
      files.map(
        ({ columns, totals }, nth): Measurable => ({
          path: paths[nth] ?? '',
          format,
          table: { columns, totals: Object.keys(totals) },
        }),
      ),
    ).catch(() => differs(zip.file, null, { detail: 'its tables cannot be counted' }))
    for (const [nth, file] of files.entries()) {
      const found = measured[nth]
      same(zip, file.name, 'rows', String(file.rows), String(found?.rows))
      for (const [column, sum] of Object.entries(file.totals))
        same(zip, file.name, `sum of ${column}`, sum, String(found?.totals[column]))
    }
  } finally {
    session.close()
  }
}
