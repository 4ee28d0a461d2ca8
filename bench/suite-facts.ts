import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type BarePlace, requireFaultsSeen, requireSameTable, runBare } from './bare-tables.js'
import { cpuNote, type Figure } from './figure.js'
import { alternating, measureScript, type Rounds } from './measure.js'
import { AREAS, type AreaName, type Measured } from './measured.js'
import { LAST_MONTH } from './months.js'
import type { Suite, SuiteOptions } from './suite.js'

/** One table at one scale. */
interface Compared {
  readonly model: string
  readonly rows: number
  readonly ours: Rounds
  readonly bare: Rounds
}

interface Place extends BarePlace {
  readonly name: AreaName
  readonly rounds: number
  /** Whether it is tried that the comparison notices faults. */
  readonly faults: boolean
}

const compared = async (
  { model, bare }: Measured,
  { name, rounds, faults, ...place }: Place,
): Promise<Compared> => {
  const taken = await alternating(rounds, {
    // Not published: each round builds the table anew.
    ours: () => measureScript('flis-build.ts', [place.warehouse, place.memory, name, model, LAST_MONTH]),
    bare: () => runBare(bare, place),
  })
  const said = taken.ours.all.at(-1)?.said ?? {}
  const files = (said.files as Readonly<Record<string, readonly string[]>> | undefined)?.[model] ?? []
  await requireSameTable('facts', model, files, place.out)
  if (faults) await requireFaultsSeen(model, place.out)
  const rows = (said.rows as Readonly<Record<string, number>> | undefined)?.[model] ?? 0
  return { model, rows, ours: taken.ours, bare: taken.bare }
}

/** An area's tables at a scale: first the large dimensions, then, on top of them, the facts. */
const atScale = async (
  { folder, memory, rounds, tell }: SuiteOptions,
  name: AreaName,
  scale: number,
  faults: boolean,
): Promise<readonly Compared[]> => {
  const { world, size, members, dimensions, facts } = AREAS[name]
  const root = join(folder, `facts-${name}-${scale}`)
  const warehouse = join(root, 'world')
  const place: Place = {
    name,
    warehouse,
    out: join(root, 'out'),
    month: LAST_MONTH,
    memory,
    rounds,
    faults,
  }
  await mkdir(root, { recursive: true })
  tell(`  ${name} at ${scale}: a world and its small dimensions`)
  await measureScript(world, [warehouse, String(Math.round(size * scale)), memory])
  const publish = (models: string) =>
    measureScript('flis-build.ts', [warehouse, memory, name, models, LAST_MONTH, 'publish'])
  await publish('shared')
  await runBare(members, place)
  const done: Compared[] = []
  const each = async (table: Measured): Promise<void> => {
    tell(`  ${name} at ${scale}: ${table.model}`)
    done.push(await compared(table, place))
  }
  for (const table of dimensions) await each(table)
  if (dimensions.length > 0) await publish(dimensions.map(({ model }) => model).join(','))
  for (const table of facts) await each(table)
  await rm(root, { recursive: true })
  return done
}

const seconds = (rounds: Rounds): readonly number[] => rounds.all.map((each) => each.seconds)

const limitNote = ({ all }: Rounds): readonly string[] => {
  const limit = all.map((each) => each.said.limit).find((each) => each !== undefined)
  return limit === undefined
    ? []
    : [`the bare statement does not fit in that memory: it had ${String(limit)}`]
}

const figureOf = ({ model, rows, ours, bare }: Compared, scale: number): Figure => ({
  name: `${model} at ${scale}, ${(rows / 1e6).toFixed(2)} M rows`,
  ours: ours.seconds,
  bare: bare.seconds,
  rows,
  memory: ours.memory,
  rounds: { ours: seconds(ours), bare: seconds(bare) },
})

const growthNote = (small: Compared | undefined, large: Compared): readonly string[] =>
  small === undefined
    ? []
    : [
        `growth from the smaller scale: seconds × ${(large.ours.seconds / small.ours.seconds).toFixed(1)} (bare × ${(large.bare.seconds / small.bare.seconds).toFixed(1)}), rows × ${(large.rows / small.rows).toFixed(1)}, memory × ${(large.ours.memory / small.ours.memory).toFixed(1)}`,
      ]

const withNotes = (large: Compared, small: Compared | undefined, scale: number, memory: number): Figure => ({
  ...figureOf(large, scale),
  goals: { ratio: 1.3, memory },
  notes: [
    ...growthNote(small, large),
    `${cpuNote(large.ours.cpu, large.bare.cpu)} · memory of the bare statement ${Math.round(large.bare.memory / 1e6)} MB`,
    ...limitNote(large.bare),
  ],
})

/**
 * Each table of an area, built alone on what it refers to, against its bare statement; at a tenth and at once the size.
 *
 * @param memory at most, in bytes
 */
export const tablesAtScale = async (
  options: SuiteOptions,
  name: AreaName,
  memory: number,
): Promise<readonly Figure[]> => {
  const { scale } = options
  const small = await atScale(options, name, scale / 10, true)
  const large = await atScale(options, name, scale, false)
  return large.flatMap((each) => {
    const before = small.find((one) => one.model === each.model)
    return [
      ...(before === undefined ? [] : [figureOf(before, scale / 10)]),
      withNotes(each, before, scale, memory),
    ]
  })
}

/** The tables of KY and FSIII. */
export const factsSuite: Suite = async (options) => [
  ...(await tablesAtScale(options, 'KY', 2e9)),
  ...(await tablesAtScale(options, 'FSIII', 2e9)),
]
