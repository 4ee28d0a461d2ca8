// Writes a delivery of CPR of a size, and LIFA beside the full one, into a folder: csv files in `csv`, deliveries in `inbox`.
// node --import tsx bench/borger-files.ts <folder> <persons born each day> <memory> [every nth person: a delta]
import { createWriteStream } from 'node:fs'
import { link, mkdir, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { openInstance, openSession, quoteText } from '@flis/core'
import { ZipFile } from 'yazl'
import { makeCpr, makeLifa } from './cpr-files.js'
import { writeMetadata } from './deliver.js'
import { say } from './say.js'

const [folder = '', each = '1', memory = '1200MB', every] = process.argv.slice(2)
const csv = join(folder, 'csv')
const inbox = join(folder, 'inbox')
await mkdir(csv, { recursive: true })
await mkdir(inbox, { recursive: true })
const files = {
  person: join(csv, 'BorgerPerson.csv'),
  adresse: join(csv, 'BorgerAdresse.csv'),
  tilknytning: join(csv, 'BorgerTilknytning.csv'),
}
const session = await openSession(await openInstance(':memory:', { memory }))
await session.run('set preserve_insertion_order = true')
for (const statement of makeCpr(Number(each), files, every === undefined ? null : Number(every)))
  await session.run(statement)
const delivered = join(
  inbox,
  every === undefined ? 'CPR_0000_2024-12-30_001_F.zip' : 'CPR_0000_2024-12-31_001_D.zip',
)
const zip = new ZipFile()
for (const [path, name] of Object.values(files).map((path) => [path, path.slice(csv.length + 1)] as const))
  zip.addFile(path, name, { compressionLevel: 1 })
zip.end()
await pipeline(zip.outputStream, createWriteStream(delivered))
await writeMetadata(delivered, 'CPR')
if (every === undefined) {
  const lifa = join(csv, 'LIFASkoledistrikt.csv')
  await session.run(makeLifa(Number(each), lifa))
  const deliveredLifa = join(inbox, 'LIFA_0000_2024-12_001_F.csv')
  await link(lifa, deliveredLifa)
  await writeMetadata(deliveredLifa, 'LIFA')
}
/** Lines but for the headers. */
const rows = await Promise.all(
  (await readdir(csv)).map((name) =>
    session.value(
      `select count(*) from read_csv(${quoteText(join(csv, name))}, delim = ';', header = true, all_varchar = true)`,
    ),
  ),
)
const bytes = Object.fromEntries(
  await Promise.all(Object.entries(files).map(async ([name, path]) => [name, (await stat(path)).size])),
)
say({
  rows: rows.reduce<number>((sum, each) => sum + Number(each), 0),
  bytes,
  zipped: (await stat(delivered)).size,
})
