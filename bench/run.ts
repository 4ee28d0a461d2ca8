// npm run bench [-- --quick] [-- csv|prescan|rollout|facts|following|lineage|borger|stretches|kafka|watch|commands …]: measured figures beside what they are to be.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Figure, figureTable, missed, ratioOf } from './figure.js'
import type { Suite } from './suite.js'
import { borgerSuite } from './suite-borger.js'
import { commandsSuite } from './suite-commands.js'
import { csvSuite } from './suite-csv.js'
import { factsSuite } from './suite-facts.js'
import { followingSuite } from './suite-following.js'
import { kafkaSuite } from './suite-kafka.js'
import { lineageSuite } from './suite-lineage.js'
import { prescanSuite } from './suite-prescan.js'
import { rolloutSuite } from './suite-rollout.js'
import { stretchesSuite } from './suite-stretches.js'
import { watchSuite } from './suite-watch.js'

const SUITES: Readonly<Record<string, Suite>> = {
  csv: csvSuite,
  prescan: prescanSuite,
  rollout: rolloutSuite,
  facts: factsSuite,
  following: followingSuite,
  lineage: lineageSuite,
  borger: borgerSuite,
  stretches: stretchesSuite,
  kafka: kafkaSuite,
  commands: commandsSuite,
  watch: watchSuite,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** A tenth of the size, three rounds. */
    quick: { type: 'boolean', default: false },
    scale: { type: 'string' },
    rounds: { type: 'string' },
    /** Memory of the engine, both sides. */
    memory: { type: 'string', default: '1200MB' },
  },
})
const unknown = positionals.find((each) => !(each in SUITES))
if (unknown !== undefined) throw new Error(`no suite ${unknown}: ${Object.keys(SUITES).join(', ')}`)
const scale = Number(values.scale ?? (values.quick ? 0.1 : 1))
const rounds = Number(values.rounds ?? (values.quick ? 3 : 5))

const tell = (line: string): void => {
  process.stderr.write(`${line}\n`)
}
const folder = await mkdtemp(join(tmpdir(), 'flis-bench-'))
const figures: Figure[] = []
const failed: string[] = []
try {
  for (const name of positionals.length === 0 ? Object.keys(SUITES) : positionals) {
    tell(`${name} …`)
    try {
      const measured = (await SUITES[name]?.({ folder, scale, rounds, memory: values.memory, tell })) ?? []
      figures.push(...measured)
      // Said at once: the next suite may take half an hour, or fail.
      console.log(`${figureTable(measured)}\n`)
    } catch (thrown) {
      failed.push(name)
      console.error(thrown)
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
console.log(
  `${scale === 1 ? '' : 'not the full size: the goals are for scale 1, and what starting up takes weighs more here\n'}scale ${scale}, ${rounds} rounds (median; memory: the largest), engine memory ${values.memory} on both sides`,
)
if (failed.length > 0) console.log(`not measured, for they failed: ${failed.join(', ')}`)
const results = figures.map((figure) => ({ ...figure, ratio: ratioOf(figure), missed: missed(figure) }))
await writeFile(new URL('results.json', import.meta.url), `${JSON.stringify(results, null, 2)}\n`)
process.exitCode =
  failed.length > 0 || (scale >= 1 && figures.some((figure) => missed(figure).length > 0)) ? 1 : 0
