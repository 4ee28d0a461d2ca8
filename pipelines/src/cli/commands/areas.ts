import type { CommandRun } from '../command.js'
import { areasHere } from '../opened.js'
import { ruleWords } from '../rule-words.js'
import { printList } from '../text-table.js'

/** `flis areas`: the dataområder, with what they hold, and the rules that are not their own. */
export const areas: CommandRun = async (cli) => {
  const rows = (await areasHere(cli)).map((area) => ({
    name: area.name,
    kilder: area.kilder.map((each) => each.name),
    contracts: area.contracts.map((each) => each.name),
    models: area.models.map((each) => each.name),
    rules: area.rules,
    replaced: area.replaced,
    description: area.description,
  }))
  if (cli.json) {
    await printList(cli, [], rows, '')
    return 0
  }
  await printList(
    cli,
    [
      { name: 'name', title: ['area', 'område'] },
      { name: 'kilder', title: ['kilder', 'kilder'] },
      { name: 'contracts', title: ['contracts', 'kontrakter'], right: true },
      { name: 'models', title: ['tables', 'tabeller'], right: true },
      { name: 'rules', title: ['rules', 'regler'], right: true },
      { name: 'replaced', title: ['rules that differ', 'afvigende regler'] },
      { name: 'description', title: ['description', 'beskrivelse'] },
    ],
    rows.map((row) => ({
      ...row,
      contracts: row.contracts.length,
      models: row.models.length,
      rules: row.rules.length,
      replaced: ruleWords(row.replaced),
    })),
    '',
  )
  return 0
}
