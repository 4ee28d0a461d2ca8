import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DuckDBInstance, type Json } from '@duckdb/node-api'
import { type Ended, flis, NOW } from './command.js'
import { metadata, type Said } from './metadata.js'

export type Row = Readonly<Record<string, Json>>

export interface Put extends Said {
  /** The whole metadata file; `null`: none comes. */
  readonly metadata?: string | Buffer | null
}

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** A warehouse folder of one test, reached by the command line alone and read by DuckDB alone. */
export class Lager {
  private constructor(readonly root: string) {}

  /** `flis init`; `settings` are added to the settings that it writes. */
  static async make(settings: Readonly<Record<string, unknown>> = {}): Promise<Lager> {
    const root = join(await mkdtemp(join(tmpdir(), 'flis-intake-')), 'lager')
    const ended = await flis(['init', root])
    if (ended.exit !== 0) throw new Error(ended.err)
    const config = join(root, 'flis.config.json')
    const written = JSON.parse(await readFile(config, 'utf8')) as object
    await writeFile(config, JSON.stringify({ ...written, ...settings }))
    return new Lager(root)
  }

  /** Puts a data file and its metadata file into the inbox. */
  async put(file: string, bytes: Uint8Array | string, said: Put = {}): Promise<void> {
    const content = Buffer.from(bytes)
    const about = said.metadata === undefined ? metadata(file, content, said) : said.metadata
    await writeFile(join(this.root, 'inbox', file), content)
    if (about !== null) await writeFile(join(this.root, 'inbox', `${file}.metadata`), about)
  }

  /** Runs a command in this warehouse. */
  run(argv: readonly string[], now = NOW): Promise<Ended> {
    return flis([...argv, '-C', this.root], now)
  }

  async intake(now = NOW): Promise<Ended> {
    const ended = await this.run(['intake'], now)
    if (ended.exit === 1 || ended.exit === 2) throw new Error(`exit ${ended.exit}: ${ended.err}`)
    return ended
  }

  /** Standard output of a command as JSON. */
  async json<T = Row>(argv: readonly string[]): Promise<T> {
    const ended = await this.run([...argv, '--json'])
    if (ended.exit !== 0) throw new Error(`exit ${ended.exit}: ${ended.err}`)
    return JSON.parse(ended.out) as T
  }

  /** Rows of the working file, opened after the command has ended. */
  async rows(query: string): Promise<Row[]> {
    const instance = await DuckDBInstance.create(join(this.root, 'flis.duckdb'), { access_mode: 'READ_ONLY' })
    const connection = await instance.connect()
    try {
      await connection.run(`set file_search_path = '${this.root}'`)
      return (await connection.runAndReadAll(query)).getRowObjectsJson()
    } finally {
      connection.closeSync()
      instance.closeSync()
    }
  }

  /** The same, each row as the list of its values. */
  async values(query: string): Promise<Json[][]> {
    return (await this.rows(query)).map((row) => Object.values(row))
  }

  /** Deliveries as [file, state, code], in the order of names. */
  states(where = 'true'): Promise<Json[][]> {
    return this.values(`select file_name, state, code from ops.deliveries where ${where} order by id`)
  }

  inbox(): Promise<string[]> {
    return readdir(join(this.root, 'inbox')).then((names) => names.sort())
  }

  /** What lies beside the warehouse: nothing but itself. */
  beside(): Promise<string[]> {
    return readdir(dirname(this.root))
  }

  rejected(file: string): Promise<Buffer> {
    return readFile(join(this.root, 'rejected', file))
  }

  /** SHA-256 of every file that the archive keeps. */
  async archived(): Promise<ReadonlySet<string>> {
    const kept = await readdir(join(this.root, 'archive'), { recursive: true, withFileTypes: true })
    const files = kept.filter((each) => each.isFile())
    return new Set(
      await Promise.all(files.map(async (each) => sha256(await readFile(join(each.parentPath, each.name))))),
    )
  }

  remove(): Promise<void> {
    return rm(dirname(this.root), { recursive: true, force: true })
  }
}
