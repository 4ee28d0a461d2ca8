import { dayRun } from '../../run/day-run.js'
import { main, planOf } from '../../run/main.js'
import { configuredSources } from '../../sources/configured-sources.js'
import { afterRun } from '../after-run.js'
import type { CommandRun } from '../command.js'
import { openedFolder, runOptions } from '../opened.js'
import { flagOption } from '../options.js'
import { printPlan } from '../print-plan.js'

/** `flis day-run`: what happens on days as soon as it has been delivered; all else is left for the month-run. */
export const dayRunCommand: CommandRun = async (cli) => {
  const folder = await openedFolder(cli)
  const run = dayRun(folder.areas, configuredSources(folder))
  if (flagOption(cli, 'dryRun')) {
    await printPlan(cli, await planOf(run, runOptions(cli, folder)))
    return 0
  }
  return afterRun(cli, folder, await main(run, runOptions(cli, folder)))
}
