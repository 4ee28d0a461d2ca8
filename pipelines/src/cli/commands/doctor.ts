import { processClock } from '@flis/core'
import { doctor } from '../../operations/doctor/doctor.js'
import type { CommandRun, ExitCode } from '../command.js'
import { jsonText } from '../json-text.js'
import { flagOption } from '../options.js'
import { textTable } from '../text-table.js'

/** `flis doctor [--deep]`: what is wrong here, and what to do. Exit 3 where something is wrong; warnings alone give 0. */
export const doctorCommand: CommandRun = async (cli) => {
  const { environment } = cli.world
  const { checks, verdict } = await doctor({
    warehouse: cli.folder,
    deep: flagOption(cli, 'deep'),
    environment,
    clock: processClock(environment),
  })
  const exit: ExitCode = verdict === 'error' ? 3 : 0
  if (cli.json) {
    const told = checks.map(({ said, ...each }) => ({ ...each, en: said[0], da: said[1] }))
    await cli.line(jsonText({ verdict, checks: told, exit }))
    return exit
  }
  const verdicts = {
    ok: cli.words('ok', 'ok'),
    warning: cli.words('look', 'se'),
    error: cli.words('WRONG', 'FEJL'),
  }
  const rows = checks.map(({ name, verdict, said, next }) => [
    verdicts[verdict],
    name,
    `${cli.words(...said)}${next === undefined ? '' : ` → ${next}`}`,
  ])
  for (const line of textTable([{ title: '' }, { title: '' }, { title: '' }], rows).slice(1))
    await cli.line(line)
  await cli.line(
    verdict === 'ok'
      ? cli.words('the warehouse is well', 'lageret har det godt')
      : verdict === 'warning'
        ? cli.words('nothing is wrong; something could be looked at', 'intet er galt; noget kan ses efter')
        : cli.words('something is wrong', 'noget er galt'),
  )
  return exit
}
