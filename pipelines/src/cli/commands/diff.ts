import { fail, month } from '@flis/core'
import { diff } from '../../diff/diff.js'
import type { Cli, CommandRun } from '../command.js'
import { diffLines } from '../diff-lines.js'
import { jsonText } from '../json-text.js'
import { openedFolder } from '../opened.js'
import { argument, textOption, wholeOption } from '../options.js'

const runNumber = (cli: Cli, nth: number): number => {
  const given = argument(cli, nth)
  return /^\d{1,9}$/.test(given)
    ? Number(given)
    : fail('U001', { found: given, expected: 'the number of a run: flis runs' })
}

const kommuneOption = (cli: Cli): string | undefined => {
  const given = textOption(cli, 'kommune')
  if (given !== undefined && !/^\d{4}$/.test(given))
    fail('U001', { found: `--kommune ${given}`, expected: 'four digits' })
  return given
}

/** `flis diff <run> <run>`: which published figures moved between two runs, by how much, and why. */
export const diffCommand: CommandRun = async (cli) => {
  const runs = [runNumber(cli, 0), runNumber(cli, 1)] as const
  const kommune = kommuneOption(cli)
  const [of, table, rows] = [textOption(cli, 'month'), textOption(cli, 'table'), wholeOption(cli, 'rows')]
  const { paths, areas, config } = await openedFolder(cli)
  const found = await diff(paths, { areas, config }, runs, {
    ...(kommune === undefined ? {} : { kommune }),
    ...(of === undefined ? {} : { month: month(of) }),
    ...(table === undefined ? {} : { table }),
    ...(rows === undefined ? {} : { rows }),
  })
  await cli.line(cli.json ? jsonText(found) : diffLines(cli.words, found).join('\n'))
  return 0
}
