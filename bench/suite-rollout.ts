import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { cpuNote, type Figure, spread } from './figure.js'
import { bareRollout, copied, publishedFiles, requireSameTables } from './ky-tables.js'
import { alternating, measureBare, measureScript } from './measure.js'
import type { Suite, SuiteOptions } from './suite.js'

/** What the bare statements get at three times. */
const BARE_MEMORY = '6GB'

const YDELSER = 2_000_000

const atTimes = async (
  { folder, rounds, memory, scale }: SuiteOptions,
  times: number,
): Promise<readonly Figure[]> => {
  const ydelser = Math.round(YDELSER * times * scale)
  const place = join(folder, `rollout-${times}`)
  const [world, warehouse, out, copy] = ['world', 'warehouse', 'out', 'copy'].map((each) =>
    join(place, each),
  ) as [string, string, string, string]
  await mkdir(copy, { recursive: true })
  await measureScript('ky-world.ts', [world, String(ydelser), memory])
  const taken = await alternating(rounds, {
    ours: async () => measureScript('flis-rollout.ts', [await copied(world, warehouse), memory]),
    // One statement over everything: above 2 M ydelser it does not fit in the memory that bounds ours.
    bare: () => bareRollout(world, out, ydelser > 2_000_000 ? BARE_MEMORY : memory),
    plainCopy: async () =>
      measureBare('copy-of-output.sql', ':memory:', memory, {
        out: copy,
        fact: publishedFiles(warehouse, 'FactKYYdelser'),
        dimension: publishedFiles(warehouse, 'DimKYSagOversigt'),
      }),
  })
  await requireSameTables('rollout', warehouse, out, BARE_MEMORY)
  await rm(place, { recursive: true })
  const said = taken.ours.all.at(-1)?.said
  const rows = (said?.rows as Readonly<Record<string, number>> | undefined)?.FactKYYdelser ?? 0
  const models = said?.models as Readonly<Record<string, number>> | undefined
  return [
    {
      name: `KY rollout, ${ydelser / 1e6} M ydelser → ${(rows / 1e6).toFixed(1)} M rows`,
      ours: taken.ours.seconds,
      bare: taken.bare.seconds,
      rows,
      memory: taken.ours.memory,
      goals: { ratio: 1.3, memory: 2e9 },
      notes: [
        spread({ ...models, publish: Number(said?.publish) }),
        `${cpuNote(taken.ours.cpu, taken.bare.cpu)} · memory of the bare statements ${Math.round(taken.bare.memory / 1e6)} MB`,
      ],
      rounds: {
        ours: taken.ours.all.map((each) => each.seconds),
        bare: taken.bare.all.map((each) => each.seconds),
      },
    },
    { name: '  floor: a plain copy of the output', bare: taken.plainCopy.seconds, rows },
  ]
}

/** DSA_HIST → the tables of KY against the same by hand, at a tenth, once and three times the size. */
export const rolloutSuite: Suite = async (options) => {
  const figures: Figure[] = []
  for (const times of [0.1, 1, 3]) {
    options.tell(`  ${times} times`)
    figures.push(...(await atTimes(options, times)))
  }
  return figures
}
