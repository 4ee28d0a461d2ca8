import { inBuildOrder } from '@flis/dm'
import type { CommandRun } from '../command.js'
import { areasHere } from '../opened.js'
import { printList } from '../text-table.js'

/** `flis models list`: the tables of DM in the order in which they are built. */
export const modelsList: CommandRun = async (cli) => {
  const areas = await areasHere(cli)
  const rows = inBuildOrder(areas).map((model) => ({
    name: model.name,
    areas: areas.filter((area) => area.models.includes(model)).map((area) => area.name),
    kind: model.kind,
    grain: model.grain,
    exported: model.exported,
    recompute: model.recompute.by,
    description: model.description,
  }))
  await printList(
    cli,
    [
      { name: 'name', title: ['table', 'tabel'] },
      { name: 'areas', title: ['areas', 'områder'] },
      { name: 'kind', title: ['kind', 'slags'] },
      { name: 'grain', title: ['grain', 'granularitet'] },
      { name: 'exported', title: ['in packages', 'i datapakker'] },
      { name: 'description', title: ['description', 'beskrivelse'] },
    ],
    rows,
    '',
  )
  return 0
}
