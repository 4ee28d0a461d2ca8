import { main } from '../../run/main.js'
import { intakeRun } from '../../run/month-run.js'
import { configuredSources } from '../../sources/configured-sources.js'
import { afterRun } from '../after-run.js'
import type { CommandRun } from '../command.js'
import { openedFolder, runOptions } from '../opened.js'

/** `flis intake`: land and historise; DM stays as it is. */
export const intake: CommandRun = async (cli) => {
  const folder = await openedFolder(cli)
  const report = await main(intakeRun(folder.areas, configuredSources(folder)), {
    ...runOptions(cli, folder),
    extent: 'intake',
    kind: 'intake',
  })
  return afterRun(cli, folder, report)
}
