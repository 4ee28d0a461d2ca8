import { borgerRun } from '../../run/borger-run.js'
import { main, planOf } from '../../run/main.js'
import { configuredSources } from '../../sources/configured-sources.js'
import { afterRun } from '../after-run.js'
import type { CommandRun } from '../command.js'
import { openedFolder, runOptions } from '../opened.js'
import { flagOption } from '../options.js'
import { printPlan } from '../print-plan.js'
import { sendAfterRun } from '../send-after-run.js'

/** `flis borger-run`: citizens as soon as their data arrive; what waits of other areas is left for the month-run. */
export const borgerRunCommand: CommandRun = async (cli) => {
  const folder = await openedFolder(cli)
  const run = borgerRun(folder.areas, {
    inbox: configuredSources(folder),
    packages: flagOption(cli, 'packages'),
  })
  if (flagOption(cli, 'dryRun')) {
    await printPlan(cli, await planOf(run, runOptions(cli, folder)))
    return 0
  }
  const report = await main(run, runOptions(cli, folder))
  return afterRun(cli, folder, report, await sendAfterRun(cli, folder, report))
}
