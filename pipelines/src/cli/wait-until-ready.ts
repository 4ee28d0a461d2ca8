import { asFlisError, type Month, silentReporter } from '@flis/core'
import { main } from '../run/main.js'
import { intakeRun } from '../run/month-run.js'
import { arrivalSources } from '../watch/arrival-sources.js'
import { watchOf } from '../watch/holder.js'
import { processTicker } from '../watch/ticker.js'
import { untilReady } from '../watch/until-ready.js'
import type { Cli } from './command.js'
import { jsonText } from './json-text.js'
import { type OpenedFolder, runOptions } from './opened.js'

/** How many are named; the rest are counted. */
const MOST_NAMED = 3

/** Waits until a month's run can start, and says for what. What comes meanwhile is landed, here or by a watch. */
export const waitUntilReady = async (cli: Cli, folder: OpenedFolder, month: Month): Promise<void> => {
  const { config, areas, paths } = folder
  const sources = arrivalSources(config, paths)
  const ticker = processTicker(sources.flatMap((each) => each.folders))
  const options = { ...runOptions(cli, folder), reporter: silentReporter }
  try {
    await untilReady({
      month,
      looking: { config, areas, paths, clock: options.clock },
      sources,
      ticker,
      signal: options.signal,
      takeIn: async (units) => {
        if ((await watchOf(paths.root)) !== undefined) return true
        try {
          await main(intakeRun(areas, units), { ...options, kind: 'intake', extent: 'intake' })
          return true
        } catch (thrown) {
          // Somebody else may have the warehouse for the moment, or a source be away: the next look goes on.
          if (!asFlisError(thrown).retriable) throw thrown
          return false
        }
      },
      tell: async (missing, troubles) => {
        const away = troubles.map(({ source, error }) => ({ source, code: error.code }))
        if (cli.json) return cli.line(jsonText({ event: 'waiting', month, missing, troubles: away }))
        const named = missing
          .slice(0, MOST_NAMED)
          .map(({ kilde, kommune, kildesystem, due }) => `${kilde} ${kommune} ${kildesystem} (${due})`)
          .concat(away.map(({ source, code }) => `${source} (FLIS-${code})`))
        const more = missing.length > MOST_NAMED ? ` … +${missing.length - MOST_NAMED}` : ''
        const said = `${named.join(', ')}${more}`
        await cli.world.err.write(
          `${cli.words(`${month} waits for ${said}`, `${month} venter på ${said}`)}\n`,
        )
      },
    })
  } finally {
    ticker.close()
  }
}
