// Writes a further full delivery of KY for each of the 98 kommuner of a world: in the same month as a correction, or in
// the following one with what has happened since.
// node --import tsx bench/ky-redelivery.ts <world> <inbox> <memory> <month> <loebenr> <changed cases of 1000>
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import {
  type Contract,
  dsaTable,
  KOMMUNE_CODES,
  month,
  openInstance,
  openSession,
  quoteIdent,
  quoteText,
  warehousePaths,
} from '@flis/core'
import { ZipFile } from 'yazl'
import { writeMetadata } from './deliver.js'
import { deliveryName, KY_CONTRACTS } from './ky-month.js'
import { LAST_MONTH } from './months.js'
import { say } from './say.js'

const [world = '', inbox = '', memory = '1200MB', run = `${LAST_MONTH}`, loebenr = '2', changed = '10'] =
  process.argv.slice(2)
const periode = month(run)
const share = Number(changed)
const corrects = periode === LAST_MONTH

/** Of the changed cases: in a correction all are corrected, in the following month two of five; as many are closed, the rest are new. */
const drawn = `hash(SagId) % 1000`
const corrected = `${drawn} < ${corrects ? share : Math.round(share * 0.4)}`
const closing = `(${drawn} between ${Math.round(share * 0.4)} and ${Math.round(share * 0.8) - 1})`
const copied = `(${drawn} between ${Math.round(share * 0.8)} and ${share - 1})`
const fresh = (column: string): string => `'N' || ${column}[2:]`

type Columns = Readonly<Record<string, string>>

/** What corrected cases say now: the last state is a day later, ydelser begin a day earlier. */
const CORRECTED: Readonly<Record<string, Columns>> = {
  KYSagTilstand: {
    FraDato: `case when ${corrected} and FraDato < date '2024-12-31' and Sekvens = max(Sekvens) over (partition by SagId)
      then FraDato + 1 else FraDato end`,
  },
  KYYdelse: { StartDato: `case when ${corrected} then StartDato - 1 else StartDato end` },
  ...(corrects
    ? {}
    : {
        KYOpgave: {
          AfsluttetDato: `case when ${closing} and Tilstand = 'Åben' then date '2025-01-15' else AfsluttetDato end`,
          Tilstand: `case when ${closing} and Tilstand = 'Åben' then 'Gennemført' else Tilstand end`,
        },
      }),
}

/** A case of the following month is a copy of another, in January, not ended. */
const FRESH: Readonly<Record<string, Columns>> = {
  KYSag: { SagId: fresh('SagId'), OprettetDato: `date '2025-01-05'` },
  KYYdelse: {
    YdelseId: fresh('YdelseId'),
    SagId: fresh('SagId'),
    StartDato: `date '2025-01-10'`,
    SlutDato: 'null::date',
  },
  KYOpgave: {
    OpgaveId: fresh('OpgaveId'),
    SagId: fresh('SagId'),
    Tilstand: `'Åben'`,
    OprettetDato: `date '2025-01-05'`,
    AfsluttetDato: 'null::date',
  },
}

const selected = (fields: readonly string[], as: Columns): string =>
  fields.map((name) => `${as[name] ?? quoteIdent(name)} as ${quoteIdent(name)}`).join(', ')

/** Rows that the following month has more. */
const more = (contract: string, fields: readonly string[], from: string): readonly string[] => {
  if (corrects) return []
  const columns = FRESH[contract]
  if (columns !== undefined) return [`select ${selected(fields, columns)}, _linje from ${from} and ${copied}`]
  if (contract !== 'KYSagTilstand') return []
  return [
    `select SagId, max(Sekvens) + 1, 'Afsluttet', date '2025-01-15', max(_linje)
     from ${from} and ${closing}
     group by SagId
     having arg_max(Tilstand, {'fra': FraDato, 'nr': Sekvens}) not in ('Afslag', 'Henlagt', 'Afsluttet')`,
    `select ${fresh('SagId')}, nr, ['Under Oplysning', 'Bevilget'][nr], date '2025-01-05' + nr::integer * 3, _linje
     from (select SagId, min(_linje) as _linje, unnest([1, 2]) as nr from ${from} and ${copied} group by SagId)`,
  ]
}

/** As a source writes it: times as Danish local time. */
const written = ({ fields }: Contract, name: string): string =>
  fields[name]?.kind.type === 'timestamp'
    ? `strftime(${quoteIdent(name)}, '%Y-%m-%dT%H:%M:%S') as ${quoteIdent(name)}`
    : quoteIdent(name)

const zipped = async (members: readonly string[], path: string): Promise<void> => {
  const zip = new ZipFile()
  for (const member of members)
    zip.addFile(member, member.split('/').at(-1) ?? member, { compressionLevel: 1 })
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
}

const instance = await openInstance(warehousePaths(world).database, { memory }, true)
const session = await openSession(instance)
const work = join(inbox, '.work')
await mkdir(work, { recursive: true })
let rows = 0
for (const kommune of KOMMUNE_CODES) {
  const members: string[] = []
  for (const contract of KY_CONTRACTS) {
    const path = join(work, `${contract.name}.csv`)
    const fields = Object.keys(contract.fields)
    const from = `${dsaTable(contract)} where _kommune = ${quoteText(kommune)} and _til = 99991231999`
    rows += await session.run(
      `copy (
         select ${fields.map((name) => written(contract, name)).join(', ')}
         from (
           select ${selected(fields, CORRECTED[contract.name] ?? {})}, _linje from ${from}
           ${more(contract.name, fields, from)
             .map((each) => `union all ${each}`)
             .join('\n           ')}
         )
         order by _linje, ${contract.key.map(quoteIdent).join(', ')}
       ) to ${quoteText(path)} (format csv, delimiter ';', header true, quote '"')`,
    )
    members.push(path)
  }
  const path = join(inbox, deliveryName(kommune, periode, Number(loebenr)))
  await zipped(members, path)
  await writeMetadata(path, 'NC')
}
await rm(work, { recursive: true })
const cases = await session.rows(
  `select count(*) as cases, count(*) filter (${drawn} < ${share}) as changed from dsa_hist.KYSag where _til = 99991231999`,
)
session.close()
instance.closeSync()
say({ rows, ...cases[0] })
