import {
  andThen,
  build,
  folder,
  historise,
  ky,
  land,
  main,
  month,
  openPublished,
  packages,
  pipe,
  publish,
  stream,
  writeSample,
} from '@flis/pipelines'

// Made-up deliveries of two kommuner for two months, straight into the inbox of a new warehouse.
const warehouse = './lager'
const options = { warehouse, month: month('2022-10') }
const monthRun = stream(
  folder('inbox'),
  pipe(land(ky), andThen(historise(ky)), andThen(build(ky)), andThen(packages('DM')), andThen(publish(ky))),
)
await main(monthRun, options)
await writeSample({
  out: `${warehouse}/inbox`,
  kommuner: ['0751', '0461'],
  from: '2022-09',
  to: '2022-10',
  scale: 0.001,
  seed: 7,
  faults: 0,
  areas: ['KY'],
})
const report = await main(monthRun, options)
console.log(`steps: ${report.plan.steps.length}, version: ${String(report.version)}`)

const version = await openPublished(`${warehouse}/published`)
const rows = await version.session.rows(
  `select k.KommuneNavn, count(*)::integer as rows
   from "FactKYYdelser" f join "DimKommune" k on k.DimKommuneID = f.DimKommune
   group by all order by all`,
)
for (const row of rows) console.log(`${String(row.KommuneNavn)}: ${String(row.rows)} rows`)
version.close()

// Nothing new: nothing is done, and it says so.
const again = await main(monthRun, options)
console.log(again.run === null ? 'nothing new' : 'unexpected work')
