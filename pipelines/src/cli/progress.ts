import type { Reporter } from '@flis/core'
import type { Output } from './world.js'

/** Nanoseconds of a clock that only runs forward; for display, never for a decision. */
export type Stopwatch = () => bigint

/** Takes away what stands on the terminal's line. */
export const ERASE_LINE = '\r\u001b[2K'

const timeText = (seconds: number): string => {
  const whole = Math.max(0, Math.round(seconds))
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60]
  const two = (n: number): string => String(n).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`
}

/** How many steps must be done before the time left is worth telling. */
const ENOUGH_STEPS = 3

interface State {
  done: number
  of: number
  step: string
  part: string
  started: bigint
}

const lineOf = (state: State, now: bigint, left: string): string => {
  const percent = state.of === 0 ? 100 : Math.floor((100 * state.done) / state.of)
  const elapsed = Number(now - state.started) / 1e9
  const guess =
    state.done < ENOUGH_STEPS || state.done >= state.of
      ? ''
      : ` · ${timeText((elapsed / state.done) * (state.of - state.done))} ${left}`
  const width = String(state.of).length
  return `${String(state.done).padStart(width)}/${state.of} · ${String(percent).padStart(3)} %${guess} · ${state.step}${state.part}`
}

/**
 * Progress on a terminal, in one line that is written over: steps done, percent, time left, the step and how far it
 * is. The line goes away when the run ends.
 */
export const progressLine = (
  output: Output,
  left: string,
  stopwatch: Stopwatch = process.hrtime.bigint,
): Reporter => {
  const state: State = { done: 0, of: 0, step: '', part: '', started: stopwatch() }
  const show = (): void => {
    const line = lineOf(state, stopwatch(), left)
    void output.write(ERASE_LINE + [...line].slice(0, output.columns - 1).join(''))
  }
  return (event) => {
    switch (event.event) {
      case 'run-started':
        Object.assign(state, { done: 0, of: event.steps, step: '', part: '', started: stopwatch() })
        return show()
      case 'step-started':
        Object.assign(state, { step: event.step, part: '' })
        return show()
      case 'step-progress':
        Object.assign(state, {
          step: event.step,
          part: ` (${Math.floor((100 * event.done) / Math.max(1, event.of))} %)`,
        })
        return show()
      case 'step-done':
        state.done++
        return show()
      case 'run-done':
        void output.write(ERASE_LINE)
        return
      default:
        return
    }
  }
}
