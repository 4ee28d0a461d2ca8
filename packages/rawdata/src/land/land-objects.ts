import { fail } from '@flis/core'
import { type ObjectRow, type RefusedLine, readObjects } from '../ndjson/read-objects.js'
import { addBrokenRows, NO_CONTRACT } from './broken-rows.js'
import type { DeliveredFile } from './delivered-file.js'
import type { CsvContract } from './land-csv.js'
import type { Landing } from './landing.js'
import type { RaadataPart } from './raadata-part.js'
import { ResourceTable, type TextRow, withTables } from './resource-table.js'
import { storedColumns } from './stored-columns.js'

/** Members that no contract knows become columns, but not without end. */
const MOST_UNKNOWN = 200

/** The rows of one contract, with the columns that its objects turn out to have. */
class ObjectTable {
  readonly table: ResourceTable
  readonly #known: ReadonlySet<string>
  /** By the name in small letters, which is how the engine tells columns apart: the stored name. */
  readonly #stored = new Map<string, string>()
  readonly unknown: string[] = []

  constructor(
    landing: Landing,
    readonly contract: CsvContract,
    private readonly maxCharacters: number,
  ) {
    this.table = new ResourceTable(landing.session, contract, [])
    this.#known = new Set(Object.keys(contract.fields))
  }

  async add(file: DeliveredFile, rows: readonly ObjectRow[]): Promise<void> {
    for (const row of rows) for (const name of row.values.keys()) await this.#learn(name, file, row.line)
    await this.table.add(
      file,
      rows.map((row) => this.#textRow(row)),
    )
  }

  #textRow({ line, values }: ObjectRow): TextRow {
    const named = [...values].map(([name, value]) => [
      this.#known.has(name) ? name : (this.#stored.get(name.toLowerCase()) ?? name),
      value,
    ])
    return { line, values: Object.fromEntries(named) }
  }

  async #learn(name: string, file: DeliveredFile, line: number): Promise<void> {
    if (this.#known.has(name) || this.#stored.has(name.toLowerCase())) return
    this.unknown.push(name)
    const characters = this.unknown.reduce((sum, each) => sum + each.length, 0)
    if (this.unknown.length > MOST_UNKNOWN || characters > this.maxCharacters)
      fail('L041', {
        file: file.name,
        line,
        expected: `at most ${MOST_UNKNOWN} members that no contract knows`,
      })
    const taken = new Set([...this.#known, ...this.#stored.values()].map((each) => each.toLowerCase()))
    let stored = storedColumns(this.contract, [...taken, name]).at(-1) ?? name
    while (taken.has(stored.toLowerCase())) stored = `${stored}'`
    this.#stored.set(name.toLowerCase(), stored)
    await this.table.addColumn(stored)
  }
}

const isRow = (item: ObjectRow | RefusedLine): item is ObjectRow => item.is === 'row'
const isRefused = (item: ObjectRow | RefusedLine): item is RefusedLine => item.is === 'refused'

/**
 * Lands NDJSON files of objects, of which each says by its member `kontrakt` of which contract it is a row. A line that
 * is no such object goes to quarantine and counts as one row, of no contract. A delivery without any row of an
 * optional contract says nothing of it.
 *
 * Errors: L042 of a file; L041 for more unknown members than become columns.
 */
export const landObjects = async (
  landing: Landing,
  delivery: string,
  contracts: readonly CsvContract[],
  files: readonly DeliveredFile[],
): Promise<{ readonly parts: readonly RaadataPart[]; readonly refused: number }> => {
  const { env, session } = landing
  const maxLineBytes = env.config.limits.lineBytes
  const tables = contracts.map((contract) => new ObjectTable(landing, contract, maxLineBytes))
  const options = { contracts: new Set(contracts.map(({ name }) => name)), maxLineBytes }
  const [only, another] = files
  let refused = 0
  return withTables(
    tables.map(({ table }) => table),
    async () => {
      for (const file of files) {
        for await (const items of readObjects(file, options)) {
          const rows = items.filter(isRow)
          for (const each of tables)
            await each.add(
              file,
              rows.filter(({ contract }) => contract === each.contract.name),
            )
          const lines = items.filter(isRefused)
          await addBrokenRows(session, file.name, NO_CONTRACT, lines)
          refused += lines.length
        }
      }
      const parts: RaadataPart[] = []
      for (const { contract, table, unknown } of tables) {
        if (contract.reader.optionalFile && table.rows === 0) continue
        const part = await table.write(env.warehouse.paths.root, delivery)
        const file = another === undefined ? (only?.name ?? null) : null
        parts.push({ ...part, file, unknownColumns: unknown })
      }
      return { parts, refused }
    },
  )
}
