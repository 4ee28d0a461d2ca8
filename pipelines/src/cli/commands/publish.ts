import { resolve } from 'node:path'
import { publishDelivery } from '../../operator/publish-delivery.js'
import type { CommandRun, ExitCode } from '../command.js'
import { jsonText } from '../json-text.js'
import { openedFolder, runOptions } from '../opened.js'
import { argument, textOption } from '../options.js'

/** `flis publish <file> [--to broker]`: rows as records, then the arrival event. Exit 3 where rows were not as they should be. */
export const publishCommand: CommandRun = async (cli) => {
  const folder = await openedFolder(cli)
  const to = textOption(cli, 'to')
  const { event, unfit, broken } = await publishDelivery(resolve(cli.world.cwd, argument(cli, 0)), {
    ...runOptions(cli, folder),
    ...(to === undefined ? {} : { to }),
  })
  const exit: ExitCode = unfit + broken > 0 ? 3 : 0
  if (cli.json) {
    await cli.line(jsonText({ event, unfit, broken, exit }))
    return exit
  }
  for (const [contract, { count }] of Object.entries(event.contracts))
    await cli.line(`${contract}: ${count} ${cli.words('records', 'poster')}`)
  await cli.line(`${cli.words('announced', 'meldt')}: ${event.leverance}`)
  if (unfit > 0)
    await cli.line(
      cli.words(
        `${unfit} rows do not fit the schema: the receiver puts them into quarantine`,
        `${unfit} rækker passer ikke til skemaet: modtageren sætter dem i karantæne`,
      ),
    )
  if (broken > 0) await cli.line(cli.words(`${broken} lines are no rows`, `${broken} linjer er ikke rækker`))
  return exit
}
