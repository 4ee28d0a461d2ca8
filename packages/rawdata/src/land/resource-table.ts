import { appendColumns, type Contract, quoteIdent, type Session } from '@flis/core'
import type { DeliveredFile } from './delivered-file.js'
import { columnList, type RaadataPart, writePart } from './raadata-part.js'

/** A row of text values with what Rådata adds. */
export interface TextRow {
  readonly values: Readonly<Record<string, string | null>>
  /** `_linje`. */
  readonly line: number
}

/**
 * Rows of a contract that are made outside the engine. They wait in a temp table, which may spill to disk, until
 * the delivery has been read to its end.
 */
export class ResourceTable {
  readonly #table: string
  readonly #columns: readonly string[]
  readonly #added: string[] = []
  rows = 0

  /** @param extra columns of text beside the contract's own */
  constructor(
    private readonly session: Session,
    readonly contract: Contract,
    extra: readonly string[],
  ) {
    this.#table = `landing_${contract.name}`
    this.#columns = [...Object.keys(contract.fields), ...extra]
  }

  async open(): Promise<void> {
    const columns = this.#columns.map((name) => `${quoteIdent(name)} varchar`)
    await this.session.run(
      `create or replace temp table ${quoteIdent(this.#table)} (${[...columns, '_fil varchar', '_linje bigint'].join(', ')})`,
    )
  }

  /** One more column of text; NULL in the rows so far. */
  async addColumn(name: string): Promise<void> {
    await this.session.run(`alter table ${quoteIdent(this.#table)} add column ${quoteIdent(name)} varchar`)
    this.#added.push(name)
  }

  async add(file: DeliveredFile, rows: readonly TextRow[]): Promise<void> {
    const texts = (names: readonly string[]) =>
      // a name can be the sender's, and what every object has besides is no value
      names.map((name) =>
        rows.map(({ values }) => (Object.hasOwn(values, name) ? values[name] : null) ?? null),
      )
    await appendColumns(this.session, this.#table, [
      ...texts(this.#columns),
      rows.map(() => file.name),
      rows.map(({ line }) => BigInt(line)),
      ...texts(this.#added),
    ])
    this.rows += rows.length
  }

  /** Writes the rows as Rådata; there is a file even without rows: the delivery spoke for the contract. */
  async write(root: string, delivery: string): Promise<RaadataPart> {
    const written = await writePart(this.session, root, {
      delivery,
      contract: this.contract.name,
      query: `select ${columnList([...this.#columns, ...this.#added, '_fil', '_linje'])} from ${quoteIdent(this.#table)}`,
      rows: this.rows,
    })
    return {
      contract: this.contract,
      file: null,
      ...written,
      rows: this.rows,
      broken: 0,
      columns: [...Object.keys(this.contract.fields), ...this.#added],
      unknownColumns: [],
      missingColumns: [],
    }
  }

  async close(): Promise<void> {
    await this.session.run(`drop table if exists ${quoteIdent(this.#table)}`)
  }
}

/** Opens tables, works, and drops them whatever happens. */
export const withTables = async <T>(tables: readonly ResourceTable[], work: () => Promise<T>): Promise<T> => {
  try {
    for (const each of tables) await each.open()
    return await work()
  } finally {
    for (const each of tables) await each.close().catch(() => undefined)
  }
}
