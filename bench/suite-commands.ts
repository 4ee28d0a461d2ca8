import { cp, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { copied, requireSameTables } from './bare-tables.js'
import { type Figure, spread } from './figure.js'
import { alternating, measure, measureScript, type Taken } from './measure.js'
import { AREAS } from './measured.js'
import { LAST_MONTH } from './months.js'
import type { Suite, SuiteOptions } from './suite.js'

const FLIS = fileURLToPath(new URL('../node_modules/.bin/flis', import.meta.url))

const each = (all: readonly Taken[]): readonly number[] => all.map(({ whole }) => whole)

const helpAndDemo = async ({ folder, rounds }: SuiteOptions): Promise<readonly Figure[]> => {
  const taken = await alternating(rounds, {
    help: () => measure(FLIS, ['--help']),
    demo: async (round) => {
      const place = join(folder, `demo-${round}`)
      const one = await measure(FLIS, ['demo', place])
      await rm(place, { recursive: true, force: true })
      return one
    },
  })
  return [
    {
      name: 'flis --help, whole process',
      ours: taken.help.whole,
      goals: { seconds: 0.3 },
      rounds: { ours: each(taken.help.all) },
    },
    {
      name: 'flis demo, whole process',
      ours: taken.demo.whole,
      goals: { seconds: 60 },
      rounds: { ours: each(taken.demo.all) },
    },
  ]
}

const stepsOf = (taken: Taken): Readonly<Record<string, number>> =>
  (taken.said.steps ?? {}) as Readonly<Record<string, number>>

/** A warehouse after its first month-run, the deliveries that change 1 % of it, and one that has loaded them. */
const prepared = async ({ folder, memory, scale, tell }: SuiteOptions) => {
  const place = join(folder, 'commands')
  const at = (name: string): string => join(place, name)
  await mkdir(place, { recursive: true })
  tell('  a world, its first month-run, a redelivery with 1 % of the cases changed')
  await measureScript('ky-world.ts', [at('world'), String(Math.round(AREAS.KY.size * scale)), memory])
  await measureScript('flis-month-run.ts', [await copied(at('world'), at('built')), memory])
  const redelivery = await measureScript('ky-redelivery.ts', [
    at('world'),
    at('redelivery'),
    memory,
    LAST_MONTH,
    '2',
    '10',
  ])
  await copied(at('built'), at('redelivered'))
  await cp(at('redelivery'), join(at('redelivered'), 'inbox'), { recursive: true })
  await measureScript('flis-month-run.ts', [await copied(at('redelivered'), at('changed')), memory, 'intake'])
  return { at, redelivery }
}

const monthRuns = async (options: SuiteOptions): Promise<readonly Figure[]> => {
  const { rounds, memory, tell } = options
  const { at, redelivery } = await prepared(options)
  const build = (warehouse: string) =>
    measureScript('flis-build.ts', [warehouse, memory, 'KY', 'all', LAST_MONTH, 'publish'])
  const taken = await alternating(rounds, {
    full: async () => build(await copied(at('world'), at('full'))),
    onePercent: async () => build(await copied(at('changed'), at('part'))),
    nothingNew: () => measure(FLIS, ['-C', at('built'), 'month-run', LAST_MONTH]),
  })
  const place = { warehouse: at('changed'), out: at('out'), month: LAST_MONTH, memory }
  await requireSameTables('1 % changed', at('part'), AREAS.KY, place)
  tell('  a whole month-run on the redelivery')
  const whole = await measureScript('flis-month-run.ts', [
    await copied(at('redelivered'), at('whole')),
    memory,
  ])
  const rows = (taken.full.all[0]?.said.rows as Readonly<Record<string, number>> | undefined)?.FactKYYdelser
  await rm(at('.'), { recursive: true })
  const size = `${((rows ?? 0) / 1e6).toFixed(1)} M rows, 98 kommuner`
  const changed = `${String(redelivery.said.changed)} of ${String(redelivery.said.cases)} cases`
  return [
    {
      name: `flis month-run with nothing new, whole process (${size})`,
      ours: taken.nothingNew.whole,
      goals: { seconds: 1.5 },
      rounds: { ours: each(taken.nothingNew.all) },
    },
    { name: `full build and publish (${size})`, ours: taken.full.seconds, memory: taken.full.memory },
    {
      name: `build and publish with 1 % changed (${changed})`,
      ours: taken.onePercent.seconds,
      ratio: taken.onePercent.seconds / taken.full.seconds,
      memory: taken.onePercent.memory,
      goals: { ratio: 0.15 },
      notes: [
        'ratio: to the full build and publish',
        spread({
          ...(taken.onePercent.all.at(-1)?.said.models as Readonly<Record<string, number>>),
          publish: Number(taken.onePercent.all.at(-1)?.said.publish),
        }),
      ],
      rounds: {
        ours: taken.onePercent.all.map(({ seconds }) => seconds),
        full: taken.full.all.map(({ seconds }) => seconds),
      },
    },
    {
      name: 'whole month-run: full redelivery of 98 kommuner landed and verified, 1 % changed, datapakker made',
      ours: whole.seconds,
      memory: whole.memory,
      rows: Number(redelivery.said.rows),
      notes: [`one round; rows: those redelivered · ${spread(stepsOf(whole))}`],
    },
  ]
}

/** What the command line takes, and what a month-run takes when nothing or little is new. */
export const commandsSuite: Suite = async (options) => [
  ...(await helpAndDemo(options)),
  ...(await monthRuns(options)),
]
