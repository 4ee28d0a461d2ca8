import { type Contract, contractsOf, type Dataomraade } from '@flis/core'
import type { CommandRun } from '../command.js'
import { areasHere } from '../opened.js'
import { printList } from '../text-table.js'

/** The area that lists a contract; for one that comes along with others', the first of those. */
const areaOf = (areas: readonly Dataomraade[], contract: Contract): string =>
  (
    areas.find((area) => area.contracts.includes(contract)) ??
    areas.find((area) => area.reads.includes(contract))
  )?.name ?? ''

/** `flis contracts list`: every contract that deliveries of this warehouse can hold, each once. */
export const contractsList: CommandRun = async (cli) => {
  const areas = await areasHere(cli)
  const rows = contractsOf(areas).map((each) => ({
    name: each.name,
    area: areaOf(areas, each),
    kilde: each.kilde,
    mode: each.mode,
    absence: each.absence,
    key: each.key,
    fields: Object.keys(each.fields).length,
    persons: each.persons,
  }))
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
