import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type CsvForm, makeCsv } from './csv-area.js'
import type { Figure } from './figure.js'
import { alternating, measure, measureBare, measureScript } from './measure.js'
import type { Suite, SuiteOptions } from './suite.js'

const ROWS = 10_000_000
const FORMS: readonly CsvForm[] = ['clean', 'quoted', 'bad lines']
const NAMES: Readonly<Record<CsvForm, string>> = {
  clean: 'clean file',
  quoted: 'every field quoted',
  'bad lines': '1 % bad lines',
}

const prescanOf = async (form: CsvForm, options: SuiteOptions): Promise<Figure> => {
  const { folder, scale, rounds, memory } = options
  const rows = Math.round(ROWS * scale)
  const place = join(folder, 'prescan')
  await mkdir(place, { recursive: true })
  const csv = join(place, 'Bench.csv')
  const made = join(place, 'make-csv.sql')
  await writeFile(made, makeCsv(rows, csv, form))
  await measure(process.execPath, [
    new URL('bare-run.mjs', import.meta.url).pathname,
    made,
    ':memory:',
    memory,
  ])
  const megabytes = (await stat(csv)).size / 1e6
  const ignore = String(form === 'bad lines')
  const taken = await alternating(rounds, {
    ours: () => measureScript('flis-prescan.ts', [csv, join(place, 'scanned.csv')]),
    lines: () => measure('wc', ['-l', csv]),
    bare: () => measureBare('csv-count.sql', ':memory:', memory, { csv, ignore }),
  })
  await rm(place, { recursive: true })
  const said = taken.ours.all[0]?.said ?? {}
  const result = said.result as { readonly rows: number; readonly bad: number; readonly told: number }
  const bad = form === 'bad lines' ? Math.floor((rows + 92) / 100) : 0
  if (result.rows !== rows || result.bad !== bad || (said.written === true && result.told !== bad))
    throw new Error(`${form}: ${JSON.stringify(result)} of ${rows} rows, ${bad} bad`)
  const speed = ({ seconds }: { readonly seconds: number }): string =>
    `${(megabytes / seconds).toFixed(0)} MB/s`
  return {
    name: `pre-scan, ${NAMES[form]}, ${megabytes.toFixed(0)} MB`,
    ours: taken.ours.seconds,
    bare: taken.bare.seconds,
    rows,
    memory: taken.ours.memory,
    notes: [
      `${speed(taken.ours)}${said.written === true ? ' (surveyed, then written anew)' : ' (surveyed)'} · wc -l ${speed(taken.lines)} · read_csv ${speed(taken.bare)}`,
      `ratio to wc -l ${(taken.ours.seconds / taken.lines.seconds).toFixed(2)}, to read_csv ${(taken.ours.seconds / taken.bare.seconds).toFixed(2)}`,
    ],
    rounds: {
      ours: taken.ours.all.map((each) => each.seconds),
      lines: taken.lines.all.map((each) => each.seconds),
      bare: taken.bare.all.map((each) => each.seconds),
    },
  }
}

/** The accounting of lines alone, beside `wc -l` and a `read_csv` that counts. */
export const prescanSuite: Suite = async (options) => {
  const figures: Figure[] = []
  for (const form of FORMS) {
    options.tell(`  ${NAMES[form]}`)
    figures.push(await prescanOf(form, options))
  }
  return figures
}
