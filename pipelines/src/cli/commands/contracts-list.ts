import type { CommandRun } from '../command.js'
import { areasHere } from '../opened.js'
import { printList } from '../text-table.js'

/** `flis contracts list`. */
export const contractsList: CommandRun = async (cli) => {
  const rows = (await areasHere(cli)).flatMap((area) =>
    area.contracts.map((each) => ({
      name: each.name,
      area: area.name,
      kilde: each.kilde,
      mode: each.mode,
      absence: each.absence,
      key: each.key,
      fields: Object.keys(each.fields).length,
      persons: each.persons,
    })),
  )
  await printList(
    cli,
    [
      { name: 'name', title: ['contract', 'kontrakt'] },
      { name: 'area', title: ['area', 'område'] },
      { name: 'kilde', title: ['kilde', 'kilde'] },
      { name: 'mode', title: ['load mode', 'indlæsning'] },
      { name: 'absence', title: ['absence', 'fravær'] },
      { name: 'key', title: ['key', 'nøgle'] },
      { name: 'fields', title: ['fields', 'felter'], right: true },
      { name: 'persons', title: ['persons', 'personer'] },
    ],
    rows,
    '',
  )
  return 0
}
