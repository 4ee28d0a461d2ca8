import { expect, it } from 'vitest'
import { batchesOf, runWorkers } from './run-workers.js'
import { tally } from './tally.js'

/** Share of the 28,100 mutated files that are drawn; the whole proof is 1 (`npm run faults`). */
const SCALE = Number(process.env.FLIS_FAULTS ?? '0.004')
const SEED = Number(process.env.FLIS_SEED ?? '20221102')

/** Peak memory that a process may have, however many files it has seen: 256 MB of Node, 300 MB of the engine, code. */
const MOST_MEMORY = 800_000_000

/** Problems told of each warehouse: one that stopped has hundreds. */
const MOST_TOLD = 12

/** The codes that content alone brings about. */
const REACHED = [
  ...['L001', 'L002', 'L003', 'L004', 'L005', 'L010', 'L011', 'L012', 'L013', 'L020'],
  ...['L030', 'L031', 'L032', 'L033', 'L040', 'L041', 'L042', 'L043', 'L050', 'L051', 'L060', 'L061'],
  ...['R001', 'R002', 'R003', 'R101', 'R102', 'R103', 'R104', 'R105', 'R110', 'R120', 'R310'],
  ...['R201', 'R202', 'R203', 'R204'],
] as const

it(`every mutated file (${SCALE} of 28,100) loads, wholly or in part, or has a named error, and its rows are accounted for`, async () => {
  const lines = await runWorkers(SEED, batchesOf(SCALE))
  const { table, cases, inPart, codes } = tally(lines)
  const memory = Math.max(...lines.map((each) => each.memory))
  const told = lines.reduce((sum, each) => sum + each.told, 0)
  console.log(
    `${table}\n\n${cases} files, ${Math.round((100 * inPart) / cases)} % loaded in part; most memory ${Math.round(memory / 1e6)} MB; ${told} events and log lines without personal data`,
  )
  expect(lines.flatMap((each) => each.problems.slice(0, MOST_TOLD))).toEqual([])
  expect(memory).toBeLessThan(MOST_MEMORY)
  expect(inPart / cases).toBeGreaterThanOrEqual(0.3)
  // in a small draw a code may be missed by chance: then only what comes up often is asked for
  const fewest = Math.floor(20 * Math.min(1, SCALE))
  for (const code of REACHED) expect(codes.get(code) ?? 0, code).toBeGreaterThanOrEqual(fewest)
}, 3_600_000)
