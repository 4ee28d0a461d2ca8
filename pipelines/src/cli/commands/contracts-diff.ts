import { resolve } from 'node:path'
import { contractsOf } from '@flis/core'
import { type ContractChange, contractsDiff, type Verdict } from '../../contracts/contracts-diff.js'
import type { Cli, CommandRun, Words } from '../command.js'
import { jsonText } from '../json-text.js'
import { areasHere } from '../opened.js'
import { argument } from '../options.js'
import { printList } from '../text-table.js'

const VERDICTS: Readonly<Record<Verdict, Words>> = {
  same: ['no difference', 'ingen forskel'],
  minor: [
    'minor: only optional fields or files were added',
    'minor: kun valgfri felter eller filer er kommet til',
  ],
  major: ['major: not backward compatible', 'major: ikke bagudkompatibel'],
}

const printChanges = (cli: Cli, changes: readonly ContractChange[]): Promise<void> =>
  printList(
    cli,
    [
      { name: 'contract', title: ['contract', 'kontrakt'] },
      { name: 'field', title: ['field', 'felt'] },
      { name: 'what', title: ['what', 'hvad'] },
      { name: 'before', title: ['before', 'før'] },
      { name: 'after', title: ['after', 'efter'] },
      { name: 'verdict', title: ['verdict', 'dom'] },
    ],
    changes.map((each) => ({ ...each })),
    '',
  )

/** `flis contracts diff <before> [after]`: exported contracts against those of today, or a later export. */
export const contractsDiffCommand: CommandRun = async (cli) => {
  const [, after] = cli.args
  const found = await contractsDiff(
    resolve(cli.world.cwd, argument(cli, 0)),
    after === undefined ? contractsOf(await areasHere(cli)) : resolve(cli.world.cwd, after),
  )
  if (cli.json) {
    await cli.line(jsonText(found))
    return 0
  }
  if (found.changes.length > 0) {
    await printChanges(cli, found.changes)
    await cli.line()
  }
  await cli.line(cli.words(...VERDICTS[found.verdict]))
  return 0
}
