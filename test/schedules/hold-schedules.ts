import type { TestWarehouse } from '@flis/pipelines'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { IntakeState } from '../reference/intake-states.js'
import { carryOut, carryOutAtOnce, openFor } from './carry-out.js'
import { endState, toldStates, unbalanced } from './end-state.js'
import { type Program, programOf, type Step } from './program.js'
import { type Schedule, schedules } from './schedule.js'

/** How many schedules are drawn in all; the whole proof is 1000 (`npm run schedules`). */
const SCHEDULES = Number(process.env.FLIS_SCHEDULES ?? '4')
const SEED = Number(process.env.FLIS_SEED ?? '20221102')

const modelled = (states: ReadonlyMap<string, IntakeState>): readonly string[] =>
  [...states]
    .map(([id, { state, code, missing, rowsIn, counts }]) => {
      const taken = state !== 'duplicate' && state !== 'rejected'
      const told = !taken ? '' : ` ${rowsIn}=${counts.accepted}+${counts.quarantined}+${counts.duplicates}`
      return { id, line: `${id} ${state} ${code ?? ''}${missing === null ? '' : ` ${missing}`}${told}` }
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((each) => each.line)

const told = (step: Step): string =>
  step.do === 'put'
    ? `put ${step.delivery.fileName} (${step.delivery.rows.length} rows)`
    : 'id' in step
      ? `${step.do} ${step.id}`
      : 'entry' in step
        ? `${step.do} ${JSON.stringify(step.entry)}`
        : step.do

/** Throws with the lines by which two lists differ. */
const requireSame = (found: readonly string[], expected: readonly string[]): void => {
  const [all, wanted] = [new Set(found), new Set(expected)]
  const lines = [
    ...found.filter((line) => !wanted.has(line)).map((line) => `found     ${line}`),
    ...expected.filter((line) => !all.has(line)).map((line) => `expected  ${line}`),
  ]
  if (lines.length > 0) throw new Error(lines.join('\n'))
  expect(found).toEqual(expected)
}

const failed = (law: string, { steps }: Program, thrown: unknown): Error =>
  new Error(`${law}\nafter\n  ${steps.map(told).join('\n  ')}\n${String(thrown)}`)

/**
 * One schedule held to the laws; throws with its steps where it breaks one.
 *
 * @param spoil does something to the first warehouse before it is looked at: to show that the laws notice
 */
export const holdSchedule = async (
  schedule: Schedule,
  spoil: (w: TestWarehouse) => Promise<unknown> = async () => undefined,
): Promise<void> => {
  const program = programOf(schedule)
  const stepwise = await openFor(schedule.worlds)
  const whole = await openFor(schedule.worlds)
  const law = async (name: string, check: () => Promise<void>): Promise<void> => {
    try {
      await check()
    } catch (thrown) {
      throw failed(name, program, thrown)
    }
  }
  try {
    await law('every step can be taken', () => carryOut(stepwise, schedule.worlds, program.steps))
    await spoil(stepwise)
    const end = await endState(stepwise)
    await law('the states are those of the plain model', async () => {
      requireSame(await toldStates(stepwise), modelled(program.states))
    })
    await law('rows in = accepted + quarantined + duplicates', async () => {
      requireSame(await unbalanced(stepwise), [])
    })
    await law('one run over the same set gives the same', async () => {
      await carryOutAtOnce(whole, schedule.worlds, program)
      requireSame(end, await endState(whole))
    })
    await law('a run with nothing new changes nothing', async () => {
      expect((await stepwise.intake()).run).toBeNull()
      requireSame(await endState(stepwise), end)
    })
  } finally {
    await stepwise.close()
    await whole.close()
  }
}

/** Draws its half of the schedules: two files run side by side. */
export const holdSchedules = (half: 0 | 1): void => {
  const runs = Math.ceil(SCHEDULES / 2)
  it(`in ${runs} random schedules neither the order of arrival nor the runs and duplicates in between have any influence`, async () => {
    await fc.assert(
      fc.asyncProperty(schedules, (schedule) => holdSchedule(schedule)),
      // Making a counterexample small takes half an hour: asked for by FLIS_SHRINK.
      { numRuns: runs, seed: SEED + half, endOnFailure: process.env.FLIS_SHRINK === undefined },
    )
  }, 7_200_000)
}
