import { cp, mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { lastDay, type Month } from '@flis/core'
import { measure, measureBare, measureScript, type Taken } from './measure.js'
import { type Measured, type MeasuredArea, padsNamed } from './measured.js'
import { requireSame } from './same-result.js'

/** What a bare statement gets that does not fit in the memory that bounds ours. */
const BARE_MEMORY = '6GB'

/** A fresh copy of a warehouse folder. */
export const copied = async (from: string, to: string): Promise<string> => {
  await rm(to, { recursive: true, force: true })
  await cp(from, to, { recursive: true })
  return to
}

/** Where the bare statements read and write. */
export interface BarePlace {
  readonly warehouse: string
  /** Folder of the tables that they write. */
  readonly out: string
  readonly month: Month
  readonly memory: string
}

/**
 * Runs one of the bare statements on a warehouse's DSA_HIST. One that does not fit in the memory is given more, and
 * `said.limit` tells it.
 */
export const runBare = async (file: string, { warehouse, out, month, memory }: BarePlace): Promise<Taken> => {
  await mkdir(out, { recursive: true })
  const statement = await readFile(new URL(`bare/${file}`, import.meta.url), 'utf8')
  const values = { out, month_end: lastDay(month), ...padsNamed(statement) }
  const database = join(warehouse, 'flis.duckdb')
  try {
    return await measureBare(file, database, memory, values)
  } catch (thrown) {
    if (!String(thrown).includes('Out of Memory')) throw thrown
    const taken = await measureBare(file, database, BARE_MEMORY, values)
    return { ...taken, said: { ...taken.said, limit: BARE_MEMORY } }
  }
}

/** All tables of an area by hand, one statement after the other. */
const runAllBare = async ({ members, dimensions, facts }: MeasuredArea, place: BarePlace): Promise<void> => {
  for (const file of [members, ...[...dimensions, ...facts].map((each) => each.bare)])
    await runBare(file, place)
}

const sumsOf = async (
  told: string,
  fault: 'none' | 'row' | 'value' | 'exchange',
  files: readonly string[],
): Promise<unknown> =>
  (
    await measure(process.execPath, [
      new URL('table-sums.mjs', import.meta.url).pathname,
      told,
      fault,
      ...files,
    ])
  ).said

/** Stops where files of ours do not hold what the bare statement has written of a table. */
export const requireSameTable = async (
  what: string,
  table: string,
  files: readonly string[],
  out: string,
): Promise<void> => {
  const bare = join(out, `${table}.parquet`)
  requireSame(`${what}: ${table}`, await sumsOf(bare, 'none', files), await sumsOf(bare, 'none', [bare]))
}

/** Stops where the comparison does not notice a fault that is planted in a table. */
export const requireFaultsSeen = async (table: string, out: string): Promise<void> => {
  const bare = join(out, `${table}.parquet`)
  const sound = await sumsOf(bare, 'none', [bare])
  for (const fault of ['row', 'value', 'exchange'] as const) {
    const faulty = await sumsOf(bare, fault, [bare])
    let seen = false
    try {
      requireSame(table, faulty, sound)
    } catch {
      seen = true
    }
    if (!seen) throw new Error(`${table}: the comparison does not notice a fault (${fault})`)
  }
}

/** Stops where a warehouse's newest version does not hold what the bare statements make of its DSA_HIST. */
export const requireSameTables = async (
  what: string,
  warehouse: string,
  measured: MeasuredArea,
  place: BarePlace,
): Promise<void> => {
  await runAllBare(measured, place)
  const shown = join(place.out, 'ours')
  await mkdir(shown, { recursive: true })
  const tables: readonly Measured[] = [...measured.dimensions, ...measured.facts]
  await measureScript('flis-table.ts', [warehouse, shown, ...tables.map((each) => each.model)])
  for (const { model } of tables)
    await requireSameTable(what, model, [join(shown, `${model}.parquet`)], place.out)
}
