import type { Reporter } from '@flis/core'
import type { Cli } from './command.js'
import { jsonText } from './json-text.js'
import { plainLines } from './plain-lines.js'
import { progressLine } from './progress.js'

/** How a run tells: JSON events, one line that is written over, or a line for each step. */
export const reporterFor = (cli: Cli): Reporter => {
  if (cli.json) return (event) => void cli.world.out.write(`${jsonText(event)}\n`)
  const { err } = cli.world
  return err.terminal ? progressLine(err, cli.words('left', 'tilbage')) : plainLines(err)
}
