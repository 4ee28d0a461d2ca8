import { compileSql, type Dataomraade, type Model, monthOf, relationsOf, replacedRules } from '@flis/core'
import type { Cli, CommandRun } from '../command.js'
import { modelNamed } from '../found.js'
import { jsonText } from '../json-text.js'
import { areasHere, clockOf } from '../opened.js'
import { argument } from '../options.js'
import { ruleWords } from '../rule-words.js'
import { printFacts, printList } from '../text-table.js'

const columnRows = (model: Model) =>
  Object.entries(model.columns).map(([name, column]) => ({
    name,
    type: column.type,
    to: column.to ?? null,
    data: column.data,
    total: column.total ?? false,
    description: column.description,
  }))

const describe = (cli: Cli, areas: readonly Dataomraade[], model: Model) => {
  const query = model.sql({ month: monthOf(clockOf(cli)()), from: null })
  return {
    name: model.name,
    kind: model.kind,
    description: model.description,
    flisName: model.flisName ?? null,
    areas: areas.filter((area) => area.models.includes(model)).map((area) => area.name),
    grain: model.grain,
    exported: model.exported,
    recompute: model.recompute.by,
    natural: model.natural ?? [],
    rules: model.rules,
    replaced: replacedRules(areas, [model]),
    sources: relationsOf(query).map(({ of, name }) => ({ of, name })),
    columns: columnRows(model),
    sql: compileSql(query, ({ of, name }) => (of === 'model' ? `dm."${name}"` : `dsa_hist."${name}"`)),
  }
}

/** `flis models show <name>`: columns, grain, sources, SQL. */
export const modelsShow: CommandRun = async (cli) => {
  const areas = await areasHere(cli)
  const shown = describe(cli, areas, modelNamed(areas, argument(cli, 0)))
  if (cli.json) {
    await cli.line(jsonText(shown))
    return 0
  }
  await printFacts(
    cli,
    [
      [['table', 'tabel'], shown.name],
      [['name in FLIS', 'navn i FLIS'], shown.flisName],
      [['description', 'beskrivelse'], shown.description],
      [['kind', 'slags'], shown.kind],
      [['areas', 'områder'], shown.areas],
      [['grain', 'granularitet'], shown.grain],
      [['natural key', 'naturlig nøgle'], shown.natural],
      [['in packages', 'i datapakker'], shown.exported ? cli.words('yes', 'ja') : cli.words('no', 'nej')],
      [['recomputed by', 'genberegnes pr.'], shown.recompute],
      [['rules', 'regler'], shown.rules],
      [['rules that differ', 'afvigende regler'], ruleWords(shown.replaced)],
      [['sources', 'kilder'], shown.sources.map((each) => each.name)],
    ],
    {},
  )
  await cli.line()
  await printList(
    cli,
    [
      { name: 'name', title: ['column', 'kolonne'] },
      { name: 'type', title: ['type', 'type'] },
      { name: 'to', title: ['key to', 'nøgle til'] },
      { name: 'data', title: ['personal data', 'persondata'] },
      { name: 'description', title: ['description', 'beskrivelse'] },
    ],
    shown.columns,
    '',
  )
  await cli.line(`\n${shown.sql.trim()}`)
  return 0
}
