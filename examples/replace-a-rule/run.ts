import {
  diff,
  initWarehouse,
  ky,
  main,
  month,
  monthRun,
  parseConfig,
  warehousePaths,
  writeSample,
} from '@flis/pipelines'
import settings from './flis.config.js'

const warehouse = './lager'
const options = { warehouse, month: month('2022-10') }
await initWarehouse(warehouse, ['KY'])
await writeSample({
  out: `${warehouse}/inbox`,
  kommuner: ['0751'],
  from: '2022-10',
  to: '2022-10',
  scale: 0.001,
  seed: 7,
  faults: 0,
  areas: ['KY'],
})

// Once by KY's own rules, once with the other: the tables that use the rule are built anew, nothing else.
const own = await main(monthRun([ky]), options)
const other = await main(monthRun(settings.areas), options)

// Which figures moved, by how much, and why. On the command line: flis diff 1 2
const { tables, unmoved } = await diff(
  warehousePaths(warehouse),
  { areas: settings.areas, config: parseConfig({}) },
  [own.run ?? 0, other.run ?? 0],
)
for (const { table, rows, columns, causes } of tables) {
  console.log(`${table}: ${rows.changed} rows changed, in ${columns.map((each) => each.column).join(', ')}`)
  for (const { rule } of causes.code?.rules ?? []) console.log(`because of the rule ${rule}`)
}
console.log(`nothing moved in ${unmoved.length} tables`)
