import { link, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { BORGER_TABLES, bareBorger } from './bare-borger.js'
import { requireFaultsSeen, requireSameTable } from './bare-tables.js'
import { bornEachDay } from './cpr-files.js'
import { cpuNote, type Figure, spread } from './figure.js'
import { alternating, measureScript, type Taken } from './measure.js'
import type { Suite, SuiteOptions } from './suite.js'
import { makeFolder } from './world.js'

/** Persons of a delta, at national scale. */
const DELTA = 10_000
const DAYS = 36_500
/** What Borger is to do with; the bare statements get the same. */
const MEMORY = '2200MB'

const TABLES = Object.keys(BORGER_TABLES) as (keyof typeof BORGER_TABLES)[]

interface Place {
  readonly at: (name: string) => string
  /** Persons born each day. */
  readonly each: number
  readonly csvRows: number
}

const delivered = async (folder: string, warehouse: string): Promise<void> => {
  for (const name of await readdir(folder)) await link(join(folder, name), join(warehouse, 'inbox', name))
}

const warehouseAt = async (folder: string): Promise<string> => {
  await rm(folder, { recursive: true, force: true })
  await makeFolder(folder, { areas: ['Borger'] })
  return folder
}

const numberOf = (taken: Taken, name: string): number => Number(taken.said[name] ?? 0)
const stepsOf = (taken: Taken | undefined): Readonly<Record<string, number>> =>
  (taken?.said.steps ?? {}) as Readonly<Record<string, number>>

const cpusOf = (taken: Taken | undefined): Readonly<Record<string, number>> =>
  (taken?.said.cpus ?? {}) as Readonly<Record<string, number>>

/** Tables of the newest version against those of the bare statements. */
const requireSameBorger = async (what: string, warehouse: string, out: string): Promise<void> => {
  const shown = join(out, 'ours')
  await mkdir(shown, { recursive: true })
  await measureScript('flis-table.ts', [warehouse, shown, ...TABLES])
  for (const table of TABLES) await requireSameTable(what, table, [join(shown, `${table}.parquet`)], out)
  await rm(shown, { recursive: true })
}

/** From csv to published tables, against the same by hand. */
const fromCsv = async (
  { rounds, scale }: SuiteOptions,
  { at, csvRows }: Place,
): Promise<{ readonly figure: Figure; readonly written: number }> => {
  const taken = await alternating(rounds, {
    ours: async () => {
      await delivered(at('full/inbox'), await warehouseAt(at('warehouse')))
      return measureScript('flis-borger.ts', [at('warehouse'), MEMORY, 'facts'])
    },
    bare: async () => {
      await rm(at('bare'), { recursive: true, force: true })
      await mkdir(at('bare'), { recursive: true })
      return bareBorger(TABLES, {
        database: at('bare/bare.duckdb'),
        schema: 'main',
        out: at('bare'),
        memory: MEMORY,
        csv: at('full/csv'),
      })
    },
  })
  await requireSameBorger('csv → Borger', at('warehouse'), at('bare'))
  if (scale <= 0.1) for (const table of TABLES) await requireFaultsSeen(table, at('bare'))
  const [last] = taken.ours.all.slice(-1)
  return {
    written: Math.max(...taken.ours.all.map((each) => numberOf(each, 'written'))),
    figure: {
      name: `csv → published DimGeografi, DimBorger and FactBorger, ${(csvRows / 1e6).toFixed(1)} M rows in`,
      ours: taken.ours.seconds,
      bare: taken.bare.seconds,
      rows: csvRows,
      memory: taken.ours.memory,
      goals: { ratio: 1.3, memory: 4e9 },
      notes: [
        spread(stepsOf(last)),
        cpuNote(taken.ours.cpu, taken.bare.cpu),
        `processor: ${spread(cpusOf(last))}`,
        'bare: without number chains in loops, replacement numbers, vanished rows, overlaps, quarantine, ledger',
      ],
      rounds: {
        ours: taken.ours.all.map((each) => each.seconds),
        bare: taken.bare.all.map((each) => each.seconds),
      },
    },
  }
}

/** A delta onto what stands. */
const delta = async (
  { memory, tell }: SuiteOptions,
  { at, each }: Place,
  first: number,
): Promise<readonly Figure[]> => {
  const persons = each * DAYS
  const every = Math.max(11, Math.round((274 * DAYS) / DELTA))
  await measureScript('borger-files.ts', [at('delta'), String(each), memory, String(every)])
  tell('  the rest of the area, then a delta')
  const rest = await measureScript('flis-borger.ts', [at('warehouse'), MEMORY])
  const full = first + numberOf(rest, 'written')
  await delivered(at('delta/inbox'), at('warehouse'))
  const taken = await measureScript('flis-borger.ts', [at('warehouse'), MEMORY])
  await bareBorger(TABLES, {
    database: at('warehouse/flis.duckdb'),
    schema: 'dsa_hist',
    out: at('bare'),
    memory: MEMORY,
  })
  await requireSameBorger('delta', at('warehouse'), at('bare'))
  const written = numberOf(taken, 'written')
  return [
    {
      name: `a delta of ${Math.floor(persons / every)} persons → published`,
      ours: taken.seconds,
      memory: taken.memory,
      goals: { seconds: 30, memory: 4e9 },
      notes: [spread(stepsOf(taken)), `processor: ${spread(cpusOf(taken))}`],
    },
    {
      name: '  bytes written, to those of the full build',
      ratio: written / full,
      goals: { ratio: 0.05 },
      notes: [`${(written / 1e6).toFixed(0)} MB against ${(full / 1e6).toFixed(0)} MB`],
    },
  ]
}

/** The flexible packages of every kommune, from what is built. */
const packages = async ({ tell }: SuiteOptions, { at }: Place): Promise<Figure> => {
  tell('  packages of every kommune')
  const taken = await measureScript('flis-packages.ts', [at('warehouse'), MEMORY])
  const bytes = numberOf(taken, 'bytes')
  return {
    name: `packages of every kommune, ${numberOf(taken, 'files')} of them, ${(bytes / 1e6).toFixed(0)} MB`,
    ours: taken.seconds,
    memory: taken.memory,
    goals: { memory: 4e9 },
    notes: [
      `${(bytes / 1e6 / taken.seconds).toFixed(1)} MB/s · processor ${taken.cpu.toFixed(1)} s · the whole command ${taken.whole.toFixed(1)} s`,
    ],
  }
}

/** The population of CPR and LIFA's districts, from csv to published, then a day's changes. */
export const borgerSuite: Suite = async (options) => {
  const { folder, memory, scale, tell } = options
  const at = (name: string): string => join(folder, 'borger', name)
  const each = bornEachDay(scale)
  tell('  deliveries')
  const made = await measureScript('borger-files.ts', [at('full'), String(each), memory])
  const place: Place = { at, each, csvRows: numberOf(made, 'rows') }
  tell(`  ${place.csvRows} rows of csv to published tables`)
  const { figure, written } = await fromCsv(options, place)
  const after = await delta(options, place, written)
  const packed = await packages(options, place)
  await rm(at('.'), { recursive: true })
  return [figure, ...after, packed]
}
