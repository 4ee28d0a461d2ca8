import type { Month } from '@flis/core'
import { arrivalSources } from '../watch/arrival-source.js'
import { processTicker } from '../watch/ticker.js'
import { untilReady } from '../watch/until-ready.js'
import type { Cli } from './command.js'
import { jsonText } from './json-text.js'
import { clockOf, type OpenedFolder } from './opened.js'
import type { Output } from './world.js'

const QUIET: Output = { terminal: false, columns: 80, closed: false, write: async () => undefined }

/** How many are named; the rest are counted. */
const MOST_NAMED = 3

/** Waits until a month's run can start, and says for what. What comes meanwhile is landed, here or by a watch. */
export const waitUntilReady = async (
  cli: Cli,
  { config, areas, paths }: OpenedFolder,
  month: Month,
): Promise<void> => {
  const sources = arrivalSources(config, paths)
  const ticker = processTicker(sources.flatMap((each) => each.folders))
  try {
    await untilReady({
      month,
      looking: { config, areas, paths, clock: clockOf(cli) },
      sources,
      ticker,
      signal: cli.world.stopping(),
      // Somebody else may have the warehouse for the moment: then the next look does it, or they have done it.
      takeIn: async () => {
        await cli.runCli(['-C', cli.folder, 'intake'], { ...cli.world, out: QUIET, err: QUIET })
      },
      tell: async (missing) => {
        if (cli.json) return cli.line(jsonText({ event: 'waiting', month, missing }))
        const named = missing
          .slice(0, MOST_NAMED)
          .map(({ kilde, kommune, kildesystem, due }) => `${kilde} ${kommune} ${kildesystem} (${due})`)
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
