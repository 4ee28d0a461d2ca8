import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type BarePlace, copied, requireSameTable, runBare } from './bare-tables.js'
import { cpuNote, type Figure, spread } from './figure.js'
import { alternating, measureBare, measureScript, type Taken } from './measure.js'
import { AREAS } from './measured.js'
import { LAST_MONTH } from './months.js'
import type { Suite, SuiteOptions } from './suite.js'

/** What the bare statements get at three times. */
const BARE_MEMORY = '6GB'

const MODELS = ['DimKYSagOversigt', 'FactKYYdelser'] as const

/** One after the other, as one. */
const together = (a: Taken, b: Taken): Taken => ({
  whole: a.whole + b.whole,
  seconds: a.seconds + b.seconds,
  cpu: a.cpu + b.cpu,
  memory: Math.max(a.memory, b.memory),
  said: b.said,
})

const atTimes = async (
  { folder, rounds, memory, scale }: SuiteOptions,
  times: number,
): Promise<readonly Figure[]> => {
  const ydelser = Math.round(AREAS.KY.size * times * scale)
  const place = join(folder, `rollout-${times}`)
  const [world, warehouse, out, copy] = ['world', 'warehouse', 'out', 'copy'].map((each) =>
    join(place, each),
  ) as [string, string, string, string]
  await mkdir(copy, { recursive: true })
  await measureScript('ky-world.ts', [world, String(ydelser), memory])
  await measureScript('flis-build.ts', [world, memory, 'KY', 'shared', LAST_MONTH, 'publish'])
  // One statement over everything: above 2 M ydelser it does not fit in the memory that bounds ours.
  const bare: BarePlace = {
    warehouse: world,
    out,
    month: LAST_MONTH,
    memory: ydelser > AREAS.KY.size ? BARE_MEMORY : memory,
  }
  await runBare(AREAS.KY.members, bare)
  const filesOf = (taken: Taken | undefined, model: string): readonly string[] =>
    (taken?.said.files as Readonly<Record<string, readonly string[]>> | undefined)?.[model] ?? []
  let last: Taken | undefined
  const taken = await alternating(rounds, {
    ours: async () => {
      last = await measureScript('flis-build.ts', [
        await copied(world, warehouse),
        memory,
        'KY',
        MODELS.join(','),
        LAST_MONTH,
        'publish',
      ])
      return last
    },
    bare: async () =>
      together(await runBare('dim-ky-sag-oversigt.sql', bare), await runBare('fact-ky-ydelser.sql', bare)),
    plainCopy: () =>
      measureBare('copy-of-output.sql', ':memory:', memory, {
        out: copy,
        fact: filesOf(last, 'FactKYYdelser').join("', '"),
        dimension: filesOf(last, 'DimKYSagOversigt').join("', '"),
      }),
  })
  for (const model of MODELS) await requireSameTable('rollout', model, filesOf(last, model), out)
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
        spread({
          ...Object.fromEntries(MODELS.map((each) => [each, models?.[each] ?? 0])),
          publish: Number(said?.publish),
        }),
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

/** DSA_HIST → the tables of KY's ydelser against the same by hand, at a tenth, once and three times the size. */
export const rolloutSuite: Suite = async (options) => {
  const figures: Figure[] = []
  for (const times of [0.1, 1, 3]) {
    options.tell(`  ${times} times`)
    figures.push(...(await atTimes(options, times)))
  }
  return figures
}
