// Writes a second full delivery of KY for each of the 98 kommuner of a world, in which 1 % of the cases have changed.
// node --import tsx bench/ky-redelivery.ts <world> <inbox> <memory>
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import {
  dsaTable,
  KOMMUNE_CODES,
  openInstance,
  openSession,
  quoteIdent,
  quoteText,
  warehousePaths,
} from '@flis/core'
import { ZipFile } from 'yazl'
import { writeMetadata } from './deliver.js'
import { deliveryName, KY_CONTRACTS } from './ky-month.js'
import { say } from './say.js'

/** One case of a hundred: its last state is a day later, its ydelser begin a day earlier. */
const chosen = 'hash(SagId) % 100 = 0'
const CHANGED: Readonly<Record<string, string>> = {
  FraDato: `case when ${chosen} and FraDato < date '2024-12-31' and Sekvens = max(Sekvens) over (partition by SagId)
    then FraDato + 1 else FraDato end`,
  StartDato: `case when ${chosen} then StartDato - 1 else StartDato end`,
}

const zipped = async (members: readonly string[], path: string): Promise<void> => {
  const zip = new ZipFile()
  for (const member of members)
    zip.addFile(member, member.split('/').at(-1) ?? member, { compressionLevel: 1 })
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
}

const [world = '', inbox = '', memory = '1200MB'] = process.argv.slice(2)
const instance = await openInstance(warehousePaths(world).database, { memory }, true)
const session = await openSession(instance)
const work = join(inbox, '.work')
await mkdir(work, { recursive: true })
let rows = 0
for (const kommune of KOMMUNE_CODES) {
  const members: string[] = []
  for (const contract of KY_CONTRACTS) {
    const path = join(work, `${contract.name}.csv`)
    const columns = Object.keys(contract.fields).map(
      (name) => `${CHANGED[name] ?? quoteIdent(name)} as ${quoteIdent(name)}`,
    )
    rows += await session.run(
      `copy (
         select ${columns.join(', ')}
         from ${dsaTable(contract)}
         where _kommune = ${quoteText(kommune)} and _til = 99991231999
         order by _linje
       ) to ${quoteText(path)} (format csv, delimiter ';', header true, quote '"')`,
    )
    members.push(path)
  }
  const path = join(inbox, deliveryName(kommune, 2))
  await zipped(members, path)
  await writeMetadata(path, 'NC')
}
await rm(work, { recursive: true })
const cases = await session.rows(
  `select count(*) as cases, count(*) filter (${chosen}) as changed from dsa_hist.KYSag`,
)
session.close()
instance.closeSync()
say({ rows, ...cases[0] })
