import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { copied, requireSameTables } from './bare-tables.js'
import { type Figure, spread } from './figure.js'
import { alternating, measureScript, type Taken } from './measure.js'
import { AREAS } from './measured.js'
import { LAST_MONTH } from './months.js'
import type { Suite, SuiteOptions } from './suite.js'
import { tablesAtScale } from './suite-facts.js'

/** Registrations of ten days at national scale, and so many a day. */
const EVENTS = AREAS.Dagtilbud.size
const TEN_DAYS = 10
const A_YEAR = 365
/** A year of the whole country does not fit on the machine: it is told of so many of the children. */
const SHARE_OF_CHILDREN = 0.1
const FACT = 'FactDagtilbudKommeGå'

const cpuOf = ({ said }: Taken): number =>
  Object.entries((said.cpus ?? {}) as Readonly<Record<string, number>>).reduce(
    (sum, [, each]) => sum + each,
    0,
  )

const modelsOf = ({ said }: Taken): Readonly<Record<string, number>> =>
  (said.models ?? {}) as Readonly<Record<string, number>>

/** Another day on top of so many days that stand, against building all of them. */
const anotherDay = async (
  { folder, memory, rounds, tell }: SuiteOptions,
  { days, events, goal }: { readonly days: number; readonly events: number; readonly goal?: number },
): Promise<readonly Figure[]> => {
  const at = (name: string): string => join(folder, `day-${days}`, name)
  await mkdir(at('.'), { recursive: true })
  tell(`  ${days} days of ${Math.round(events / 1e6)} M registrations, their tables, another day`)
  const { said } = await measureScript('dagtilbud-world.ts', [
    at('built'),
    String(events),
    memory,
    String(days),
  ])
  const publish = (warehouse: string, models = 'all') =>
    measureScript('flis-build.ts', [warehouse, memory, 'Dagtilbud', models, LAST_MONTH, 'publish'])
  await publish(at('built'), 'shared')
  const full = await publish(at('built'))
  const day = await measureScript('dagtilbud-day.ts', [at('built'), String(said.children), memory])
  const taken = await alternating(rounds, {
    part: async () => publish(rounds === 1 ? at('built') : await copied(at('built'), at('part'))),
  })
  const place = { warehouse: at('built'), out: at('out'), month: LAST_MONTH, memory }
  await requireSameTables('another day', rounds === 1 ? at('built') : at('part'), AREAS.Dagtilbud, place)
  await rm(at('.'), { recursive: true })
  const [last] = taken.part.all.slice(-1)
  const ratio = taken.part.seconds / full.seconds
  return [
    {
      name: `${FACT}: ${days} days, ${(Number(said.AulaRegistrering) / 1e6).toFixed(1)} M registrations, and what it refers to`,
      ours: full.seconds,
      rows: Number(said.AulaRegistrering),
      memory: full.memory,
      goals: { memory: 3e9 },
      notes: [spread(modelsOf(full))],
    },
    {
      name: `  a day of ${(Number(day.said.events) / 1e6).toFixed(2)} M registrations on top`,
      ours: taken.part.seconds,
      ratio,
      memory: taken.part.memory,
      goals: { memory: 3e9, ...(goal === undefined ? {} : { ratio: goal }) },
      notes: [
        'ratio: to the build of all days',
        ...(last === undefined
          ? []
          : [
              spread(modelsOf(last)),
              `processor ${cpuOf(last).toFixed(2)} s against ${cpuOf(full).toFixed(2)} s: ${(cpuOf(last) / cpuOf(full)).toFixed(3)}`,
            ]),
      ],
    },
  ]
}

/** Registrations to stretches against the bare window statement; then a day on top of ten days, and of a year. */
export const stretchesSuite: Suite = async (options) => [
  ...(await tablesAtScale(options, 'Dagtilbud', 3e9)),
  ...(await anotherDay(options, { days: TEN_DAYS, events: EVENTS * options.scale })),
  ...(await anotherDay(options, {
    days: A_YEAR,
    events: (EVENTS / TEN_DAYS) * A_YEAR * SHARE_OF_CHILDREN * options.scale,
    goal: 0.05,
  })),
]
