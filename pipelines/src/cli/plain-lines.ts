import type { Reporter, RunEvent } from '@flis/core'
import type { Output } from './world.js'

interface Count {
  done: number
  of: number
}

const lineOf = (event: RunEvent, count: Count): string | undefined => {
  switch (event.event) {
    case 'run-started':
      return `run ${event.run} (${event.kind}): ${event.steps} steps`
    case 'step-done':
      return `${count.done}/${count.of} ${event.step}: ${event.outcome}${event.rows === 0 ? '' : `, ${event.rows} rows`}`
    case 'finding':
      return `finding ${event.name}: ${event.subject} (${event.count})`
    case 'run-done':
      return `run ${event.run}: ${event.outcome}`
    default:
      return undefined
  }
}

/** Progress where there is no terminal: a line for each step that is done. */
export const plainLines = (output: Output): Reporter => {
  const count: Count = { done: 0, of: 0 }
  return (event) => {
    if (event.event === 'run-started') Object.assign(count, { done: 0, of: event.steps })
    if (event.event === 'step-done') count.done++
    const line = lineOf(event, count)
    if (line !== undefined) void output.write(`${line}\n`)
  }
}
