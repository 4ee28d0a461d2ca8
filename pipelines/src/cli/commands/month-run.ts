import { monthOf } from '@flis/core'
import { someAreas } from '../../areas.js'
import { main } from '../../run/main.js'
import { monthRun } from '../../run/month-run.js'
import { configuredSources } from '../../sources/configured-sources.js'
import { afterRun } from '../after-run.js'
import type { CommandRun } from '../command.js'
import { clockOf, openedFolder, runOptions } from '../opened.js'
import { flagOption, listOption, monthArgument } from '../options.js'
import { sendAfterRun } from '../send-after-run.js'
import { waitUntilReady } from '../wait-until-ready.js'
import { plan } from './plan.js'

/** `flis month-run <yyyy-mm>`: everything, from what waits in the inbox to a published version. */
export const monthRunCommand: CommandRun = async (cli) => {
  if (flagOption(cli, 'dryRun')) return plan(cli)
  const folder = await openedFolder(cli)
  const month = monthArgument(cli, 0) ?? monthOf(clockOf(cli)())
  if (flagOption(cli, 'wait')) {
    await waitUntilReady(cli, folder, month)
    // From here on as any other: a watch performs it, where there is one.
    return cli.runCli(
      cli.argv.filter((each) => each !== '--wait'),
      cli.world,
    )
  }
  const areas = someAreas(folder.areas, listOption(cli, 'area'))
  const report = await main(monthRun(areas, configuredSources(folder)), {
    ...runOptions(cli, folder),
    month,
    kind: 'month-run',
  })
  return afterRun(cli, folder, report, await sendAfterRun(cli, folder, report))
}
