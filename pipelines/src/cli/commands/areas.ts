import type { CommandRun } from '../command.js'
import { areasHere } from '../opened.js'
import { printList } from '../text-table.js'

/** `flis areas`: the dataområder, with what they hold. */
export const areas: CommandRun = async (cli) => {
  const rows = (await areasHere(cli)).map((area) => ({
    name: area.name,
    kilder: area.kilder.map((each) => each.name),
    contracts: area.contracts.map((each) => each.name),
    models: area.models.map((each) => each.name),
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
      { name: 'description', title: ['description', 'beskrivelse'] },
    ],
    rows.map((row) => ({ ...row, contracts: row.contracts.length, models: row.models.length })),
    '',
  )
  return 0
}
