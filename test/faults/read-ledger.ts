import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'

export interface Delivered {
  readonly id: string
  readonly fileName: string
  readonly state: string
  readonly code: string | null
  readonly rowsIn: number
  readonly accepted: number
  readonly quarantined: number
  readonly duplicates: number
}

export interface Quarantined {
  readonly line: number
  readonly codes: readonly string[]
  readonly row: string
}

/** What a warehouse says of its deliveries, read beside flis with the engine alone. */
export interface Ledger {
  readonly deliveries: readonly Delivered[]
  readonly quarantine: ReadonlyMap<string, readonly Quarantined[]>
  /** Rows by delivery. */
  readonly raadata: ReadonlyMap<string, number>
  readonly history: ReadonlyMap<string, number>
}

const grouped = <T>(rows: readonly (readonly [string, T])[]): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>()
  for (const [key, value] of rows) groups.set(key, [...(groups.get(key) ?? []), value])
  return groups
}

export const readLedgerOf = async (root: string): Promise<Ledger> => {
  const instance = await DuckDBInstance.create(join(root, 'flis.duckdb'), { access_mode: 'READ_ONLY' })
  const connection = await instance.connect()
  try {
    const rows = async (query: string) => (await connection.runAndReadAll(query)).getRowsJson()
    const counts = async (schema: string): Promise<ReadonlyMap<string, number>> => {
      const sums = new Map<string, number>()
      const tables = await rows(
        `select table_name from information_schema.tables where table_schema = '${schema}' order by 1`,
      )
      for (const [table] of tables)
        for (const [id, count] of await rows(
          `select _leverance, count(*)::varchar from ${schema}."${String(table)}" group by all`,
        ))
          sums.set(String(id), (sums.get(String(id)) ?? 0) + Number(count))
      return sums
    }
    const deliveries = await rows(
      `select id, file_name, state, code, rows_in, accepted, quarantined, duplicates
       from ops.deliveries order by length(id), id`,
    )
    const quarantine = await rows(
      `select delivery, line, to_json(codes)::varchar, "row" from ops.quarantine
       where state <> 'reloaded' order by delivery, file, line`,
    )
    return {
      deliveries: deliveries.map(([id, fileName, state, code, ...counted]) => ({
        id: String(id),
        fileName: String(fileName),
        state: String(state),
        code: code === null || code === undefined ? null : String(code),
        rowsIn: Number(counted[0]),
        accepted: Number(counted[1]),
        quarantined: Number(counted[2]),
        duplicates: Number(counted[3]),
      })),
      quarantine: grouped(
        quarantine.map(([id, line, codes, row]) => [
          String(id),
          { line: Number(line), codes: JSON.parse(String(codes)) as string[], row: String(row) },
        ]),
      ),
      raadata: await counts('raadata'),
      history: await counts('dsa_hist'),
    }
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}
