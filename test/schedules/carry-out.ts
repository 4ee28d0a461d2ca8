import { borger } from '@flis/domains/borger'
import { dagtilbud } from '@flis/domains/dagtilbud'
import {
  accept,
  acceptRows,
  type Dataomraade,
  dataomraade,
  FlisFailure,
  fsiii,
  kilde,
  ky,
  replay,
  reread,
  type TestWarehouse,
  testWarehouse,
  withdraw,
} from '@flis/pipelines'
import type { Program, Step } from './program.js'
import type { World } from './schedule.js'

const intakeOnly = (area: Dataomraade, kilder = area.kilder) =>
  dataomraade(area.name, { kilder, contracts: area.contracts, models: [] })

/** The areas as they are, without what is built of them; KY may come from two systems. */
const AREAS: Readonly<Record<World, ReturnType<typeof intakeOnly>>> = {
  KY: intakeOnly(
    ky,
    ky.kilder.map((each) => (each.name === 'KY' ? kilde('KY', { ...each, senders: ['NC', 'KYB'] }) : each)),
  ),
  FSIII: intakeOnly(fsiii),
  CPR: intakeOnly(borger),
  Aula: intakeOnly(dagtilbud),
}

const NOW = '2022-05-02T08:00:00'
const MONTH = '2022-04'

export const openFor = (worlds: readonly World[]): Promise<TestWarehouse> =>
  testWarehouse({ areas: worlds.map((each) => AREAS[each]), now: NOW, config: { limits: LIMITS } })

const LIMITS = { threads: 1, memory: '500MB', lineBytes: 1_048_576, unpackedBytes: 1 << 30, unpackRatio: 200 }

interface Operator {
  readonly warehouse: string
  readonly areas: readonly Dataomraade[]
}

const operatorOf = (w: TestWarehouse, worlds: readonly World[]): Operator => ({
  warehouse: w.root,
  areas: worlds.map((each) => AREAS[each]),
})

const isCode = (thrown: unknown, ...codes: readonly string[]): boolean =>
  thrown instanceof FlisFailure && codes.includes(thrown.error.code)

const performStep = async (w: TestWarehouse, operator: Operator, step: Step): Promise<void> => {
  switch (step.do) {
    case 'put':
      return w.deliverFile(step.delivery.fileName, step.delivery.content(), step.delivery.kildesystem)
    case 'run':
      await w.intake()
      return
    case 'month-run':
      await w.monthRun(MONTH)
      return
    case 'accept':
    case 'restore':
      await accept(operator, step.id, { reason: 'set' })
      return
    case 'withdraw':
      await withdraw(operator, step.id, 'set')
      return
    case 'reread':
      await reread(operator, step.id)
      return
    case 'replay':
      await replay(operator, {})
      return
    case 'accept loss':
      await acceptRows(operator, step.entry, { undo: false, reason: 'set' })
  }
}

/** Carries out the steps as they come. */
export const carryOut = async (
  w: TestWarehouse,
  worlds: readonly World[],
  steps: readonly Step[],
): Promise<void> => {
  const operator = operatorOf(w, worlds)
  for (const step of steps) await performStep(w, operator, step)
}

/**
 * The same deliveries, each once, landed by one run; then the decisions that still have something to decide. What was
 * accepted is accepted where it is held, again and again: accepting one can bring the next to be held.
 */
export const carryOutAtOnce = async (
  w: TestWarehouse,
  worlds: readonly World[],
  program: Program,
): Promise<void> => {
  const operator = operatorOf(w, worlds)
  const names = new Set<string>()
  for (const delivery of program.landed) {
    if (names.has(delivery.fileName)) continue
    names.add(delivery.fileName)
    await w.deliverFile(delivery.fileName, delivery.content(), delivery.kildesystem)
  }
  const monthly = program.steps.some((step) => step.do === 'month-run')
  await (monthly ? w.monthRun(MONTH) : w.intake())
  const { accepted, withdrawn } = program.decisions
  for (const id of withdrawn) await withdraw(operator, id, 'set')
  // To accept what is withdrawn would take it back.
  const standing = [...accepted].filter((id) => !withdrawn.has(id))
  for (let nth = 0; nth <= standing.length; nth++)
    for (const id of standing)
      await accept(operator, id, { reason: 'set' }).catch((thrown: unknown) => {
        if (!isCode(thrown, 'D001')) throw thrown
      })
  for (const entry of program.losses)
    await acceptRows(operator, entry, { undo: false, reason: 'set' }).catch((thrown: unknown) => {
      if (!isCode(thrown, 'U004')) throw thrown
    })
  if (monthly) await w.monthRun(MONTH)
}
