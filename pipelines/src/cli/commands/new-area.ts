import { newArea } from '../../new-area/new-area.js'
import type { CommandRun } from '../command.js'
import { jsonText } from '../json-text.js'
import { argument } from '../options.js'

/** `flis new area <name>`: contract, fact, area and test of a dataområde of one's own. */
export const newAreaCommand: CommandRun = async (cli) => {
  const { names, files, test, settings, module } = await newArea(cli.folder, argument(cli, 0))
  const run = `node --import tsx --test ${test}`
  if (cli.json) {
    await cli.line(jsonText({ area: names.area, files, settings, test: run }))
    return 0
  }
  for (const each of files) await cli.line(each)
  await cli.line(`\n${cli.words('its test', 'dens test')}: ${run}`)
  if (settings !== null)
    await cli.line(
      `${cli.words(`put it into ${settings}`, `sæt det ind i ${settings}`)}: import { ${names.value} } from '${module}'; areas: [..., ${names.value}]`,
    )
  return 0
}
