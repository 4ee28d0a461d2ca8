import { cp, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { LAST_MONTH } from './ky-month.js'
import { measureBare, measureScript, type Taken } from './measure.js'
import { requireSame } from './same-result.js'

const COMPARED = ['DimYdelsesart', 'DimYdelsestype', 'DimKYSagOversigt', 'FactKYYdelser'] as const

/** The files of a table in the only version of a warehouse, as a pattern: a large table is written in several. */
export const publishedFiles = (warehouse: string, table: string): string =>
  join(warehouse, 'published', '1', table, '0000-rows-*.parquet')

/** A fresh copy of a warehouse folder. */
export const copied = async (from: string, to: string): Promise<string> => {
  await rm(to, { recursive: true, force: true })
  await cp(from, to, { recursive: true })
  return to
}

/** The tables of KY by hand from a warehouse's DSA_HIST, as Parquet files in `out`. */
export const bareRollout = async (warehouse: string, out: string, memory: string): Promise<Taken> => {
  await mkdir(out, { recursive: true })
  return measureBare('ky-rollout.sql', join(warehouse, 'flis.duckdb'), memory, {
    out,
    month_end: `${LAST_MONTH}-31`,
  })
}

/** Stops where a warehouse's newest version does not hold what {@link bareRollout} has made of it. */
export const requireSameTables = async (
  what: string,
  warehouse: string,
  out: string,
  memory: string,
): Promise<void> => {
  const files = COMPARED.map((table) => [table, `'${join(out, `${table}.parquet`)}'`] as const)
  requireSame(
    what,
    (await measureScript('ky-sums.ts', [warehouse])).said.rows,
    (await measureBare('ky-result.sql', ':memory:', memory, Object.fromEntries(files))).said.rows,
  )
}
