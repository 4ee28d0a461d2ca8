import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { DuckDBConnection, Json } from '@duckdb/node-api'
import { zipMembers } from './zip-members.js'

/** A table of skema.json. */
export interface SkemaTable {
  readonly name: string
  readonly file: string
  readonly kind: string
  readonly columns: readonly { readonly name: string; readonly type: string; readonly data: string }[]
  readonly foreignKeys: readonly { readonly column: string; readonly table: string }[]
}

/** What of manifest.json is judged. */
export interface Manifest {
  readonly id: string
  readonly area: string
  readonly kommune: string
  readonly periode: string
  readonly kind: string
  readonly runKind: string
  readonly format: string
  readonly files: readonly { readonly name: string; readonly table: string; readonly rows: number }[]
  readonly minimised: readonly { readonly what: string }[]
  readonly entitlement: {
    readonly from: string
    readonly through: string
    readonly alsoReferredTo: boolean
  } | null
}

/** Where a package lies, as its place says. */
export interface Place {
  readonly path: string
  /** `MAANED/FLIS_Borger_0751_2022-10_DM_001` */
  readonly name: string
  /** By its folders. */
  readonly folderKommune: string
  readonly runKind: string
  /** By its name. */
  readonly area: string
  readonly kommune: string
  readonly periode: string
  readonly kind: string
  readonly nr: number
}

const NAME =
  /^FLIS_(?<area>[A-Za-z0-9-]+)_(?<kommune>\d{4})_(?<periode>\d{4}-\d{2})_(?<kind>[A-Z]+)_(?<nr>\d{3})\.zip$/

/** `outbox/<kommune>/<run kind>/<name>.zip` */
export const placeOf = (path: string): Place => {
  const [folderKommune = '', runKind = '', file = ''] = path.split('/').slice(-3)
  const groups = NAME.exec(file)?.groups ?? {}
  return {
    path,
    name: `${runKind}/${basename(file, '.zip')}`,
    folderKommune,
    runKind,
    area: groups.area ?? '',
    kommune: groups.kommune ?? '',
    periode: groups.periode ?? '',
    kind: groups.kind ?? '',
    nr: Number(groups.nr ?? 0),
  }
}

type Values = Readonly<Record<string, Json>>

/** A table that can be asked. */
export interface Table extends SkemaTable {
  /** Columns as the file itself has them. */
  readonly found: readonly string[]
  /** Rows of what is asked of it; every value as the engine's JSON. */
  ask(expressions: readonly string[], grouped?: string): Promise<readonly Values[]>
}

export interface Package {
  readonly place: Place
  readonly manifest: Manifest
  readonly members: readonly string[]
  /** What is no table: manifest, skema, scripts. */
  readonly texts: ReadonlyMap<string, string>
  readonly tables: readonly Table[]
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const json = <T>(members: ReadonlyMap<string, Buffer>, name: string): T =>
  JSON.parse(members.get(name)?.toString('utf8') ?? '{}') as T

/** The engine as a reader of files: Parquet, and csv in either form, whose keys are text then. */
const relationOf = ({ file, columns }: SkemaTable, path: string): string => {
  if (file.endsWith('.parquet')) return `read_parquet('${path}')`
  const all = columns.map(({ name }) => `'${name}': 'VARCHAR'`).join(', ')
  const plain = columns
    .map(({ name }) => `regexp_replace(${quoted(name)}, '^''', '') as ${quoted(name)}`)
    .join(', ')
  return `(select ${plain} from read_csv('${path}', delim = ';', quote = '"', escape = '"', header = true,
    auto_detect = false, strict_mode = false, null_padding = true, columns = {${all}}))`
}

/** Answers about files by their content, for who scans nearly the same packages again and again. */
export type Answers = Map<string, readonly Values[]>

/** Reads files of packages with the engine; each is written to a folder only when it is asked. */
export class TableReader {
  private files = 0

  constructor(
    private readonly connection: DuckDBConnection,
    private readonly folder: string,
    private readonly answers: Answers | undefined,
  ) {}

  async open(skema: SkemaTable, bytes: Buffer): Promise<Table> {
    this.files += 1
    const path = join(this.folder, `${this.files % 100}.${skema.file.endsWith('.csv') ? 'csv' : 'parquet'}`)
    const relation = relationOf(skema, path)
    const sha = this.answers === undefined ? '' : createHash('sha256').update(bytes).digest('hex')
    let written = false
    const answer = async (before: string, after: string): Promise<readonly Values[]> => {
      const key = `${sha} ${before} ${after}`
      const known = this.answers?.get(key)
      if (known !== undefined) return known
      if (!written) await writeFile(path, bytes)
      written = true
      const rows = (await this.connection.runAndReadAll(`${before} ${relation} ${after}`)).getRowObjectsJson()
      this.answers?.set(key, rows)
      return rows
    }
    const described = await answer('describe select * from', '')
    return {
      ...skema,
      found: described.map((row) => String(row.column_name)),
      ask: (expressions, grouped = '') => answer(`select ${expressions.join(', ')} from`, grouped),
    }
  }
}

/** Opens a package. */
export const openPackage = async (reader: TableReader, place: Place): Promise<Package> => {
  const members = await zipMembers(place.path)
  const skema = json<{ readonly tables?: readonly SkemaTable[] }>(members, 'skema.json')
  const tables: Table[] = []
  for (const table of skema.tables ?? []) {
    const bytes = members.get(table.file)
    if (bytes !== undefined) tables.push(await reader.open(table, bytes))
  }
  const files = new Set(tables.map(({ file }) => file))
  const texts = [...members].filter(([name]) => !files.has(name))
  return {
    place,
    manifest: json<Manifest>(members, 'manifest.json'),
    members: [...members.keys()],
    texts: new Map(texts.map(([name, bytes]) => [name, bytes.toString('utf8')])),
    tables,
  }
}
