import { asFlisError, errorWords, type FlisCode, type Language } from '@flis/core'
import type { ExitCode } from './command.js'
import { jsonText } from './json-text.js'
import { ERASE_LINE } from './progress.js'
import type { World } from './world.js'

/** Wrong words on the command line; what is missing in the warehouse is a failure. */
const WRONG_USAGE: ReadonlySet<FlisCode> = new Set(['U001', 'U002', 'U003'])

/** Tells an error on standard error, with `--json` also as the last event on standard output. */
export const tellError = async (
  world: World,
  language: Language,
  thrown: unknown,
  json = false,
): Promise<ExitCode> => {
  const error = asFlisError(thrown)
  world.failed?.(error)
  // A line of progress may stand there unfinished.
  await world.err.write(`${world.err.terminal ? ERASE_LINE : ''}${errorWords(error, language)}\n`)
  if (world.environment.FLIS_DEBUG === 'engine' && thrown instanceof Error)
    await world.err.write(`${thrown.stack ?? thrown.message}\n`)
  const exit = WRONG_USAGE.has(error.code) ? 2 : 1
  if (json) {
    const { code, facts, next, retriable } = error
    await world.out.write(`${jsonText({ event: 'error', code, facts, next, retriable, exit })}\n`)
  }
  return exit
}
