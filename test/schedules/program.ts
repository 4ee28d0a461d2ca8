import { type IntakeDecisions, type IntakeState, intakeStates } from '../reference/intake-states.js'
import type { Delivered } from './delivered.js'
import { type Happening, KILDER, type Schedule } from './schedule.js'

/** A row in quarantine, as an operator names it. */
export interface Entry {
  readonly delivery: string
  readonly contract: string
  readonly line: number
}

/** What is to be done, one thing after the other. */
export type Step =
  | { readonly do: 'put'; readonly delivery: Delivered }
  | { readonly do: 'run' }
  | { readonly do: 'month-run' }
  | { readonly do: 'accept' | 'withdraw' | 'restore' | 'reread'; readonly id: string }
  | { readonly do: 'replay' }
  | { readonly do: 'accept loss'; readonly entry: Entry }

/** A schedule worked out: its steps, and what the plain model says of their end. */
export interface Program {
  readonly steps: readonly Step[]
  /** In order of landing. */
  readonly landed: readonly Delivered[]
  readonly decisions: IntakeDecisions
  readonly losses: readonly Entry[]
  readonly states: ReadonlyMap<string, IntakeState>
  /** What was met on the way, for counting. */
  readonly situations: ReadonlySet<string>
}

const extractOf = ({ periode, loebenr }: Delivered): string => `${periode.padEnd(10, '~')}${loebenr}`
const scopeOf = ({ kilde, kommune, kildesystem }: Delivered): string => `${kilde} ${kommune} ${kildesystem}`

/** In the order in which one run lands what waits: by extract time. */
const inOrder = (waiting: readonly Delivered[]): readonly Delivered[] =>
  [...waiting].sort((a, b) => (extractOf(a) < extractOf(b) ? -1 : 1))

interface World {
  readonly landed: Delivered[]
  readonly waiting: Delivered[]
  readonly accepted: Set<string>
  readonly withdrawn: Set<string>
  readonly losses: Entry[]
  readonly steps: Step[]
  readonly situations: Set<string>
}

const statesOf = ({ landed, accepted, withdrawn }: World): ReadonlyMap<string, IntakeState> =>
  intakeStates(KILDER, landed, { accepted, withdrawn })

const run = (world: World, kind: 'run' | 'month-run'): void => {
  const { landed, waiting, situations } = world
  for (const each of inOrder(waiting)) {
    const late = landed.some((one) => scopeOf(one) === scopeOf(each) && extractOf(one) > extractOf(each))
    if (late) situations.add('late')
    if (each.kilde === 'FSIIIKoder' && landed.some((one) => one.kilde === 'FSIII'))
      situations.add('late reference data')
  }
  if (landed.length > 0 && waiting.length > 0) situations.add('several runs')
  const before = statesOf(world)
  const withFull = waiting.some(({ type, kilde }) => type === 'F' && kilde === 'CPR')
  landed.push(...inOrder(waiting))
  waiting.length = 0
  world.steps.push({ do: kind })
  if (kind === 'month-run') situations.add('month-run in between')
  for (const [id, { state, code }] of statesOf(world)) {
    if (state === 'held') situations.add(`held ${code}`)
    if (before.get(id)?.code === 'L050' && state === 'loaded')
      situations.add(withFull ? 'released by a full delivery' : 'released by its predecessor')
    if (state === 'duplicate') situations.add('exact duplicate')
    if (code === 'L005') situations.add('L005')
  }
}

/** Those entries of quarantine that a line tells: rows of csv files. */
const entriesOf = (world: World): readonly Entry[] =>
  [...statesOf(world)].flatMap(([id, { state }]) => {
    const delivery = world.landed.find((each) => `${each.kildesystem}:${each.fileName}` === id)
    if (delivery === undefined || !delivery.fileName.endsWith('.zip')) return []
    if (state === 'duplicate' || state === 'rejected') return []
    const lines = new Map<string, number>()
    return delivery.rows.flatMap(({ contract, codes }) => {
      const line = (lines.get(contract) ?? 1) + 1
      lines.set(contract, line)
      return codes.length === 0 ? [] : [{ delivery: id, contract, line }]
    })
  })

const TARGETS: Readonly<Record<'accept' | 'withdraw' | 'restore' | 'reread', (of: IntakeState) => boolean>> =
  {
    accept: ({ state, code }) => state === 'held' && code !== 'L051',
    withdraw: ({ state }) => state === 'loaded' || state === 'held',
    restore: ({ state }) => state === 'withdrawn',
    reread: ({ state }) => state === 'loaded' || state === 'held',
  }

const decide = (world: World, what: keyof typeof TARGETS, pick: number): void => {
  const possible = [...statesOf(world)].filter(([, state]) => TARGETS[what](state)).map(([id]) => id)
  const id = possible[pick % Math.max(possible.length, 1)]
  if (id === undefined) return
  if (what === 'accept') world.accepted.add(id)
  if (what === 'withdraw') world.withdrawn.add(id)
  if (what === 'restore') world.withdrawn.delete(id)
  world.steps.push({ do: what, id })
  world.situations.add(what)
}

const isSame = (a: Entry, b: Entry): boolean =>
  a.delivery === b.delivery && a.contract === b.contract && a.line === b.line

const acceptLoss = (world: World, pick: number): void => {
  const open = entriesOf(world).filter((each) => !world.losses.some((one) => isSame(one, each)))
  const entry = open[pick % Math.max(open.length, 1)]
  if (entry === undefined) return
  world.losses.push(entry)
  world.steps.push({ do: 'accept loss', entry })
  world.situations.add('accept loss')
}

const happen = (world: World, what: Happening, pick: number): void => {
  if (what === 'run' || what === 'month-run') run(world, what)
  else if (what === 'accept loss') acceptLoss(world, pick)
  else if (what === 'replay') {
    world.steps.push({ do: 'replay' })
    world.situations.add('replay')
  } else if (what !== 'nothing') decide(world, what, pick)
}

/** Works out a schedule: no two files of one name wait together, and a last run takes what waits. */
export const programOf = ({ arrivals }: Schedule): Program => {
  const world: World = {
    landed: [],
    waiting: [],
    accepted: new Set(),
    withdrawn: new Set(),
    losses: [],
    steps: [],
    situations: new Set(),
  }
  for (const { delivery, meanwhile } of arrivals) {
    if (world.waiting.some((each) => each.fileName === delivery.fileName)) run(world, 'run')
    world.waiting.push(delivery)
    world.steps.push({ do: 'put', delivery })
    for (const { what, pick } of meanwhile) happen(world, what, pick)
  }
  run(world, world.situations.has('month-run in between') ? 'month-run' : 'run')
  const states = statesOf(world)
  for (const { state, code, counts } of states.values()) {
    if (state === 'held' && code === 'L050') world.situations.add('a gap that stays')
    if (state === 'loaded' && counts.quarantined > 0) world.situations.add('loaded in part')
    if (counts.duplicates > 0) world.situations.add('duplicate rows')
  }
  const { steps, landed, accepted, withdrawn, losses, situations } = world
  return { steps, landed, decisions: { accepted, withdrawn }, losses, states, situations }
}
