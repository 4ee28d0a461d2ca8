import { monthOf } from '@flis/core'
import { someAreas } from '../../areas.js'
import { planOf } from '../../run/main.js'
import { monthRun } from '../../run/month-run.js'
import { configuredSources } from '../../sources/configured-sources.js'
import type { CommandRun } from '../command.js'
import { clockOf, openedFolder, runOptions } from '../opened.js'
import { listOption, monthArgument } from '../options.js'
import { printPlan } from '../print-plan.js'

/** `flis plan [yyyy-mm]`: every step that a month-run would take, and why. Changes nothing. */
export const plan: CommandRun = async (cli) => {
  const folder = await openedFolder(cli)
  const month = monthArgument(cli, 0) ?? monthOf(clockOf(cli)())
  const areas = someAreas(folder.areas, listOption(cli, 'area'))
  await printPlan(
    cli,
    await planOf(monthRun(areas, configuredSources(folder)), { ...runOptions(cli, folder), month }),
  )
  return 0
}
