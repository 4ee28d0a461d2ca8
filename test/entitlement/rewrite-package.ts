// Breaks packages on purpose: rewrites tables of a zip with the engine, and its manifest so that only that is wrong.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { zipped } from './cpr-files.js'
import { zipMembers } from './scanner/zip-members.js'

interface Column {
  readonly name: string
  readonly type: string
  readonly data: string
}

interface TableOf {
  readonly name: string
  readonly file: string
  readonly kind: string
  readonly columns: readonly Column[]
  readonly foreignKeys: readonly unknown[]
}

interface Files {
  readonly files: readonly { readonly name: string; readonly table: string; readonly rows: number }[]
}

/** How a package is broken. */
export interface Rewriting {
  /** Rows of a table: `select … from t`; `other` is the same table of the package named in `beside`. */
  readonly tables?: Readonly<Record<string, string>>
  /** A package (path) whose tables can be read too, as `other_<table>`. */
  readonly beside?: string
  /** Tables of `beside` that are laid into the package, listed and all. */
  readonly taken?: readonly string[]
  /** Columns that a rewritten table has more. */
  readonly added?: Readonly<Record<string, Column>>
  /** Put over the manifest. */
  readonly manifest?: object
  /** Rows that the manifest tells beside what is true, by table. */
  readonly miscount?: Readonly<Record<string, number>>
  /** Files that nobody lists. */
  readonly hidden?: Readonly<Record<string, string>>
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const tablesOf = (members: ReadonlyMap<string, Buffer>): readonly TableOf[] =>
  (
    JSON.parse(members.get('skema.json')?.toString('utf8') ?? '{}') as {
      readonly tables?: readonly TableOf[]
    }
  ).tables ?? []

/** Text that can be written into csv again: what is empty there stays so. */
const source = (table: TableOf, path: string): string =>
  table.file.endsWith('.csv')
    ? `read_csv('${path}', delim = ';', quote = '"', header = true, auto_detect = false, columns = {${table.columns
        .map(({ name }) => `'${name}': 'VARCHAR'`)
        .join(', ')}})`
    : `read_parquet('${path}')`

type Members = ReadonlyMap<string, Buffer>

/** Tables of packages as views, and what becomes of them. */
class Workshop {
  private constructor(
    private readonly folder: string,
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
  ) {}

  static async open(): Promise<Workshop> {
    const folder = await mkdtemp(join(tmpdir(), 'flis-plant-'))
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
    return new Workshop(folder, instance, await instance.connect())
  }

  async view(members: Members, needed: readonly string[], prefix = ''): Promise<void> {
    for (const table of tablesOf(members).filter(({ name }) => needed.some((each) => each.includes(name)))) {
      const file = join(this.folder, `${prefix}${table.file}`)
      await writeFile(file, members.get(table.file) ?? '')
      await this.connection.run(`create view ${quoted(prefix + table.name)} as from ${source(table, file)}`)
    }
  }

  async count(relation: string): Promise<number> {
    return Number((await this.connection.runAndReadAll(`select count(*) from ${relation}`)).getRows()[0]?.[0])
  }

  async write(select: string, file: string): Promise<Buffer> {
    const out = join(this.folder, `new_${file}`)
    const form = file.endsWith('.csv') ? `format csv, header, delimiter ';'` : 'format parquet'
    await this.connection.run(`copy (${select}) to '${out}' (${form})`)
    return readFile(out)
  }

  async close(): Promise<void> {
    this.connection.closeSync()
    this.instance.closeSync()
    await rm(this.folder, { recursive: true, force: true })
  }
}

/** What stands in manifest.json and skema.json for tables of which some have other rows or columns now. */
const described = (
  members: Members,
  tables: readonly TableOf[],
  counted: ReadonlyMap<string, number>,
  { added = {}, miscount = {}, manifest }: Rewriting,
): Readonly<Record<'manifest.json' | 'skema.json', Buffer>> => {
  const before = JSON.parse(members.get('manifest.json')?.toString('utf8') ?? '{}') as Files
  const files = tables.map(({ name, file }) => {
    const listed = before.files.find(({ table }) => table === name) ?? { name: file, table: name, rows: 0 }
    return { ...listed, rows: (counted.get(name) ?? listed.rows) + (miscount[name] ?? 0) }
  })
  const skema = tables.map((table) => {
    const more = added[table.name]
    return more === undefined ? table : { ...table, columns: [...table.columns, more] }
  })
  return {
    'manifest.json': Buffer.from(JSON.stringify({ ...before, files, ...manifest })),
    'skema.json': Buffer.from(JSON.stringify({ tables: skema })),
  }
}

/** Rewrites a package where it lies. */
export const rewritePackage = async (path: string, rewriting: Rewriting): Promise<void> => {
  const members = new Map(await zipMembers(path))
  const beside: Members = rewriting.beside === undefined ? new Map() : await zipMembers(rewriting.beside)
  const taken = tablesOf(beside).filter(({ name }) => rewriting.taken?.includes(name) === true)
  const tables = [...tablesOf(members), ...taken]
  const counted = new Map<string, number>()
  const workshop = await Workshop.open()
  try {
    const needed = [...Object.entries(rewriting.tables ?? {}).flat(), ...taken.map(({ name }) => name)]
    await workshop.view(members, needed)
    await workshop.view(beside, needed, 'other_')
    for (const { name, file } of tables) {
      const select = rewriting.tables?.[name]
      if (select === undefined) continue
      counted.set(name, await workshop.count(`(${select})`))
      members.set(file, await workshop.write(select, file))
    }
    for (const { name, file } of taken) {
      counted.set(name, await workshop.count(quoted(`other_${name}`)))
      members.set(file, beside.get(file) ?? Buffer.alloc(0))
    }
  } finally {
    await workshop.close()
  }
  const hidden = Object.entries(rewriting.hidden ?? {}).map(
    ([name, text]) => [name, Buffer.from(text)] as const,
  )
  const told = Object.entries(described(members, tables, counted, rewriting))
  await writeFile(path, await zipped(Object.fromEntries([...members, ...hidden, ...told])))
}
