import { cp, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { copied, requireSameTables } from './bare-tables.js'
import { type Figure, spread } from './figure.js'
import { alternating, measureScript } from './measure.js'
import { AREAS, type AreaName } from './measured.js'
import { FOLLOWING_MONTH, LAST_MONTH } from './months.js'
import type { Suite, SuiteOptions } from './suite.js'

/** Cases, or citizens, of a thousand that have changed when the following month is run. */
const CHANGED = 50

/** Where the warehouses of an area lie: `built` and `unbuilt` both know the following month's deliveries. */
interface Warehouses {
  readonly at: (name: string) => string
  readonly changed: string
}

/** One with the tables of the last month, and one without any; what has changed is in the history of both. */
const prepared = async (
  { folder, memory, scale, tell }: SuiteOptions,
  name: AreaName,
): Promise<Warehouses> => {
  const { world, size } = AREAS[name]
  const at = (each: string): string => join(folder, `following-${name}`, each)
  await mkdir(at('.'), { recursive: true })
  tell(`  ${name}: a world, its tables, the following month's deliveries`)
  await measureScript(world, [at('unbuilt'), String(Math.round(size * scale)), memory])
  await copied(at('unbuilt'), at('built'))
  await measureScript('flis-build.ts', [at('built'), memory, name, 'all', LAST_MONTH, 'publish'])
  if (name === 'FSIII') {
    await measureScript('fsiii-following.ts', [at('unbuilt'), memory, String(CHANGED)])
    const { said } = await measureScript('fsiii-following.ts', [at('built'), memory, String(CHANGED)])
    return { at, changed: `${String(said.changed)} of ${String(said.citizens)} citizens` }
  }
  const { said } = await measureScript('ky-redelivery.ts', [
    at('unbuilt'),
    at('redelivery'),
    memory,
    FOLLOWING_MONTH,
    '1',
    String(CHANGED),
  ])
  for (const each of ['unbuilt', 'built']) {
    await cp(at('redelivery'), join(at(each), 'inbox'), { recursive: true })
    await measureScript('flis-month-run.ts', [at(each), memory, 'intake', FOLLOWING_MONTH])
  }
  return { at, changed: `${String(said.changed)} of ${String(said.cases)} cases` }
}

const following = async (options: SuiteOptions, name: AreaName): Promise<readonly Figure[]> => {
  const { rounds, memory } = options
  const { at, changed } = await prepared(options, name)
  const build = async (from: string, to: string) =>
    measureScript('flis-build.ts', [
      await copied(at(from), at(to)),
      memory,
      name,
      'all',
      FOLLOWING_MONTH,
      'publish',
    ])
  const taken = await alternating(rounds, {
    full: () => build('unbuilt', 'full'),
    following: () => build('built', 'part'),
  })
  const place = { warehouse: at('built'), out: at('out'), month: FOLLOWING_MONTH, memory }
  await requireSameTables(`${name}, following month`, at('part'), AREAS[name], place)
  await rm(at('.'), { recursive: true })
  const cpusOf = ({ all }: (typeof taken)['full']) =>
    all.at(-1)?.said.cpus as Readonly<Record<string, number>> | undefined
  // Seconds of a model on top of those of its full build: what else the machine does weighs less on these.
  const byModel = Object.entries(cpusOf(taken.following) ?? {})
    .filter(([, cpu]) => cpu >= 0.1)
    .map(([model, cpu]) => `${model} ${cpu.toFixed(2)} of ${(cpusOf(taken.full)?.[model] ?? 0).toFixed(2)} s`)
  const modelsOf = ({ all }: (typeof taken)['full']): Readonly<Record<string, number>> => ({
    ...(all.at(-1)?.said.models as Readonly<Record<string, number>>),
    publish: Number(all.at(-1)?.said.publish),
  })
  return [
    {
      name: `${name}: full build and publish of ${FOLLOWING_MONTH}`,
      ours: taken.full.seconds,
      memory: taken.full.memory,
      notes: [spread(modelsOf(taken.full))],
    },
    {
      name: `${name}: the same on top of ${LAST_MONTH} (${changed} changed)`,
      ours: taken.following.seconds,
      ratio: taken.following.seconds / taken.full.seconds,
      memory: taken.following.memory,
      goals: { ratio: 0.15, memory: 2e9 },
      notes: [
        'ratio: to the full build and publish',
        spread(modelsOf(taken.following)),
        `processor ${taken.following.cpu.toFixed(2)} s against ${taken.full.cpu.toFixed(2)} s: ${(taken.following.cpu / taken.full.cpu).toFixed(2)}; ${byModel.join(' · ')}`,
      ],
      rounds: {
        ours: taken.following.all.map(({ seconds }) => seconds),
        full: taken.full.all.map(({ seconds }) => seconds),
      },
    },
  ]
}

/** DM of the following month, in which 5 % have changed, on top of the tables of the last one against a full build. */
export const followingSuite: Suite = async (options) => [
  ...(await following(options, 'KY')),
  ...(await following(options, 'FSIII')),
]
