import { link, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { initWarehouse } from '@flis/pipelines'
import { makeCsv } from './csv-area.js'
import { writeMetadata } from './deliver.js'
import { cpuNote, type Figure, spread } from './figure.js'
import { alternating, measure, measureBare, measureScript, type Taken } from './measure.js'
import { requireSame } from './same-result.js'
import type { Suite } from './suite.js'

const ROWS = 10_000_000
const FILE = 'BENCH_0751_2022-10_001_F.csv'

/** CSV → Rådata → DSA_HIST against the same by hand, between the floors of reading and of writing Parquet. */
export const csvSuite: Suite = async ({ folder, scale, rounds, memory }) => {
  const rows = Math.round(ROWS * scale)
  const place = join(folder, 'csv')
  await mkdir(place, { recursive: true })
  const csv = join(place, FILE)
  const made = join(place, 'make-csv.sql')
  await writeFile(made, makeCsv(rows, csv))
  await measure(process.execPath, [
    new URL('bare-run.mjs', import.meta.url).pathname,
    made,
    ':memory:',
    memory,
  ])

  const ours = async (round: number): Promise<Taken> => {
    const warehouse = join(place, `warehouse-${round}`)
    await initWarehouse(warehouse, [])
    const delivered = join(warehouse, 'inbox', FILE)
    await link(csv, delivered)
    await writeMetadata(delivered, 'BENCH')
    const taken = await measureScript('flis-csv.ts', [warehouse, memory])
    await rm(warehouse, { recursive: true })
    return taken
  }
  const bare = async (round: number): Promise<Taken> => {
    const own = join(place, `bare-${round}`)
    await mkdir(own)
    const values = { csv, raadata: join(own, 'raadata.parquet') }
    const taken = await measureBare('csv-to-dsa-hist.sql', join(own, 'bare.duckdb'), memory, values)
    if (round === 0) result = await measureBare('csv-result.sql', join(own, 'bare.duckdb'), memory, values)
    await rm(own, { recursive: true })
    return taken
  }
  let result: Taken | undefined
  const floorFile = join(place, 'floor.parquet')
  const taken = await alternating(rounds, {
    ours,
    bare,
    scan: () => measureBare('csv-scan.sql', ':memory:', memory, { csv }),
    parquet: () => measureBare('csv-to-parquet.sql', ':memory:', memory, { csv, raadata: floorFile }),
  })
  requireSame(
    'csv',
    taken.ours.all[0]?.said.result,
    (result?.said.rows as readonly unknown[] | undefined)?.[0],
  )
  await rm(place, { recursive: true })
  const steps = taken.ours.all.at(-1)?.said.steps as Readonly<Record<string, number>> | undefined
  const figure: Figure = {
    name: `csv → Rådata → DSA_HIST, ${rows / 1e6} M rows × 15 columns`,
    ours: taken.ours.seconds,
    bare: taken.bare.seconds,
    rows,
    memory: taken.ours.memory,
    goals: { ratio: 1.3, memory: 2e9, rowsPerSecond: 500_000 },
    notes: [spread(steps ?? {}), cpuNote(taken.ours.cpu, taken.bare.cpu)],
    rounds: {
      ours: taken.ours.all.map((each) => each.seconds),
      bare: taken.bare.all.map((each) => each.seconds),
    },
  }
  return [
    figure,
    { name: '  floor: read_csv touching every column', bare: taken.scan.seconds, rows },
    { name: '  floor: csv → Parquet', bare: taken.parquet.seconds, rows },
  ]
}
