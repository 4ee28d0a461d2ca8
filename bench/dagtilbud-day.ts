// Brings another day's registrations of a world's children into its history, as Aula's deliveries of that day leave them.
// node --import tsx bench/dagtilbud-day.ts <warehouse> <children> <memory>
import {
  extractTime,
  KOMMUNE_CODES,
  openWarehouse,
  parseConfig,
  unitExpression,
  warehousePaths,
} from '@flis/core'
import { AulaRegistrering } from '@flis/domains/dagtilbud'
import { registreringer, systemOf } from './dagtilbud-events.js'
import { LAST_MONTH } from './months.js'
import { say } from './say.js'
import { type Delivered, insertHistory, noteDelivered } from './world.js'

const [folder = '', children = '0', memory = '1200MB'] = process.argv.slice(2)
const DAY: Delivered = {
  kilde: 'Aula',
  kildesystem: 'Aula',
  type: 'D',
  kommuner: KOMMUNE_CODES,
  contracts: ['AulaRegistrering'],
  month: LAST_MONTH,
  loebenr: 2,
  file: (kommune) => `Aula_${kommune}_${LAST_MONTH}_002_D.ndjson`,
}
const warehouse = await openWarehouse(
  warehousePaths(folder),
  parseConfig({ areas: ['Dagtilbud'], limits: { memory } }),
)
const session = await warehouse.session()
await insertHistory(
  session,
  { name: 'AulaRegistrering' },
  `select RegistreringId, BarnUuid, InstitutionSTIL, Status, Tidspunkt, ${systemOf(DAY)}
   from (${registreringer(Number(children), 1, '2024-12-31')})
   order by kommune, c`,
)
await noteDelivered(
  session,
  DAY,
  () =>
    `select distinct _kommune as kommune, ${unitExpression(AulaRegistrering)} as unit
     from dsa_hist.AulaRegistrering
     where _fra = ${extractTime(LAST_MONTH, 2)}`,
)
const events = Number(
  await session.value(
    `select count(*) from dsa_hist.AulaRegistrering where _fra = ${extractTime(LAST_MONTH, 2)}`,
  ),
)
session.close()
warehouse.instance.closeSync()
say({ events })
